"""What would leave the house: the very bytes, beside a plain list of what is in them; then save it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.errors import DashboardError
from sharing.audience import restrict_to_audience
from sharing.disclosure import disclosure
from sharing.snapshot import Snapshot
from text import failure_sentence, say
from ui.core import author, session_keys
from ui.core.markdown import inert_list
from ui.reports.choice import Choice
from ui.snapshots import answers, edit, words
from ui.widgets import page_header, result_line
from ui.widgets.result_line import Undo

_HEIGHT = 640  # px


@dataclass(frozen=True)
class Draft:
    """A snapshot that is not saved yet. disclosed: what leaves the house, a line each."""

    choice: Choice
    snapshot: Snapshot
    disclosed: tuple[str, ...]


def show_preview(choice: Choice) -> None:
    """The button, then the preview of what it made, then the way to save it."""
    if st.button(say("snapshots.preview"), icon=":material/visibility:", type="primary"):
        _make(choice)
    draft: Draft | None = st.session_state.get(session_keys.SNAPSHOT_DRAFT)
    if draft is None:
        return
    if draft.choice != choice:
        st.info(say("snapshots.changed"), icon=":material/info:")
        return
    page_header.section(say("snapshots.preview_title"))
    page, beside = st.columns([7, 3], gap="large")
    with page:
        alt = say("snapshots.preview_alt", title=draft.choice.title)
        st.iframe(draft.snapshot.parts["report.html"].decode(), height=_HEIGHT, alt=alt)
    with beside:
        st.markdown(f"**{say('snapshots.leaves')}**")
        st.markdown(inert_list(draft.disclosed))
        who = author.ask(key="snapshot")
        st.button(
            say("snapshots.publish"),
            icon=":material/ac_unit:",
            type="primary",
            disabled=not who,
            on_click=_save,
            args=(draft, who),
        )
        st.caption(say("snapshots.publish_help"))


def show_done() -> None:
    """What was done last, or why it could not be done."""
    done = st.session_state.get(session_keys.SNAPSHOT_DONE)
    if done is not None:
        result_line.show_success(*done)
    failure = st.session_state.pop(session_keys.SNAPSHOT_FAILED, None)
    if failure:
        result_line.show_failure(failure)


def _make(choice: Choice) -> None:
    st.session_state.pop(session_keys.SNAPSHOT_DRAFT, None)
    st.session_state.pop(session_keys.SNAPSHOT_DONE, None)
    try:
        with st.spinner(say("snapshots.making")):
            snapshot = edit.draft_snapshot(choice)
            report = answers.full_report(choice, images=False)
            leaving = disclosure(restrict_to_audience(report, choice.audience), report)
    except DashboardError as error:
        result_line.show_failure(failure_sentence(error))
        return
    st.session_state[session_keys.SNAPSHOT_DRAFT] = Draft(choice, snapshot, tuple(words.disclosed(leaving)))


def _save(draft: Draft, who: str) -> None:
    """Before the next run, which then lists it."""
    try:
        snapshot_id = edit.save_snapshot(draft.snapshot, who)
    except DashboardError as error:
        st.session_state[session_keys.SNAPSHOT_FAILED] = failure_sentence(error)
        return
    del st.session_state[session_keys.SNAPSHOT_DRAFT]
    line = say("snapshots.published", title=draft.choice.title)
    st.session_state[session_keys.SNAPSHOT_DONE] = line, Undo("snapshot.undo", _discard, (snapshot_id, who))
    st.session_state[session_keys.SNAPSHOT_NEW] = snapshot_id


def _discard(snapshot_id: str, who: str) -> None:
    """It was just made and nobody has a link, so nothing is lost that could not be made again."""
    edit.discard_snapshot(snapshot_id, who)
    st.session_state[session_keys.SNAPSHOT_DONE] = say("snapshots.undone"), None
