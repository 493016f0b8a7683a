"""Rows for people: canonical frames → columns with words, in the order a reader looks for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from data.schema import precision_of
from text import label, say
from ui.core import formats
from ui.widgets import city_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.elements.lib.column_types import ColumnConfig

_WORDS: dict[str, str] = {
    "state": "state",
    "mark": "state",
    "standing": "state",
    "part": "part",
    "stage": "stage",
    "last_mode": "mode",
    "owner": "owner",
    "provenance": "provenance",
    "move": "move",
    "outcome": "outcome",
    "income_level": "group",
    "category": "membership",
    "status": "status",
    "scheme": "scheme",
    "presence": "presence",
    "kind": "event_kind",
    "answer": "answer",
    "interest": "interest",
    "step": "step",
    "step_state": "step_state",
    "by": "owner",
    "listed_as": "listed_as",
    "fee_state": "fee_state",
    "due_from": "due_from",
    "whose": "whose",
    "seen": "seen",
    "silence": "silence",
    "then": "then",
    "list_state": "list_state",
    "elsewhere": "elsewhere",
    "congress_standing": "congress_standing",
    "congress_case": "congress_case",
    "furthest_stage": "stage",
    "journey_outcome": "journey_outcome",
    "chance_from": "chance_from",
}
_MARKED: dict[str, str] = {
    "overdue": "pipeline.overdue_mark",
    "in_group": "table.yes",
    "scheme_assumed": "table.yes",
    "illustrative": "provenance.illustrative",
    "untapped": "table.yes",
}
_CITY = "city_id"
_TALL_ROW, _LIST_HEIGHT = 44, 560  # px
_SHOWN_WHOLE = 16  # rows of a table that is not scrolled inside itself
_HEADERS: dict[str, str] = {
    "name": "city",
    "world_region": "region",
    "due_eur": "due",
    "received_eur": "received",
    "joined_on": "joined",
    "entered_on": "since",
    "age_days": "age",
    "median_days": "median",
    "next_step_due": "next_due",
    "target_event_name": "event",
    "days_to_event": "days_left",
    "last_event": "last_contact",
    "last_on": "last_on",
    "last_mode": "mode",
    "mark": "state",
    "owed_eur": "owed",
    "expected_eur": "expected",
    "invoiced_eur": "invoiced",
    "difference_eur": "difference",
    "income_level": "level",
    "amount_eur": "received",
    "starts_on": "event_on",
    "event_name": "event_name",
    "received_on": "received_on",
    "due_on": "next_due",
    "waived_eur": "waived",
    "answer": "member_there",
    "fee_eur": "fee_a_year",
    "ended_on": "since",
    "journey_from": "came_in",
    "journey_outcome": "stands",
    "days_to_join": "days_to_join",
    "presence": "mode",
    "paid_eur_before": "before_paid",
    "paid_eur_after": "after_paid",
    "owed_eur_before": "before_owed",
    "owed_eur_after": "after_owed",
}
MEMBER_COLUMNS = [
    "name",
    "name_zh",
    "country",
    "part",
    "state",
    "due_eur",
    "received_eur",
    "joined_on",
    "provenance",
]
PLACE_COLUMNS = [
    "name",
    "name_zh",
    "country",
    "mark",
    "stage",
    "population",
    "last_event",
    "last_on",
    "last_mode",
]
MAP_COLUMNS = ["name", "name_zh", "shown", "state", "population", "country", "stage", *PLACE_COLUMNS[6:]]
MOVE_COLUMNS = ["name", "name_zh", "move", "in_group", "due_eur", "received_eur"]
FEE_COLUMNS = [
    "name",
    "country",
    "outcome",
    "expected_eur",
    "invoiced_eur",
    "difference_eur",
    "income_level",
]
RECEIPT_COLUMNS = ["name", "fee_year", "received_on", "invoiced_on", "joined_on", "amount_eur"]
WORKLIST_COLUMNS = [
    "name",
    "stage",
    "next_step",
    "next_step_due",
    "overdue",
    "owner",
    "age_days",
    "median_days",
    "median_n",
    "target_event_name",
    "days_to_event",
    "name_zh",
    "note",
    "provenance",
]
ASIDE_COLUMNS = ["name", "journey_outcome", "ended_on", "reason", "furthest_stage", "owner", "illustrative"]
EXPECTED_COLUMNS = [
    "name",
    "country",
    "stage",
    "chance",
    "chance_from",
    "fee_eur",
    "expected_fees",
    "scheme_assumed",
    "illustrative",
]
JOURNEY_COLUMNS = [
    "name",
    "journey_outcome",
    "journey_from",
    "ended_on",
    "days_to_join",
    "furthest_stage",
    "illustrative",
]
PROSPECT_COLUMNS = [
    "name",
    "name_zh",
    "stage",
    "entered_on",
    "age_days",
    "owner",
    "next_step",
    "next_step_due",
    "overdue",
    "target_event_name",
    "days_to_event",
    "note",
    "provenance",
]
FOLLOWUP_COLUMNS = [
    "name",
    "name_zh",
    "what",
    "owner",
    "due_on",
    "step_state",
    "days_overdue",
    "listed_as",
    "done_on",
    "provenance",
]


def header(column: str) -> str:
    """Words above a column."""
    return say(f"table.{_HEADERS.get(column, column)}")


def readable(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The chosen columns with words for codes, dates as days, and headers for people.

    Unknown stays empty. Numbers stay numbers, so that tables sort and files compute. Rows of cities keep
    city_id as their index, so that `show` can open them; nobody sees it, and no file has it.
    """
    shown = {header(column): _words(rows, column) for column in columns if column in rows}
    made = pd.DataFrame(shown, index=rows.index)
    return of_cities(made, rows["city_id"]) if "city_id" in rows else made.reset_index(drop=True)


