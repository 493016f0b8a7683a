"""What would leave the house: the very bytes, beside a plain list of what is in them; then publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from data.errors import DashboardError
from data.store import snapshots
from data.store.database import writing
from sharing.disclosure import leaves_the_house
from text import failure_sentence, say
from ui.core import author, session_keys, store
from ui.core.markdown import inert_markdown
from ui.snapshots import choices, create, disclosure_words
from ui.widgets import page_header, result_line
from ui.widgets.result_line import Undo

if TYPE_CHECKING:
    from sharing.snapshot import Bundle
    from ui.snapshots.choices import Choice

_HEIGHT = 640  # px


@dataclass(frozen=True)
class Draft:
    """A frozen report that is not kept yet. told: what leaves the house, a line each."""

    choice: Choice
    bundle: Bundle
    told: tuple[str, ...]


def show(choice: Choice) -> None:
    """The button, then the preview of what it made, then the way to keep it."""
    if st.button(say("snapshots.preview"), icon=":material/visibility:", type="primary"):
        _make(choice)
    draft: Draft | None = st.session_state.get(session_keys.SNAPSHOT_DRAFT)
    if draft is None:
        return
    if draft.choice != choice:
        st.info(say("snapshots.changed"), icon=":material/info:")
        return
    page_header.section(say("snapshots.preview_title"))
    page, told = st.columns([7, 3], gap="large")
    with page:
        alt = say("snapshots.preview_alt", title=draft.choice.title)
        st.iframe(draft.bundle.parts["report.html"].decode(), height=_HEIGHT, alt=alt)
    with told:
        st.markdown(f"**{say('snapshots.leaves')}**")
        st.markdown("\n".join(f"- {inert_markdown(line)}" for line in draft.told))
        who = author.ask(key="snapshot")
        st.button(
            say("snapshots.publish"),
            icon=":material/ac_unit:",
            type="primary",
            disabled=not who,
            on_click=_publish,
            args=(draft, who),
        )
        st.caption(say("snapshots.publish_help"))


def show_done() -> None:
    """What was done last, or why it could not be done."""
    done = st.session_state.get(session_keys.SNAPSHOT_DONE)
    if done is not None:
        result_line.show(*done)
    failed = st.session_state.pop(session_keys.SNAPSHOT_FAILED, None)
    if failed:
        result_line.show_failure(failed)


def _make(choice: Choice) -> None:
    st.session_state.pop(session_keys.SNAPSHOT_DRAFT, None)
    st.session_state.pop(session_keys.SNAPSHOT_DONE, None)
    try:
        with st.spinner(say("snapshots.making")):
            frozen = create.made(store.opened(), choice)
            whole = create.whole(choice, pictures=False)
            left = leaves_the_house(choices.cut(whole, choice.audience), whole)
    except DashboardError as error:
        result_line.show_failure(failure_sentence(error))
        return
    st.session_state[session_keys.SNAPSHOT_DRAFT] = Draft(choice, frozen, tuple(disclosure_words.lines(left)))


def _publish(draft: Draft, who: str) -> None:
    """Before the next run, which then lists it."""
    try:
        made = create.publish(store.opened(), draft.bundle, author=who)
    except DashboardError as error:
        st.session_state[session_keys.SNAPSHOT_FAILED] = failure_sentence(error)
        return
    del st.session_state[session_keys.SNAPSHOT_DRAFT]
    said = say("snapshots.published", title=inert_markdown(draft.choice.title))
    st.session_state[session_keys.SNAPSHOT_DONE] = said, Undo("snapshot.undo", _discard, (made, who))
    st.session_state[session_keys.SNAPSHOT_NEW] = made


def _discard(bundle_id: str, who: str) -> None:
    """It was just made and nobody has a link, so nothing is lost that could not be made again."""
    with writing(store.opened()) as connection:
        snapshots.discard(connection, bundle_id, author=who)
    st.session_state[session_keys.SNAPSHOT_DONE] = say("snapshots.undone"), None
