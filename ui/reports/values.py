"""Sections of a report from the figures, rows and sentences of the pages, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

import analysis.core.figure
from analysis.core.basis import Basis
from sharing.report import Cell, Chart, Column, Figure, Section, Table
from text import has, label, say
from ui.core import figure_words, sentences, tables
from ui.reports.small_groups import BOARD_ONLY

_UNITS = {"share": "share", "points": "share", "EUR": "eur", "members": "count"}
"""Units of figures by those of the analysis; all others are plain numbers."""


@dataclass(frozen=True)
class TableColumn:
    """A column of a frame that a table shows. field: as `sharing.fields` has it; header: its words where the
    pages have none; then its values stay as they are."""

    column: str
    field: str
    unit: str = "text"
    header: str = ""


def names_of(field: str) -> tuple[TableColumn, TableColumn]:
    """The columns of a city's name in both scripts. field: 'member', 'city' or 'prospect'."""
    return TableColumn("name", field), TableColumn("name_zh", f"{field}_zh")


def section(  # noqa: PLR0913  what a section is
    name: str,
    title: str,
    spoken: Iterable[str] = (),
    fields: Iterable[str] = (),
    *,
    figures: Iterable[Figure] = (),
    charts: Iterable[Chart | None] = (),
    tables: Iterable[Table | None] = (),
) -> Section:
    """A section of what there is: without blank sentences, and without charts and tables that are None."""
    return Section(
        name,
        title,
        sentences=tuple(each if each.endswith((".", "!", "?")) else f"{each}." for each in spoken if each),
        fields=tuple(fields),
        figures=tuple(figures),
        charts=tuple(chart for chart in charts if chart),
        tables=tuple(table for table in tables if table),
    )


def figures(measured: Iterable[analysis.core.figure.Figure], basis: Basis) -> list[Figure]:
    """Figures with their words: value and fraction, definition and day, formula or why there is no value."""
    return [_figure(each, basis) for each in measured]


def _figure(measured: analysis.core.figure.Figure, basis: Basis) -> Figure:
    value, detail = figure_words.value_and_detail(measured, basis)
    shown = [value, detail] if measured.value is not None else [value]
    if measured.reason == "too_few":
        shown = [figure_words.fraction(measured)]
    formula = figure_words.formula(measured, basis)
    if measured.value is None:
        formula = sentences.reason(measured.reason)
    elif not formula and has(f"how.{measured.name}"):
        formula = say(f"how.{measured.name}")
    return Figure(
        name=measured.name,
        label=say(f"kpi.{measured.name}"),
        value=number(measured.value),
        unit=_UNITS.get(measured.unit, "index"),
        text=" · ".join(filter(None, shown)),
        how=" — ".join(filter(None, [figure_words.definition_and_date(measured, basis), formula])),
        definition=measured.definition or "",
        numerator=number(measured.numerator),
        denominator=number(measured.denominator),
        low=number(measured.low),
        high=number(measured.high),
        illustrative=measured.illustrative,
    )


def table(  # noqa: PLR0913  what a table is
    name: str,
    title: str,
    rows: pd.DataFrame,
    shown: Sequence[TableColumn],
    *,
    members: str | None = None,
    illustrative: bool | None = None,
    board_only: bool = False,
) -> Table:
    """Rows with words for codes, without a column of Chinese names that nobody has. members: the field that
    counts members, of rows that are groups of them.

    illustrative: by default whether a row says so, in the column of that name or by its provenance.
    board_only: whether nobody but the Board gets it, as if it told of single cities.
    """
    shown = [each for each in shown if each.column != "name_zh" or rows["name_zh"].notna().any()]
    columns = [Column(each.field, each.header or _header(each), each.unit) for each in shown]
    if board_only:
        columns[0] = replace(columns[0], field=BOARD_ONLY)
    return Table(
        name=name,
        title=title,
        columns=tuple(columns),
        rows=tuple(zip(*(map(_cell, _values(rows, each)) for each in shown), strict=True)),
        illustrative=_is_illustrative(rows) if illustrative is None else illustrative,
        members=members,
    )


def with_labels(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows with words for the codes of the column, whose labels are the section of its name."""
    return rows.assign(**{column: [label(column, code) for code in rows[column]]})


def untitled(line: str) -> str:
    """A line of the page Shares ('Fees: 59.3 % of …') as a sentence below a heading of its own."""
    sentence = line.partition(": ")[2] or line
    return f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}."


def number(value: object) -> float | None:
    """A plain number, whole where it is whole, so that the same value is always written the same."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    plain = float(value)  # type: ignore[arg-type]
    return int(plain) if plain.is_integer() else plain


def _values(rows: pd.DataFrame, shown: TableColumn) -> pd.Series:
    """The values of a column, with words for codes."""
    if shown.header:
        return rows[shown.column]
    return tables.readable(rows, [shown.column])[tables.header(shown.column)]


def _header(shown: TableColumn) -> str:
    """The words above a column; shares carry their per cent sign in each cell."""
    return tables.header(shown.column).removesuffix(" (%)")


def _is_illustrative(rows: pd.DataFrame) -> bool:
    if "illustrative" in rows:
        return bool(rows["illustrative"].any())
    return "provenance" in rows and bool((rows["provenance"] == "illustrative").any())


def _cell(value: object) -> Cell:
    if pd.isna(value):  # type: ignore[call-overload]  # a cell is no list
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return number(value) if isinstance(value, (int, float)) or hasattr(value, "dtype") else str(value)