def of_cities(shown: pd.DataFrame, city_ids: pd.Series) -> pd.DataFrame:
    """A table whose rows `show` opens as cities. city_ids: one a row, in the same order."""
    return shown.set_index(pd.Index(city_ids, name=_CITY))


def map_columns(rows: pd.DataFrame, layer: str) -> list[str]:
    """Columns for the list beside the map; the country only where there is more than one."""
    left_out = set() if rows["country"].nunique() > 1 else {"country"}
    columns = [column for column in MAP_COLUMNS if column not in left_out]
    if layer == "paying":  # then what the marks show is the payment
        columns.remove("shown")
    return columns


def columns_of(rows: pd.DataFrame) -> list[str]:
    """Columns for rows that are prospects, follow-ups or members."""
    if "followup_id" in rows:
        return FOLLOWUP_COLUMNS
    return PROSPECT_COLUMNS if "next_step" in rows else MEMBER_COLUMNS


def _words(rows: pd.DataFrame, column: str) -> pd.Series:
    values = rows[column]
    if column in _WORDS:
        return values.map({code: label(_WORDS[column], code) for code in values.dropna().unique()})
    if precision_of(column) in rows:
        days = _known_days(values, rows[precision_of(column)])
        return days.fillna(say("table.joined_unknown")) if column == "joined_on" else days
    if column in _MARKED:
        return values.map({True: say(_MARKED[column]), False: ""})
    if column == "country":
        return values.map({code: place_name(code) for code in values.dropna().unique()})
    return values


def _known_days(values: pd.Series, precision: pd.Series) -> pd.Series:
    """Days, and years where only the year is known."""
    days: pd.Series = values.dt.strftime("%Y-%m-%d").mask(precision == "year", values.dt.strftime("%Y"))
    return days


def place_name(code: str) -> str:
    """Name of an ISO 3166 alpha-3 code in the reader's language, or the code itself."""
    return _place_names(formats.locale()).get(code, code)


@lru_cache(maxsize=8)
def _place_names(locale: str) -> dict[str, str]:
    import pycountry
    from babel import Locale

    names = Locale.parse(locale).territories
    return {place.alpha_3: names.get(place.alpha_2, place.name) for place in pycountry.countries}


def show_selectable(
    rows: pd.DataFrame, *, key: str, alt: str, ticked: list[int], on_select: Callable[[], None]
) -> None:
    """The same as a list to tick, in rows that a finger hits. ticked: positions it begins with."""
    st.dataframe(
        rows,
        hide_index=True,
        height=_LIST_HEIGHT if len(rows) * _TALL_ROW > _LIST_HEIGHT else "content",
        row_height=_TALL_ROW,
        column_config=column_config(rows),
        key=key,
        alt=alt,
        placeholder="–",
        on_select=on_select,
        selection_mode="multi-row",
        selection_default={"selection": {"rows": ticked}},
    )


def show(
    rows: pd.DataFrame,
    *,
    key: str,
    alt: str,
    right: tuple[str, ...] = (),
    narrow: tuple[str, ...] = (),
) -> None:
    """A table that sorts, searches and copies. Dates without time, numbers with separators.

    right: columns of numbers that come as text, with their units. narrow: columns of texts that may be long;
    a click on a cell shows all of it. Of rows of cities (`readable`) a cell can be selected, by pointer,
    finger or arrow keys; below the table a link then opens its city.
    """
    texts = {name: st.column_config.TextColumn(alignment="right") for name in right}
    texts |= {name: st.column_config.TextColumn(width="medium") for name in narrow}
    options: dict[str, Any] = {
        "hide_index": True,
        "height": "content" if len(rows) <= _SHOWN_WHOLE else "auto",
        "column_config": column_config(rows) | texts,
        "key": key,
        "alt": alt,
        "placeholder": "–",
    }
    if rows.index.name != _CITY or header("name") not in rows:
        st.dataframe(rows, **options)
        return
    selected = st.dataframe(rows, on_select="rerun", selection_mode="single-cell", **options)
    city_link.below_table(selected, rows.index.tolist(), rows[header("name")].tolist())


def column_config(rows: pd.DataFrame) -> dict[str, ColumnConfig]:
    """Formats by type: days, euros, shares with one decimal, whole numbers with separators."""
    return {str(column): config for column in rows.columns if (config := _format(str(column), rows[column]))}


def _format(column: str, values: pd.Series) -> ColumnConfig | None:
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DateColumn(format="YYYY-MM-DD")
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return None
    if column == say("table.fee_year"):
        return st.column_config.NumberColumn(format="%d")
    if pd.api.types.is_float_dtype(values) and "(EUR)" not in column:
        return st.column_config.NumberColumn(format="%.1f")
    return st.column_config.NumberColumn(format="localized")
