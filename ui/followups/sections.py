"""What is to be done: the list, adding to it, marking as done, and files of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

import analysis.followups.followups
from analysis.followups.followups import DONE, NEXT_STEP, OVERDUE
from data.export.calendar import Entry, calendar
from data.schema import OFFICES
from data.store.anonymise import without_people
from data.store.database import reading
from text import counted, label, say
from ui.core import address, author, city_names, formats, queries, session_keys, store, tables
from ui.core.cache import cached
from ui.widgets import page_header, row_edit
from ui.widgets.downloads import download_button, download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

_ALL = "all"
_WIDTH = 640  # px


@cached(size=16)
def listed(as_of: date) -> pd.DataFrame:
    """All that is to be done and was done, as it stands on a day."""
    return analysis.followups.followups.followups(queries.dataset(), as_of)


def sentence(rows: pd.DataFrame) -> str:
    """How much is open and how much of it overdue."""
    still_open = rows[rows["step_state"] != DONE]
    late = int((rows["step_state"] == OVERDUE).sum())
    if still_open.empty:
        return say("followups.none")
    count = formats.count(len(still_open))
    if not late:
        return counted("followups.open", len(still_open), count=count)
    return counted("followups.overdue", len(still_open), count=count, late=formats.count(late))


def detail(rows: pd.DataFrame) -> str:
    """Which one waits longest."""
    late = rows[rows["step_state"] == OVERDUE]
    if late.empty:
        return ""
    first, days = late.iloc[0], int(late["days_overdue"].iloc[0])
    return counted(
        "followups.oldest", days, city=first["name"], what=first["what"], count=formats.count(days)
    )


def owners(rows: pd.DataFrame) -> list[str]:
    """The offices, and whoever else looks after something."""
    return list(dict.fromkeys([*OFFICES, *sorted(rows["owner"].dropna().unique())]))


def choose(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen owner, and the done ones only where they are asked for."""
    choices = [_ALL, *owners(rows)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.segmented_control(
            say("table.owner"),
            choices,
            key=address.bind_choice("owner", _ALL, choices),
            format_func=lambda code: say("followups.everybody") if code == _ALL else label("owner", code),
            required=True,
        )
        with_done = st.toggle(say("followups.with_done"), key=address.bind_flag("done", default=False))
    chosen = rows if owner == _ALL else rows[rows["owner"] == owner]
    return chosen if with_done else chosen[chosen["step_state"] != DONE]


def show_list(rows: pd.DataFrame, line: str, as_of: date) -> None:
    """The table and its files."""
    columns = [name for name in tables.FOLLOWUP_COLUMNS if name != "done_on" or rows["done_on"].notna().any()]
    shown = tables.readable(rows, columns)
    show_table(shown, key="table.followups", alt=sentence(rows), narrow=(tables.header("what"),))
    download_buttons(shown, name="followups", lines=[say("page.followups"), line])
    download_button(
        say("followups.calendar"),
        lambda: as_calendar(rows, as_of),
        file_name="followups.ics",
        mime="text/calendar",
        icon=":material/event:",
        hint=say("followups.calendar_help"),
        key="ics.followups",
    )


def as_calendar(rows: pd.DataFrame, as_of: date) -> bytes:
    """The open ones that have a day, without people in their words, as a calendar file."""
    rows = rows[(rows["step_state"] != DONE) & rows["due_on"].notna()]
    with reading(store.opened()) as connection:
        words = without_people(connection, rows["what"])
    entries = [
        Entry(row["followup_id"], row["due_on"].date(), f"{row['name']}: {what}", who(row["owner"]))
        for row, what in zip(rows.to_dict("records"), words, strict=True)
    ]
    return calendar(entries, say("page.followups"), as_of)


def who(owner: object) -> str:
    """'Barcelona', or that nobody looks after it."""
    return label("owner", owner) if isinstance(owner, str) else say("followups.nobody")


def show_finish() -> None:
    """Choose one that is open and say on which day it was done."""
    rows = listed(queries.dataset().as_of)
    rows = rows[rows["step_state"] != DONE]
    page_header.section(say("followups.finish_title"))
    if rows.empty:
        st.caption(say("followups.none"))
        return
    names = dict(zip(rows["followup_id"], rows["name"] + ": " + rows["what"], strict=True))
    with st.container(width=_WIDTH):
        chosen = st.selectbox(
            say("followups.which"),
            list(names),
            index=None,
            format_func=lambda code: str(names[code]),
            placeholder=say("followups.choose"),
            key="followups.which",
        )
        if chosen is not None:
            _show_day(rows[rows["followup_id"] == chosen].iloc[0], chosen)


def _show_day(row: pd.Series, followup_id: str) -> None:
    latest, key = queries.dataset().as_of, f"followups.done_on.{followup_id}"
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
        say("followups.finish"),
        type="primary",
        on_click=_finish,
        args=(row["listed_as"], followup_id, row["city_id"], row["name"], key),
        key="followups.finish",
    )


def _finish(listed_as: str, followup_id: str, city_id: str, city: str, key: str) -> None:
    """Before the run."""
    if listed_as == NEXT_STEP:
        row_edit.finish_next_step(city_id, city=city)
    else:
        row_edit.finish_followup(followup_id, st.session_state[key], city=city)
    if isinstance(st.session_state[session_keys.EDITED], row_edit.Done):
        st.session_state["followups.which"] = None


def show_add() -> None:
    """A new one: which city, what, by whom, until when."""
    page_header.section(say("followups.add_title"))
    names = city_names.known_cities()
    start = queries.dataset().as_of
    with st.container(width=_WIDTH), st.form("followups.form", border=False):
        st.selectbox(
            say("table.city"),
            list(names),
            index=None,
            format_func=city_names.city_name,
            placeholder=say("contacts.city_search"),
            key="followups.city",
        )
        st.text_input(say("table.what"), max_chars=200, key="followups.what", help=say("editing.no_people"))
        st.selectbox(
            say("table.owner"),
            owners(listed(start)),
            index=None,
            format_func=who,
            placeholder=say("followups.nobody"),
            key="followups.owner",
        )
        st.date_input(
            tables.header("due_on"), start + timedelta(days=14), format="YYYY-MM-DD", key="followups.due"
        )
        author.ask_if_unknown(key="followups.add")
        st.form_submit_button(say("followups.add"), type="primary", on_click=_add)


def _add() -> None:
    """Before the run. The fields stay filled in where it was refused."""
    given = {name: st.session_state[f"followups.{name}"] for name in ("city", "what", "owner", "due")}
    city = city_names.city_name(given["city"]) if given["city"] else ""
    row_edit.add_followup(given["city"] or "", given["what"], given["owner"] or "", given["due"], city=city)
    if isinstance(st.session_state[session_keys.EDITED], row_edit.Done):
        st.session_state.update({"followups.city": None, "followups.what": "", "followups.owner": None})
