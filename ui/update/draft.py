"""The draft of an upload: files, decisions, and the result of reading them. It stays while pages change.

Every decision makes a new draft, which is read again against the version that the author began with. So the
page shows what the reader made of exactly these files and decisions, and saving takes that very candidate.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from data.dataset import Dataset
from data.reading.choices import Choices
from data.store.versions import Head
from text import counted, say
from ui.core import cache, formats, session_keys
from ui.core.markdown import inert_markdown
from ui.update import answers
from ui.update.answers import Reading


@dataclass(frozen=True)
class Draft:
    """Files (name, bytes) and decisions on top of one version. reading: None until they are read.

    head: the newest version when it was begun, and how many people had been erased. problem: why it could
    not be saved, as a sentence; '' where nobody tried or it went well.
    """

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    current: Dataset
    head: Head
    choices: Choices
    reading: Reading | None = None
    problem: str = ""

    @property
    def is_outdated(self) -> bool:
        """Whether somebody saved another version, or erased a person, since this one was begun."""
        return bool(st.session_state[session_keys.VERSION] != self.head)


def of_session() -> Draft | None:
    """The draft of this session."""
    draft: Draft | None = st.session_state.get(session_keys.DRAFT)
    return draft


def start(files: list[tuple[str, bytes]]) -> None:
    """Files were dropped. Decisions of the draft that is open stay: its other files keep theirs."""
    if (draft := of_session()) is None:
        st.session_state[session_keys.DRAFT] = _on_newest(tuple(files), _proposed())
    else:
        _update(draft, files=tuple(files))


def _proposed() -> Choices:
    """What is decided before anybody has: a roster takes the place of invented rows, and speaks of today
    unless it says of which day."""
    title = say("update.fresh_title")
    return Choices(replace_invented=None, fresh_as_of=formats.today(), fresh_title=title)


def discard() -> None:
    """Put the upload away; nothing of it was saved."""
    st.session_state.pop(session_keys.DRAFT, None)
    st.session_state[session_keys.UPLOADER] = st.session_state.get(session_keys.UPLOADER, 0) + 1


def rebase() -> None:
    """Read again on top of the newest version, with the same decisions."""
    if draft := of_session():
        st.session_state[session_keys.DRAFT] = _on_newest(draft.files, draft.choices)


def set_problem(sentence: str) -> None:
    """Saving did not work. Everything that was decided stays."""
    if draft := of_session():
        st.session_state[session_keys.DRAFT] = replace(draft, problem=sentence)


def decide(**decisions: Any) -> None:  # noqa: ANN401  fields of Choices
    """Take a decision: the files are read again with it."""
    if draft := of_session():
        _update(draft, choices=replace(draft.choices, **decisions))


def decide_entry(choice: str, key: Any, value: Any) -> None:  # noqa: ANN401  of any mapping of Choices
    """Set one entry of a mapping among the choices; None takes it out."""
    if draft := of_session():
        entries = {other: kept for other, kept in getattr(draft.choices, choice).items() if other != key}
        decide(**{choice: entries if value is None else {**entries, key: value}})


def entry_widget(choice: str, entry: Any, value: Any, key: str) -> dict[str, Any]:  # noqa: ANN401
    """Arguments of a widget for an entry of a mapping among the choices; a blank value takes it out."""
    st.session_state[key] = value
    return {"key": key, "on_change": _take_entry, "args": (choice, entry, key)}


def member_checkbox(draft: Draft, choice: str, member: Any, key: str) -> dict[str, Any]:  # noqa: ANN401
    """Arguments of a checkbox that puts a member into a set among the choices, or takes it out."""
    st.session_state[key] = member in getattr(draft.choices, choice)
    return {"key": key, "on_change": _take_member, "args": (choice, member, key)}


def read_files(draft: Draft) -> Reading:
    """The result of reading the files, read now unless that is done. Shows what is going on meanwhile."""
    if draft.reading is not None:
        return draft.reading
    queue = st.empty()
    names = ", ".join(name for name, _ in draft.files)

    def on_wait(before: int) -> None:
        queue.info(counted("update.queue", before, count=formats.count(before)), icon=":material/hourglass:")

    with st.spinner(inert_markdown(say("update.reading", files=names)), show_time=True):
        result = answers.read_draft(draft, on_wait)
    queue.empty()
    st.session_state[session_keys.DRAFT] = replace(draft, reading=result)
    return result


def _take_entry(choice: str, entry: Any, key: str) -> None:  # noqa: ANN401
    decide_entry(choice, entry, st.session_state[key] or None)


def _take_member(choice: str, member: Any, key: str) -> None:  # noqa: ANN401
    if draft := of_session():
        others = getattr(draft.choices, choice) - {member}
        decide(**{choice: others | {member} if st.session_state[key] else others})


def _update(draft: Draft, **changes: Any) -> None:  # noqa: ANN401  fields of Draft
    """Another draft, which has not been read yet."""
    st.session_state[session_keys.DRAFT] = replace(draft, **changes, reading=None, problem="")


def _on_newest(files: tuple[tuple[str, bytes], ...], choices: Choices) -> Draft:
    """On top of the newest version, which may be newer than the one that the run before showed."""
    head, memory = answers.head_and_memory()
    return Draft(files, cache.dataset_of(str(head.version_id)), head, replace(choices, memory=memory))
