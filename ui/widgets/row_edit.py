"""Changing one row in the dashboard: a new version, one line that says so, and its undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pandas as pd
import streamlit as st

from analysis.shares.share_record import share_record
from data.edits import Clash, Edit, EditClashError
from data.errors import DashboardError
from data.store import versions
from data.store.commit import restore
from data.store.database import reading, writing
from data.store.editing import save_edit
from data.store.versions import Version
from text import failure_sentence, label, say
from ui.core import author, queries, session_keys, store, tables
from ui.core.markdown import inert_markdown
from ui.widgets import result_line
from ui.widgets.result_line import Undo
from ui.widgets.tables import show_table


@dataclass(frozen=True)
class SavedEdit:
    """The edit that was saved last. before, version: ids for the undo; before is None after an undo."""

    message: str
    version: str
    before: str | None


@dataclass(frozen=True)
class Conflict:
    """An edit that met another one of the same row, and waits for somebody to choose."""

    edit: Edit
    note: str
    message: str
    newer: Version
    clashes: tuple[Clash, ...]


def save(edit: Edit, *, note: str, message: str, seen: str | None = None) -> bool:
    """Before the run: save an edit for whoever works here; `show_result` then says what became of it.

    seen: the version that the fields were filled in from; None for the one that this page shows. Whether it
    was saved.
    """
    engine = store.opened()
    seen = seen or queries.dataset().version
    try:
        version = save_edit(engine, edit, seen=seen, author=author.name(), note=note, headline=share_record)
    except EditClashError as error:
        with reading(engine) as connection:
            newer = versions.current(connection)
        if newer is not None:
            _keep(Conflict(edit, note, message, newer, error.clashes))
        return False
    except DashboardError as error:
        show_failure_next(_why_not(error))
        return False
    _keep(SavedEdit(message, version.version_id, version.parent))
    return True


def last_saved_version() -> str | None:
    """The version that an edit or its undo made last in this session; None where there was none."""
    state = st.session_state.get(session_keys.ROW_EDITED)
    return state.version if isinstance(state, SavedEdit) else None


def show_failure_next(why: str) -> None:
    """Before the run: why nothing was saved."""
    _keep(why)


def add_followup(city_id: str, what: str, owner: str, due_on: date | None, *, city: str) -> bool:
    """Before the run: a new follow-up. city: its name, for the message. Whether it was saved."""
    values = {
        "city_id": city_id,
        "what": what,
        "owner": owner,
        "due_on": due_on.isoformat() if due_on else "",
    }
    edit = Edit("followups", {"followup_id": f"f-{uuid4().hex[:8]}"}, values)
    message = say("editing.followup_added", city=city)
    return save(edit, note=say("editing.followup_note", city=city), message=message)


def finish_followup(followup_id: str, done_on: date, *, city: str) -> bool:
    """Before the run: a follow-up is done on a day. Whether it was saved."""
    edit = Edit("followups", {"followup_id": followup_id}, {"done_on": done_on.isoformat()})
    message = say("editing.followup_done", city=city)
    return save(edit, note=say("editing.done_note", city=city), message=message)


def finish_next_step(city_id: str, *, city: str) -> bool:
    """Before the run: the next step of a prospect is done; it has none until another is entered. Whether it
    was saved."""
    edit = Edit("prospects", {"city_id": city_id}, {"next_step": "", "next_step_due": ""})
    message = say("editing.next_step_done", city=city)
    return save(edit, note=say("editing.done_note", city=city), message=message)


def show_result() -> None:
    """What was changed last in this session, with its undo while nobody saved since; or both sides of a
    conflict; or why it could not be done."""
    state = st.session_state.get(session_keys.ROW_EDITED)
    if isinstance(state, Conflict):
        _show_conflict(state)
    elif isinstance(state, str):
        result_line.show_failure(state)
    elif state is not None and state.version == queries.dataset().version:
        undo = Undo("editing.undo", _undo, (state,)) if state.before else None
        result_line.show_success(state.message, undo)


def _keep(state: SavedEdit | Conflict | str | None) -> None:
    st.session_state[session_keys.ROW_EDITED] = state


def _why_not(error: DashboardError) -> str:
    if error.code != "edit_refused":
        return failure_sentence(error)
    field = label("column", error.facts["column"])
    return say("editing.refused", field=field, why=label("refused", error.facts["reason"]))


def _undo(done: SavedEdit) -> None:
    """Before the run: as it was before, unless somebody saved since: an undo must not hide their work."""
    try:
        with writing(store.opened()) as connection:
            number = versions.version(connection, done.version).number
            note = say("update.undone_note", number=number)
            back = restore(connection, str(done.before), author=author.name(), note=note, parent=done.version)
    except DashboardError as error:
        _keep(failure_sentence(error))
    else:
        _keep(SavedEdit(say("editing.undone"), back.version_id, None))


def _show_conflict(conflict: Conflict) -> None:
    """Field by field what it was, what it is now and what was typed, and the two ways on."""
    st.warning(
        inert_markdown(say("editing.clash_title", author=conflict.newer.author)),
        icon=":material/sync_problem:",
    )
    clashes = conflict.clashes
    rows = pd.DataFrame(
        {
            tables.header("field"): [label("column", clash.field) for clash in clashes],
            say("editing.was"): [clash.was for clash in clashes],
            say("editing.now"): [clash.now for clash in clashes],
            say("editing.wanted"): [clash.wanted for clash in clashes],
        }
    )
    show_table(rows, key="table.edit_clash", alt=say("editing.clash_choice"))
    st.caption(say("editing.clash_choice"))
    with st.container(horizontal=True):
        st.button(say("editing.clash_mine"), on_click=_save_on_top, args=(conflict,), key="editing.mine")
        st.button(say("editing.clash_theirs"), on_click=_keep, args=(None,), key="editing.theirs")


def _save_on_top(conflict: Conflict) -> None:
    save(conflict.edit, note=conflict.note, message=conflict.message, seen=conflict.newer.version_id)
