"""Changing one row in the dashboard: a new version, one line that says so, and its undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import pandas as pd
import streamlit as st

from analysis.shares.share_record import share_record
from data.edits import Edit, EditClashError
from data.errors import DashboardError
from data.store import versions
from data.store.commit import restore
from data.store.database import reading, writing
from data.store.editing import save_edit
from text import failure_sentence, label, say
from ui.core import author as who
from ui.core import queries, session_keys, store, tables
from ui.core.markdown import inert_markdown
from ui.widgets import result_line
from ui.widgets.result_line import Undo
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.edits import Clash
    from data.store.versions import Version


@dataclass(frozen=True)
class Done:
    """What was done last. said: a sentence. before, now: versions, for the undo; None where it was one."""

    said: str
    now: str
    before: str | None


@dataclass(frozen=True)
class Waiting:
    """An edit that met another one of the same row, and waits for somebody to choose."""

    edit: Edit
    note: str
    said: str
    newer: Version
    clashes: tuple[Clash, ...]


def save(  # noqa: PLR0913  an edit and who makes it, each by its name
    table: str,
    key: Mapping[str, str],
    values: Mapping[str, str],
    *,
    note: str,
    author: str,
    entered_on: date | None = None,
) -> Version:
    """Commit a change of one row upon the version that this page shows. Arguments as in data.edits.Edit.

    Raises as data.store.editing.save_edit; then nothing was written.
    """
    return _save(Edit(table, key, values, entered_on), queries.dataset().version, note, author)


def change(edit: Edit, *, note: str, said: str, seen: str | None = None) -> None:
    """Before the run: save an edit for whoever works here, and keep for `show_done` what became of it.

    seen: the version that the fields were filled in from; None for the one that this page shows.
    """
    _change(edit, seen or queries.dataset().version, note, said)


def last_saved() -> str | None:
    """The version that a change or its undo made last in this session; None where there was none."""
    state = st.session_state.get(session_keys.EDITED)
    return state.now if isinstance(state, Done) else None


def tell(why: str) -> None:
    """Before the run: why nothing was saved."""
    st.session_state[session_keys.EDITED] = why


def add_followup(city_id: str, what: str, owner: str, due_on: date | None, *, city: str) -> None:
    """Before the run: a new follow-up. city: its name, for what is said of it."""
    values = {
        "city_id": city_id,
        "what": what,
        "owner": owner,
        "due_on": due_on.isoformat() if due_on else "",
    }
    edit = Edit("followups", {"followup_id": f"f-{uuid4().hex[:8]}"}, values)
    change(edit, note=say("editing.followup_note", city=city), said=say("editing.followup_added", city=city))


def finish_followup(followup_id: str, done_on: date, *, city: str) -> None:
    """Before the run: a follow-up is done on a day."""
    edit = Edit("followups", {"followup_id": followup_id}, {"done_on": done_on.isoformat()})
    change(edit, note=say("editing.done_note", city=city), said=say("editing.followup_done", city=city))


def finish_next_step(city_id: str, *, city: str) -> None:
    """Before the run: the next step of a prospect is done, so that it has none until somebody says which."""
    edit = Edit("prospects", {"city_id": city_id}, {"next_step": "", "next_step_due": ""})
    change(edit, note=say("editing.done_note", city=city), said=say("editing.next_step_done", city=city))


def show_done() -> None:
    """What was changed last in this session, with its undo while nobody saved since; or both sides of a
    clash; or why it could not be done."""
    state = st.session_state.get(session_keys.EDITED)
    if isinstance(state, Waiting):
        _show_clash(state)
    elif isinstance(state, str):
        result_line.show_failure(state)
    elif state is not None and state.now == queries.dataset().version:
        take_back = Undo("editing.undo", _undo, (state,)) if state.before else None
        result_line.show_success(inert_markdown(state.said), take_back)


def _save(edit: Edit, seen: str, note: str, author: str) -> Version:
    return save_edit(store.opened(), edit, seen=seen, author=author, note=note, headline=share_record)


def _change(edit: Edit, seen: str, note: str, said: str) -> None:
    try:
        made = _save(edit, seen, note, who.name())
    except EditClashError as error:
        with reading(store.opened()) as connection:
            newer = versions.current(connection)
        if newer is not None:
            st.session_state[session_keys.EDITED] = Waiting(edit, note, said, newer, error.clashes)
    except DashboardError as error:
        st.session_state[session_keys.EDITED] = _why_not(error)
    else:
        st.session_state[session_keys.EDITED] = Done(said, made.version_id, made.parent)


def _why_not(error: DashboardError) -> str:
    if error.code != "edit_refused":
        return failure_sentence(error)
    field = label("column", error.facts["column"])
    return say("editing.refused", field=field, why=label("refused", error.facts["reason"]))


def _undo(done: Done) -> None:
    """Before the run: as it was before, unless somebody saved since: an undo must not hide their work."""
    try:
        with writing(store.opened()) as connection:
            number = versions.version(connection, done.now).number
            note = say("update.undone_note", number=number)
            made = restore(connection, str(done.before), author=who.name(), note=note, parent=done.now)
    except DashboardError as error:
        st.session_state[session_keys.EDITED] = failure_sentence(error)
        return
    st.session_state[session_keys.EDITED] = Done(say("editing.undone"), made.version_id, None)


def _show_clash(waiting: Waiting) -> None:
    """Field by field what it was, what it is now and what was typed, and the two ways on."""
    st.warning(
        inert_markdown(say("editing.clash_title", author=waiting.newer.author)),
        icon=":material/sync_problem:",
    )
    rows = pd.DataFrame(
        {
            tables.header("field"): [label("column", clash.field) for clash in waiting.clashes],
            say("editing.was"): [clash.was for clash in waiting.clashes],
            say("editing.now"): [clash.now for clash in waiting.clashes],
            say("editing.wanted"): [clash.wanted for clash in waiting.clashes],
        }
    )
    show_table(rows, key="table.edit_clash", alt=say("editing.clash_choice"))
    st.caption(say("editing.clash_choice"))
    with st.container(horizontal=True):
        st.button(say("editing.clash_mine"), on_click=_save_on_top, args=(waiting,), key="editing.mine")
        st.button(say("editing.clash_theirs"), on_click=_leave, key="editing.theirs")


def _save_on_top(waiting: Waiting) -> None:
    _change(waiting.edit, waiting.newer.version_id, waiting.note, waiting.said)


def _leave() -> None:
    st.session_state[session_keys.EDITED] = None
