"""What differs between two states of the data, for people: counts, then row by row and field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from data.changes import NEW, OLD, Changes, TableChanges
from data.cities import reference_cities
from data.dataset import Dataset
from data.export.cells import table_as_text
from data.schema import TABLES, Field
from text import counted, label, say
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

SHOWN = 500
"""Rows of one kind that stand on the page; the download holds all."""


def city_names(*datasets: Dataset) -> dict[str, str]:
    """city_id → English name, of every city that is on a roll, a prospect or in the reference."""
    names = dict(zip(reference_cities()["city_id"], reference_cities()["name"], strict=True))
    for dataset in datasets:
        for table in ("prospects", "members"):
            rows = dataset.table(table)[["city_id", "name"]].dropna()
            names |= dict(zip(rows["city_id"], rows["name"], strict=True))
    return names


def sentence(changes: Changes) -> str:
    """How many rows were added, changed and removed over all tables."""
    found = changes.tables.values()
    added, removed = sum(len(t.added) for t in found), sum(len(t.removed) for t in found)
    changed = sum(t.changed_rows for t in found)
    if not changes:
        return say("difference.none")
    return say(
        "difference.total",
        added=formats.count(added),
        changed=formats.count(changed),
        removed=formats.count(removed),
    )


def show_differences(changes: Changes, names: Mapping[str, str], *, key: str) -> None:
    """What the data say of themselves, then a line a table that differs; a click opens its rows."""
    for line in about(changes):
        st.markdown(inert_markdown(line))
    for name, table in changes.tables.items():
        if not table:
            continue
        opened = st.expander(
            inert_markdown(say("difference.table", table=label("tables", name), counts=counts(table))),
            key=f"{key}.{name}",
            on_change="rerun",
            type="compact",
        )
        if opened.open:
            with opened:
                _show_table(table, names, key=f"{key}.{name}")


def counts(table: TableChanges) -> str:
    """'3 added, 1 changed', without what does not happen."""
    return ", ".join(
        counted(f"difference.{part}", number, count=formats.count(number))
        for part, number in _sizes(table).items()
        if number
    )


def about(changes: Changes) -> list[str]:
    """What the data say of themselves, where that differs, in words."""
    return [
        say("difference.about", what=label("about", name), old=_said(old), new=_said(new))
        for name, (old, new) in changes.about.items()
    ]


def changed_rows(table: TableChanges, names: Mapping[str, str], most: int | None = None) -> pd.DataFrame:
    """One row a field that changed: which row it is, which field, before and after, all as text. most: rows
    of each field."""
    fields = {field.name: field for field in TABLES[table.table].fields}
    parts = [
        pd.DataFrame(
            {
                say("difference.row"): _row_names(table.table, rows, names),
                say("difference.field"): label("column", name),
                say("difference.before"): _written(fields[name], rows[OLD]),
                say("difference.after"): _written(fields[name], rows[NEW]),
            }
        )
        for name, rows in ((name, rows.iloc[:most]) for name, rows in table.changed.items())
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def whole_rows(table: str, rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Rows as people read them: cities by name, headings in words, columns without any value away."""
    text = table_as_text(table, rows)
    text = text.loc[:, (text != "").any()] if len(text) else text
    headings = {name: label("column", name) for name in text}
    if "city_id" in text and "name" in text:
        headings["city_id"] = say("difference.id")
    elif "city_id" in text:
        text = text.assign(city_id=[names.get(city, city) for city in text["city_id"]])
    return text.rename(columns=headings)


def _show_table(table: TableChanges, names: Mapping[str, str], *, key: str) -> None:
    """A table a kind of change. Rows are put into words only as far as they are shown or asked for."""
    for part, count in _sizes(table).items():
        if not count:
            continue
        title = counted(f"difference.{part}", count, count=formats.count(count))
        st.caption(inert_markdown(title))
        rows = _rows_of(table, part, names, SHOWN)
        show_table(rows, key=f"table.{key}.{part}", alt=title)
        if count > SHOWN:
            st.caption(say("difference.first", shown=formats.count(SHOWN), count=formats.count(count)))
        download_buttons(
            partial(_rows_of, table, part, names),
            name=f"{key}.{part}",
            lines=[label("tables", table.table), title],
            count=count,
        )


def _sizes(table: TableChanges) -> dict[str, int]:
    return {"changed": table.changed_rows, "added": len(table.added), "removed": len(table.removed)}


def _rows_of(
    table: TableChanges, part: str, names: Mapping[str, str], most: int | None = None
) -> pd.DataFrame:
    if part == "changed":
        return changed_rows(table, names, most)
    rows = table.added if part == "added" else table.removed
    return whole_rows(table.table, rows.iloc[:most], names)


def _row_names(table: str, rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """The key of each row in words: the city's name, then whatever else tells it apart."""
    parts = [_key_part(rows[name], name, names) for name in TABLES[table].key]
    return [" · ".join(words) for words in zip(*parts, strict=True)]


def _key_part(values: pd.Series, name: str, names: Mapping[str, str]) -> list[str]:
    if name == "city_id":
        return [names.get(city_id, city_id) for city_id in values.astype("str")]
    if pd.api.types.is_datetime64_any_dtype(values):
        return [f"{day:%Y-%m-%d}" for day in values]
    return values.astype("str").tolist()


def _written(field: Field, values: pd.Series) -> list[str | None]:
    """Values of one field as text; unknown is missing, which a table shows as a dash."""
    return [None if pd.isna(value) else _word(field, value) for value in values]


def _word(field: Field, value: object) -> str:
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if field.kind == "boolean":
        return say("table.yes") if value else say("difference.no")
    return f"{value:,.10g}" if field.kind in {"integer", "number", "money"} else str(value)


def _said(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(str(year) for year in sorted(value)) or say("difference.no_year")
    return formats.day(value) if isinstance(value, date) else str(value)
