"""Rows for people: canonical frames → columns with words, in the order a reader looks for them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.schema import precision_of
from text import label, say
from ui.core.countries import country_name

CITY_INDEX = "city_id"  # name of the index of a table whose rows open a city
_CODES = {  # columns of codes, and the section of the catalogue that has their words
    **{
        name: name
        for name in (
            *("state", "part", "stage", "owner", "provenance", "move", "outcome", "status", "scheme"),
            *("presence", "answer", "interest", "step", "step_state", "listed_as", "fee_state", "due_from"),
            *("whose", "seen", "silence", "then", "list_state", "elsewhere", "congress_standing"),
            *("congress_case", "journey_outcome", "chance_from"),
        )
    },
    "mark": "state",
    "standing": "state",
    "last_mode": "mode",
    "income_level": "group",
    "category": "membership",
    "kind": "event_kind",
    "by": "owner",
    "furthest_stage": "stage",
}
_FLAGS = {  # columns of yes and no, and the words for yes
    "overdue": "pipeline.overdue_mark",
    "in_group": "table.yes",
    "scheme_assumed": "table.yes",
    "illustrative": "provenance.illustrative",
    "untapped": "table.yes",
}
_HEADERS = {  # columns whose header has another name in the catalogue
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
    "last_mode": "mode",
    "mark": "state",
    "owed_eur": "owed",
    "group_received_eur": "group_received",
    "group_owed_eur": "group_owed",
    "expected_eur": "expected",
    "invoiced_eur": "invoiced",
    "difference_eur": "difference",
    "income_level": "level",
    "amount_eur": "received",
    "starts_on": "event_on",
    "due_on": "next_due",
    "waived_eur": "waived",
    "answer": "member_there",
    "fee_eur": "fee_a_year",
    "ended_on": "since",
    "journey_from": "came_in",
    "journey_outcome": "stands",
    "presence": "mode",
    "paid_eur_before": "before_paid",
    "paid_eur_after": "after_paid",
    "owed_eur_before": "before_owed",
    "owed_eur_after": "after_owed",
}
MEMBER_COLUMNS = [
    *("name", "name_zh", "country", "part", "state", "due_eur", "received_eur", "joined_on", "provenance")
]
PLACE_COLUMNS = [
    *("name", "name_zh", "country", "mark", "stage", "population", "last_event", "last_on", "last_mode")
]
PROSPECT_COLUMNS = [
    *("name", "name_zh", "stage", "entered_on", "age_days", "owner", "next_step", "next_step_due", "overdue"),
    *("target_event_name", "days_to_event", "note", "provenance"),
]
FOLLOWUP_COLUMNS = [
    *("name", "name_zh", "what", "owner", "due_on", "step_state", "days_overdue", "listed_as", "done_on"),
    "provenance",
]

_FIGURE_COLUMNS = {  # columns of the rows behind a figure, by how its name begins
    "arrears": ["name", "name_zh", "country", "fee_year", "due_eur", "received_eur", "owed_eur"],
    "group_arrears": ["name", "name_zh", "fee_year", "due_eur", "received_eur", "owed_eur"],
    "inhabitants": ["name", "name_zh", "country", "part", "population", "provenance"],
    "tariff": ["name", "country", "outcome", "expected_eur", "invoiced_eur", "difference_eur"],
    "official": ["name", "name_zh", "country", "part", "joined_on", "provenance"],
}


def header(column: str) -> str:
    """Words above a column."""
    return say(f"table.{_HEADERS.get(column, column)}")


def readable(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The chosen columns with words for codes, dates as days, and headers for people.

    Unknown stays empty. Numbers stay numbers, so that tables sort and files compute. Rows of cities keep
    city_id as their index, so that `ui.widgets.tables.show_table` can open them; nobody sees it, and no file
    has it.
    """
    present = [column for column in columns if column in rows]
    if "name_zh" in present and rows["name_zh"].isna().all():
        present.remove("name_zh")  # none of these cities has a Chinese name
    shown = pd.DataFrame({header(column): _words(rows, column) for column in present}, index=rows.index)
    if CITY_INDEX not in rows:
        return shown.reset_index(drop=True)
    return shown.set_index(pd.Index(rows[CITY_INDEX], name=CITY_INDEX))


def in_percent(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows with shares 0-1 of these columns as per cent with one decimal; missing stays missing."""
    return rows.assign(**{column: (rows[column].astype("float64") * 100).round(1) for column in columns})


def titled(**columns: object) -> pd.DataFrame:
    """A table of columns that are made for it, under the headers of their names."""
    return pd.DataFrame({header(name): values for name, values in columns.items()})


def columns_of(rows: pd.DataFrame) -> list[str]:
    """Columns for rows that are prospects, follow-ups or members."""
    if "followup_id" in rows:
        return FOLLOWUP_COLUMNS
    return PROSPECT_COLUMNS if "next_step" in rows else MEMBER_COLUMNS


def columns_of_figure(name: str) -> list[str]:
    """Columns for the rows behind a figure of this name."""
    return next((of for start, of in _FIGURE_COLUMNS.items() if name.startswith(start)), MEMBER_COLUMNS)


def _words(rows: pd.DataFrame, column: str) -> pd.Series:
    values = rows[column]
    if column in _CODES:
        return _renamed(values, {code: label(_CODES[column], code) for code in values.dropna().unique()})
    if precision_of(column) in rows:
        days = _known_days(values, rows[precision_of(column)])
        return days.fillna(say("table.joined_unknown")) if column == "joined_on" else days
    if column in _FLAGS:
        return values.map({True: say(_FLAGS[column]), False: ""})
    if column == "country":
        return _renamed(values, {code: country_name(code) for code in values.dropna().unique()})
    return values


def _renamed(codes: pd.Series, names: dict[str, str]) -> pd.Series:
    """Codes by their names: text also where every code is missing."""
    return codes.map(names).astype("str")


def _known_days(values: pd.Series, precision: pd.Series) -> pd.Series:
    """Days, and years where only the year is known."""
    days: pd.Series = values.dt.strftime("%Y-%m-%d").mask(precision == "year", values.dt.strftime("%Y"))
    return days
