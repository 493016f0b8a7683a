"""Figures and rows of the analysis as the plain values of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sharing.report import Column, Figure, Table
from text import has, say
from ui.core import figure_words, queries, sentences, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import analysis.core.figure
    from analysis.core.basis import Basis
    from sharing.report import Cell

_UNITS = {"share": "share", "points": "share", "EUR": "eur", "members": "count"}
"""Units of figures by those of the analysis; all others are plain numbers."""


@dataclass(frozen=True)
class Show:
    """A column of a frame that a table shows. field: as `sharing.fields` has it; header: its words where the
    pages have none; then its values stay as they are."""

    column: str
    field: str
    unit: str = "text"
    header: str = ""


def figures(found: Iterable[analysis.core.figure.Figure], basis: Basis) -> tuple[Figure, ...]:
    """Figures with their words, in this order."""
    return tuple(figure(each, basis) for each in found)


def figure(found: analysis.core.figure.Figure, basis: Basis) -> Figure:
    """A figure with its words: value and fraction, definition and day, formula or why there is no value."""
    detail = figure_words.detail(found, basis) if found.value is not None else ""
    formula = figure_words.formula(found, basis)
    if found.value is None:
        formula = sentences.reason(found.reason, queries.dataset())
    elif not formula and has(f"how.{found.name}"):
        formula = say(f"how.{found.name}")
    return Figure(
        name=found.name,
        definition=found.definition or "",
        label=say(f"kpi.{found.name}"),
        value=_number(found.value),
        numerator=_number(found.numerator),
        denominator=_number(found.denominator),
        low=_number(found.low),
        high=_number(found.high),
        unit=_UNITS.get(found.unit, "index"),
        text=" · ".join(filter(None, [figure_words.value(found), detail])),
        how=" — ".join(filter(None, [figure_words.definition_and_date(found, basis), formula])),
        illustrative=found.illustrative,
    )


def table(  # noqa: PLR0913  what a table is
    name: str,
    title: str,
    rows: pd.DataFrame,
    shown: Sequence[Show],
    *,
    members: str | None = None,
    illustrative: bool | None = None,
) -> Table:
    """Rows with words for codes. members: the field that counts members, of rows that are groups of them.

    illustrative: by default whether a row says so, in the column of that name or by its provenance.
    """
    return Table(
        name=name,
        title=title,
        columns=tuple(Column(each.field, each.header or _header(each), each.unit) for each in shown),
        rows=tuple(zip(*(_cells(_column(rows, each)) for each in shown), strict=True)),
        illustrative=_is_marked(rows) if illustrative is None else illustrative,
        members=members,
    )


def numbers_of(values: Iterable[object]) -> tuple[float | None, ...]:
    """Values of a chart's series; missing is None."""
    return tuple(_number(value) for value in values)


def texts_of(values: Iterable[object]) -> tuple[str, ...]:
    """Categories of a chart."""
    return tuple(str(value) for value in values)


def _column(rows: pd.DataFrame, shown: Show) -> pd.Series:
    """The values of a column, with words for codes."""
    if shown.header:
        return rows[shown.column]
    return tables.readable(rows, [shown.column])[tables.header(shown.column)]


def untitled(line: str) -> str:
    """A line of the page Shares ('Fees: 59.3 % of …') as a sentence below a heading of its own."""
    told = line.partition(": ")[2] or line
    return f"{told[:1].upper()}{told[1:]}."


def _header(shown: Show) -> str:
    """The words above a column; shares carry their per cent sign in each cell."""
    return tables.header(shown.column).removesuffix(" (%)")


def _is_marked(rows: pd.DataFrame) -> bool:
    if "illustrative" in rows:
        return bool(rows["illustrative"].any())
    return "provenance" in rows and bool((rows["provenance"] == "illustrative").any())


def _cells(values: pd.Series) -> list[Cell]:
    return [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    if pd.isna(value):  # type: ignore[call-overload]  # a cell is no list
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return _number(value) if isinstance(value, (int, float)) or hasattr(value, "dtype") else str(value)


def _number(value: object) -> float | None:
    """A plain number, whole where it is whole, so that the same value is always written the same."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number
