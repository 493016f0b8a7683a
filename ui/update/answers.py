"""What the page reads: the files of a draft, and what the store knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.shares.share_record import share_record
from data.reading import read_upload
from data.store import versions
from data.store.commit import fingerprint
from data.store.database import reading
from data.store.decisions import recall_memory
from data.store.upload import source_of
from ui.core import store
from ui.update.review import Review

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from data.reading.choices import Memory
    from data.reading.upload import Upload
    from data.store.versions import Head, Version
    from ui.update.draft import Draft


@dataclass(frozen=True)
class Reading:
    """What one reading of the files gave, with all that is shown of it.

    fingerprint: of the candidate, to which a commit is held. before, after: both shares. earlier: versions
    that came from these very files. review: what a person is needed for.
    """

    upload: Upload
    fingerprint: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    earlier: tuple[Version, ...]
    review: Review


def read_draft(draft: Draft, on_wait: Callable[[int], None]) -> Reading:
    """Read the files with the decisions. on_wait: as in data.reading.read_upload."""
    upload = read_upload(list(draft.files), draft.current, draft.choices, on_wait)
    source = source_of(upload.files)
    with reading(store.opened()) as connection:
        earlier = versions.of_file(connection, source.sha256) if source else []
    return Reading(
        upload=upload,
        fingerprint=fingerprint(upload.candidate),
        before=share_record(draft.current),
        after=share_record(upload.candidate),
        earlier=tuple(earlier),
        review=Review(upload),
    )


def head_and_memory() -> tuple[Head, Memory]:
    """The newest version, and the decisions of earlier uploads."""
    with reading(store.opened()) as connection:
        return versions.head(connection), recall_memory(connection)


def newest_version() -> Version:
    """The version that is the newest at this moment."""
    with reading(store.opened()) as connection:
        return versions.version(connection, str(versions.head(connection).version_id))
