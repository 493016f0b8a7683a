"""The upload at hand: files, decisions, and what reading them gave. It stays while pages change.

Every decision is a new draft that is read again, against the version that the author began with. So what
is shown is always what the reader made of exactly these files and decisions, and saving takes that very
candidate.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from analysis.shares.share_record import share_record
from data.reading import read_upload
from data.reading.choices import Choices
from data.store import versions
from data.store.commit import fingerprint
from data.store.database import reading
from data.store.memory import recall_memory
from data.store.upload import source_of
from text import counted, say
from ui.core import cache, formats, session_keys, store
from ui.core.markdown import inert_markdown
from ui.update.review import Review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.dataset import Dataset
    from data.reading.upload import Upload
    from data.store.versions import Head, Version

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class Understood:
    """What one reading gave, with all that is shown of it.

    shown: the fingerprint of the candidate, which a commit is held to. before, after: both shares.
    earlier: the versions that came from these very files. review: what a person is needed for.
    """

    upload: Upload
    shown: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    earlier: tuple[Version, ...]
    review: Review


@dataclass(frozen=True)
class Draft:
    """Files (name, bytes) and decisions on top of one version. understood: None until they are read.

    head: the newest version when it was begun, and how many people had been erased. problem: why it could
    not be saved, as a sentence; '' where nobody tried or it went well.
    """

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    current: Dataset
    head: Head
    choices: Choices
    understood: Understood | None = None
    problem: str = ""

    @property
    def is_outrun(self) -> bool:
        """Whether somebody saved another version, or erased a person, since this one was begun."""
        return bool(st.session_state[session_keys.VERSION] != self.head)


def at_hand() -> Draft | None:
    """The draft of this session."""
    found: Draft | None = st.session_state.get(session_keys.DRAFT)
    return found


def begin(files: list[tuple[str, bytes]]) -> None:
    """Files were dropped. Decisions made for the upload at hand stay: its other files keep theirs."""
    before = at_hand()
    if before is None:
        st.session_state[session_keys.DRAFT] = _on_newest(tuple(files), Choices())
    else:
        st.session_state[session_keys.DRAFT] = replace(
            before, files=tuple(files), understood=None, problem=""
        )


def drop() -> None:
    """Put the upload away; nothing of it was saved."""
    st.session_state.pop(session_keys.DRAFT, None)
    st.session_state[session_keys.UPLOADER] = st.session_state.get(session_keys.UPLOADER, 0) + 1


def decide(**decisions: Any) -> None:  # noqa: ANN401  fields of Choices
    """Take a decision: the files are read again with it."""
    draft = at_hand()
    if draft is not None:
        chosen = replace(draft.choices, **decisions)
        st.session_state[session_keys.DRAFT] = replace(draft, choices=chosen, understood=None, problem="")


def rebase() -> None:
    """Read again on top of the newest version, with the same decisions."""
    draft = at_hand()
    if draft is not None:
        st.session_state[session_keys.DRAFT] = _on_newest(draft.files, draft.choices)


def newest() -> Version:
    """The version that is the newest at this moment."""
    with reading(store.opened()) as connection:
        return versions.version(connection, str(versions.head(connection).version_id))


def failed(sentence: str) -> None:
    """Saving did not work. Everything that was decided stays."""
    draft = at_hand()
    if draft is not None:
        st.session_state[session_keys.DRAFT] = replace(draft, problem=sentence)


def with_entry(entries: Mapping[K, T], key: K, value: T | None) -> dict[K, T]:
    """The mapping with another value under a key, or without it."""
    rest = {other: kept for other, kept in entries.items() if other != key}
    return rest if value is None else {**rest, key: value}


def understood(draft: Draft) -> Understood:
    """What the files say, read now unless that is done. Says what is going on, and who is waited for."""
    if draft.understood is not None:
        return draft.understood
    queue = st.empty()
    names = ", ".join(name for name, _ in draft.files)

    def on_wait(before: int) -> None:
        queue.info(counted("update.queue", before, count=formats.count(before)), icon=":material/hourglass:")

    with st.spinner(inert_markdown(say("update.reading", files=names)), show_time=True):
        found = _read(draft, on_wait)
    queue.empty()
    st.session_state[session_keys.DRAFT] = replace(draft, understood=found)
    return found


def _on_newest(files: tuple[tuple[str, bytes], ...], choices: Choices) -> Draft:
    """On top of the newest version, which may be newer than the one that the run before showed."""
    with reading(store.opened()) as connection:
        head = versions.head(connection)
        memory = recall_memory(connection)
    current = cache.dataset_of(str(head.version_id))
    return Draft(files, current, head, replace(choices, memory=memory))


def _read(draft: Draft, on_wait: Any) -> Understood:  # noqa: ANN401  a function of one number
    upload = read_upload(list(draft.files), draft.current, draft.choices, on_wait)
    source = source_of(upload.files)
    with reading(store.opened()) as connection:
        earlier = versions.of_file(connection, source.sha256) if source else []
    return Understood(
        upload=upload,
        shown=fingerprint(upload.candidate),
        before=share_record(draft.current),
        after=share_record(upload.candidate),
        earlier=tuple(earlier),
        review=Review(upload),
    )
