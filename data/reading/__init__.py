"""Uploaded spreadsheets, read honestly: bytes in, a candidate dataset and everything that was understood out.

    upload = read_upload([("fees.xlsx", content)], current, Choices())
    upload.tables        what was found, with rows_read = kept + ignored + held
    upload.issues        everything worth saying: errors (rows held), warnings and notes
    upload.changes       what committing it would change, by key
    upload.candidate     the dataset as it would be; it has no version yet
    upload.contacts      people, who are no part of a dataset

`Choices` (data.reading.choices) carries a person's decisions: which table a sheet is, which field a column,
how dates and numbers with two meanings are read, confirmed cities, corrected cells, hidden sheets to read,
tables that the upload is the whole of. Reading again with other choices is how a page lets people correct
what was understood. `upload.memory` is what to remember for the next file; it goes into `Choices.memory`.

The preview and the commit are the same candidate: keep its `data.store.commit.fingerprint` when showing it,
and hand it to the commit, which refuses any other data.

Nothing of a file is opened in this process: a child does (data.reading.process), two at a time. A file that
cannot be read is an issue with severity "error", never an exception. Rows of the template whose column
`source` says "example: delete this row" are passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.dataset import Dataset
    from data.reading.choices import Choices
    from data.reading.upload import Upload


_LARGE = 1_000_000  # bytes; what smaller files leave behind is not worth the call


def read_upload(
    files: list[tuple[str, bytes]],
    current: Dataset,
    choices: Choices | None = None,
    on_wait: Callable[[int], None] | None = None,
) -> Upload:
    """Read files (name and bytes) against the current dataset.

    on_wait: told how many other readings go first, once for each file that has to wait for its turn.
    """
    # The child imports this package too, and must not load pandas with it.
    from data.reading.choices import Choices as NoChoices
    from data.reading.reader import read
    from data.reading.release_memory import release_free_memory

    upload = read(files, current, choices or NoChoices(), on_wait)
    if sum(len(content) for _, content in files) > _LARGE:
        release_free_memory()
    return upload
