"""Saving something under a name, for everybody who uses this dashboard, with its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.errors import DashboardError
from data.store import saved
from data.store.database import reading, writing
from text import failure_sentence, say
from ui.core import author, session_keys, store
from ui.core.markdown import inert_markdown
from ui.widgets import result_line
from ui.widgets.result_line import Undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from data.store.saved import Saved


def listed(kind: str) -> list[Saved]:
    """What is saved, by name. kind: as in data.store.saved.saved."""
    with reading(store.opened()) as connection:
        return saved.saved(connection, kind)


def keep(kind: str, name: str, code: str, said: str = "") -> None:
    """Save a code under a name; what had the name before can be put back. said: what to say of it."""
    _do(
        kind,
        lambda unit: saved.save(unit, kind, name, code, author=author.name()),
        said or say("saved.kept", name=name),
    )


def remove(kind: str, name: str, said: str = "") -> None:
    """Take a name off the list; it can be put back. said: what to say of it."""
    _do(
        kind,
        lambda unit: saved.remove(unit, kind, name, author=author.name()),
        said or say("saved.removed", name=name),
    )


def show_done(kind: str) -> None:
    """What was saved or removed last in this session, with its undo; or why it could not be done."""
    done = st.session_state.get(session_keys.SAVED_DONE)
    if done is None or done["kind"] != kind:
        return
    if "failure" in done:
        result_line.show_failure(done["failure"])
        return
    number = done["number"]
    take_back = Undo(f"saved.undo.{kind}", _undo, (kind, number)) if number is not None else None
    result_line.show(inert_markdown(done["said"]), take_back)


def _undo(kind: str, number: int) -> None:
    def work(connection: Connection) -> None:
        saved.undo(connection, number, author=author.name())

    _do(kind, work, say("saved.undone"))


def _do(kind: str, work: Callable[[Connection], int | None], said: str) -> None:
    """One write, and what is to be said of it. Says why where it fails; nothing was written then."""
    try:
        with writing(store.opened()) as connection:
            number = work(connection)
    except DashboardError as error:
        failure = failure_sentence(error)
        st.session_state[session_keys.SAVED_DONE] = {"kind": kind, "failure": failure}
        return
    st.session_state[session_keys.SAVED_DONE] = {"kind": kind, "said": said, "number": number}
