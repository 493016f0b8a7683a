"""What is to be done: the list, adding to it, marking as done, and files of it."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis.followups.followups import DONE, NEXT_STEP
from data.export.calendar import Entry, calendar
from text import label, say
from ui.core import address, author, city_names, formats, queries, tables
from ui.core.markdown import inert_markdown
from ui.followups import answers, words
from ui.widgets import page_header, row_edit
from ui.widgets.downloads import download_button
from ui.widgets.select_by_name import select_by_name
from ui.widgets.tables import show_downloadable_table

_ALL = "all"
_WIDTH = 640  # px


def choose_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen owner; those that are done only on demand."""
    choices = [_ALL, *answers.owners(rows)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.segmented_control(
            say("table.owner"),
            choices,
            key=address.bind_choice("owner", _ALL, choices),
            format_func=lambda code: inert_markdown(
                say("followups.everybody") if code == _ALL else label("owner", code)
            ),
            required=True,
        )
        with_done = st.toggle(say("followups.with_done"), key=address.bind_flag("done", default=False))
    chosen = rows if owner == _ALL else rows[rows["owner"] == owner]
    return chosen if with_done else chosen[chosen["step_state"] != DONE]


def show_list(rows: pd.DataFrame, line: str, as_of: date) -> None:
    """The table and its files."""
    columns = [name for name in tables.FOLLOWUP_COLUMNS if name != "done_on" or rows["done_on"].notna().any()]
    show_downloadable_table(
        tables.readable(rows, columns),
        name="followups",
        lines=[say("page.followups"), line],
        alt=words.lead(rows),
        narrow=(tables.header("what"),),
    )
    download_button(
        say("followups.calendar"),
        lambda: as_calendar(rows, as_of),
        file_name="followups.ics",
        mime="text/calendar",
        key="ics.followups",
        icon=":material/event:",
        hint=say("followups.calendar_help"),
    )


def as_calendar(rows: pd.DataFrame, as_of: date) -> bytes:
    """The open ones that have a day as a calendar file, without the names of contacts."""
    rows = answers.without_names(rows[(rows["step_state"] != DONE) & rows["due_on"].notna()])
    entries = [
        Entry(
            row["followup_id"],
            row["due_on"].date(),
            f"{row['name']}: {row['what']}",
            words.owner_name(row["owner"]),
        )
        for row in rows.to_dict("records")
    ]
    return calendar(entries, say("page.followups"), as_of)


def show_finish() -> None:
    """Choose one that is open and enter the day on which it was done."""
    rows = answers.followups(queries.dataset().as_of)
    rows = rows[rows["step_state"] != DONE]
    page_header.section(say("followups.finish_title"))
    if rows.empty:
        st.caption(say("followups.none"))
        return
    names = dict(zip(rows["followup_id"], rows["name"] + ": " + rows["what"], strict=True))
    with st.container(width=_WIDTH):
        chosen = select_by_name(
            say("followups.which"), names, placeholder=say("followups.choose"), key="followups.which"
        )
        if chosen is not None:
            _show_day(rows[rows["followup_id"] == chosen].iloc[0])


def _show_day(row: pd.Series) -> None:
    latest, key = queries.dataset().as_of, f"followups.done_on.{row['followup_id']}"
    st.date_input(
        say("table.done_on"),
        latest,
        max_value=latest,
        format="YYYY-MM-DD",
        help=say("editing.day_help", as_of=formats.day(latest)),
        key=key,
    )
    author.ask_if_unknown(key="followups.finish")
    st.button(
        say("followups.finish"), type="primary", on_click=_finish, args=(row, key), key="followups.finish"
    )


def _finish(row: pd.Series, key: str) -> None:
    """Before the run. key: session key of the day."""
    if row["listed_as"] == NEXT_STEP:
        is_saved = row_edit.finish_next_step(row["city_id"], city=row["name"])
    else:
        is_saved = row_edit.finish_followup(row["followup_id"], st.session_state[key], city=row["name"])
    if is_saved:
        st.session_state["followups.which"] = None


def show_add() -> None:
    """A new one: which city, what, by whom, until when."""
    page_header.section(say("followups.add_title"))
    as_of = queries.dataset().as_of
    owners = {code: words.owner_name(code) for code in answers.owners(answers.followups(as_of))}
    with st.container(width=_WIDTH), st.form("followups.form", border=False):
        select_by_name(
            say("table.city"),
            city_names.known_cities(),
            placeholder=say("contacts.city_search"),
            key="followups.city",
        )
        st.text_input(say("table.what"), max_chars=200, key="followups.what", help=say("editing.no_people"))
        select_by_name(say("table.owner"), owners, placeholder=say("followups.nobody"), key="followups.owner")
        st.date_input(
            inert_markdown(tables.header("due_on")),
            as_of + timedelta(days=14),
            format="YYYY-MM-DD",
            key="followups.due",
        )
        author.ask_if_unknown(key="followups.add")
        st.form_submit_button(say("followups.add"), type="primary", on_click=_add)


def _add() -> None:
    """Before the run. The fields stay filled in where it was refused."""
    city_id, what, owner, due = (
        st.session_state[f"followups.{name}"] for name in ("city", "what", "owner", "due")
    )
    city = city_names.city_name(city_id) if city_id else ""
    if row_edit.add_followup(city_id or "", what, owner or "", due, city=city):
        st.session_state.update({"followups.city": None, "followups.what": "", "followups.owner": None})
