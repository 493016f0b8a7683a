"""Saving something under a name, for everybody who uses this dashboard, with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from sqlalchemy import Connection

from data.errors import DashboardError
from data.store import saved
from data.store.database import reading, writing
from data.store.saved import Saved
from text import failure_sentence, say
from ui.core import author, formats, session_keys, store
from ui.widgets import result_line
from ui.widgets.result_line import Undo


def saved_entries(kind: str) -> list[Saved]:
    """What is saved, by name. kind: as in data.store.saved.list_saved."""
    with reading(store.opened()) as connection:
        return saved.list_saved(connection, kind)


def saved_by(entry: Saved) -> str:
    """Who saved an entry and when, as a sentence."""
    return say("saved.by", author=entry.author, day=formats.moment_in_words(entry.at))


def save(kind: str, name: str, code: str, message: str = "") -> None:
    """Save a code under a name; what had the name before can be put back. message: replaces the usual one."""
    _write(
        kind,
        lambda connection: saved.save(connection, kind, name, code, author=author.name()),
        message or say("saved.kept", name=name),
    )


def remove(kind: str, name: str, message: str = "") -> None:
    """Take a name off the list; it can be put back. message: replaces the usual one."""
    _write(
        kind,
        lambda connection: saved.remove(connection, kind, name, author=author.name()),
        message or say("saved.removed", name=name),
    )


def show_save_button(
    save: Callable[[Any], None], value: object, *, key: str, disabled: bool, primary: bool = False
) -> None:
    """The button that saves a value for everybody, by a callback that takes it."""
    st.button(
        say("saved.save"),
        icon=":material/bookmark_add:",
        type="primary" if primary else "secondary",
        disabled=disabled,
        help=say("saved.save_help"),
        on_click=save,
        args=(value,),
        key=key,
    )


def show_remove_button(kind: str, name: str, *, key: str) -> None:
    """The button that takes a name off the list."""
    st.button(say("saved.remove"), type="tertiary", on_click=remove, args=(kind, name), key=key)


def show_result(kind: str) -> None:
    """What was saved or removed last in this session, with its undo; or why it could not be done."""
    result = st.session_state.get(session_keys.NAME_SAVED)
    if result is None or result["kind"] != kind:
        return
    if "failure" in result:
        result_line.show_failure(result["failure"])
        return
    number = result["number"]
    undo = Undo(f"saved.undo.{kind}", _undo, (kind, number)) if number is not None else None
    result_line.show_success(result["message"], undo)


def _undo(kind: str, number: int) -> None:
    def write(connection: Connection) -> None:
        saved.undo(connection, number, author=author.name())

    _write(kind, write, say("saved.undone"))


def _write(kind: str, write: Callable[[Connection], int | None], message: str) -> None:
    """Write once and keep what to say of it, or why it failed; nothing was written then."""
    try:
        with writing(store.opened()) as connection:
            result = {"message": message, "number": write(connection)}
    except DashboardError as error:
        result = {"failure": failure_sentence(error)}
    st.session_state[session_keys.NAME_SAVED] = {"kind": kind, **result}
