"""Changing one prospect: stage, next step, when it is due, who owns it, and the note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from data.edits import Edit, row_texts
from data.schema import OFFICES, STAGES
from text import label, say
from ui.core import author, page_basis, queries, session_keys
from ui.core.markdown import inert_markdown
from ui.pipeline import words
from ui.widgets import row_edit
from ui.widgets.select_by_name import select_by_name

_WIDTH = 640  # px: fields that an eye takes in at once
_LONGEST = 500  # letters of a note
_FIRST_DAY = date(1985, 1, 1)


@dataclass(frozen=True)
class Form:
    """The fields of one prospect as they were filled in. seen: the version they were filled in from; after:
    what this session had saved last by then. What others save meanwhile leaves the fields alone."""

    city_id: str
    name: str
    seen: str
    after: str | None
    cells: dict[str, str]

    def key(self, field: str) -> str:
        """Session key of a field."""
        return f"prospect.{field}.{self.city_id}.{self.seen}"


def show_change() -> None:
    """Choose a prospect, then its fields."""
    names = _names(queries.dataset().table("prospects"))
    with st.container(width=_WIDTH):
        city = select_by_name(
            say("table.city"), names, placeholder=say("pipeline.choose_prospect"), key="prospect.city"
        )
        if city is not None:
            author.ask_if_unknown(key="pipeline")
            form = _form(city, names[city])
            _show_present_step(form)
            _show_fields(form)


def _names(rows: pd.DataFrame) -> dict[str, str]:
    """Every prospect by its code, also who is lost or parked: it may come back."""
    rows = rows.sort_values(["name", "city_id"])
    twice = rows["name"].duplicated(keep=False)
    shown = rows["name"].where(~twice, rows["name"] + " (" + rows["city_id"] + ")")
    return dict(zip(rows["city_id"], shown, strict=True))


def _form(city_id: str, name: str) -> Form:
    """The form at hand; a fresh one for another city, and after this session has saved something."""
    at_hand: Form | None = st.session_state.get(session_keys.PROSPECT_FORM)
    after = row_edit.last_saved_version()
    if at_hand is None or at_hand.city_id != city_id or at_hand.after != after:
        data = queries.dataset()
        known = row_texts(data, "prospects", {"city_id": city_id}) or {}
        at_hand = Form(city_id, name, data.version, after, known)
        st.session_state[session_keys.PROSPECT_FORM] = at_hand
    return at_hand


def _show_present_step(form: Form) -> None:
    """What the list has as the next step, which may be a follow-up of the city; nothing of who is closed."""
    newest = replace(page_basis.current(), as_of=queries.dataset().as_of)
    rows = queries.prospects(newest)
    for _, row in rows[rows["city_id"] == form.city_id].iterrows():
        own = form.cells["next_step"] == row["next_step"]
        st.caption(inert_markdown(words.present_step(row, own=own)))


def _show_fields(form: Form) -> None:
    known, as_of = form.cells, queries.dataset().as_of
    with st.form(f"prospect.{form.city_id}", border=False):
        stage, since = st.columns(2)
        stage.selectbox(
            label("column", "stage"),
            STAGES,
            index=STAGES.index(known["stage"]),
            format_func=lambda code: label("stage", code),
            key=form.key("stage"),
        )
        since.date_input(
            say("pipeline.stage_since"),
            as_of,
            min_value=_FIRST_DAY,
            max_value=as_of,
            help=say("pipeline.stage_since_help"),
            key=form.key("entered_on"),
        )
        st.text_input(
            label("column", "next_step"),
            known["next_step"],
            _LONGEST,
            help=say("pipeline.next_step_help"),
            key=form.key("next_step"),
        )
        due, owner = st.columns(2)
        due.date_input(
            label("column", "next_step_due"), _day(known["next_step_due"]), key=form.key("next_step_due")
        )
        owners = ["", *_owners(known["owner"])]
        owner.selectbox(
            label("column", "owner"),
            owners,
            index=owners.index(known["owner"]),
            format_func=lambda code: label("owner", code) if code else say("pipeline.no_owner"),
            key=form.key("owner"),
        )
        st.text_area(
            label("column", "note"),
            known["note"],
            max_chars=_LONGEST,
            help=say("pipeline.note_help"),
            key=form.key("note"),
        )
        st.form_submit_button(
            say("pipeline.save"),
            type="primary",
            icon=":material/save:",
            disabled=not author.name(),
            on_click=_save,
            args=(form,),
        )


def _owners(own: str) -> list[str]:
    """The offices, and whoever else owns a prospect or a follow-up in the data."""
    tables = (queries.dataset().table(name)["owner"].dropna() for name in ("prospects", "followups"))
    return sorted({*OFFICES, *(owner for owners in tables for owner in owners), *([own] if own else [])})


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _save(form: Form) -> None:
    """Before the run: save what is different from what the fields were filled in with."""
    typed = {name: st.session_state[form.key(name)] for name in ("stage", "next_step", "owner", "note")}
    due = st.session_state[form.key("next_step_due")]
    values = {name: text or "" for name, text in typed.items()} | {
        "next_step_due": due.isoformat() if due else ""
    }
    changed = {name: text.strip() for name, text in values.items() if text.strip() != form.cells[name]}
    if not changed:
        row_edit.show_failure_next(say("pipeline.nothing_changed"))
        return
    edit = Edit("prospects", {"city_id": form.city_id}, changed, st.session_state[form.key("entered_on")])
    if "stage" in changed:
        message = say("pipeline.moved", city=form.name, stage=label("stage", changed["stage"]))
    else:
        fields = ", ".join(label("column", name) for name in changed)
        message = say("pipeline.changed", city=form.name, fields=fields)
    row_edit.save(edit, note=message, message=message, seen=form.seen)
