"""One column of a sheet as one field of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.cleaning.spelling import compared
from data.reading.choices import Header
from data.reading.column_dates import read_dates
from data.reading.column_numbers import read_numbers, read_years
from data.reading.column_words import read_codes, read_text, read_truths
from data.reading.conversion import Told

if TYPE_CHECKING:
    import numpy as np

    from data.reading.choices import Choices, Layout
    from data.reading.conversion import Converted
    from data.reading.fitting import Use
    from data.reading.grid import Grid


def read_column(grid: Grid, table: str, use: Use, rows: np.ndarray, told: Told) -> Converted:
    """The cells of some rows, read as the field says; values have the field's dtype."""
    column = grid.columns[use.column].take(rows)
    field = use.field
    if field.kind in {"date", "partial_date"}:
        return read_dates(column, told, year_is_enough=field.kind == "partial_date")
    if field.kind == "year":
        return read_years(column, field)
    if field.kind in {"number", "money", "integer"}:
        is_share, is_whole = field.unit == "share", field.kind == "integer"
        found = read_numbers(column, use.text, told, is_share=is_share, is_whole=is_whole)
        return _whole(found) if is_whole else found
    if field.kind == "boolean":
        return read_truths(column)
    return read_codes(column, table, field) if field.kind == "code" else read_text(column)


def told_of(grid: Grid, use: Use, choices: Choices, layout: Layout | None, rows: np.ndarray) -> Told:
    """What is known of a column besides its cells: a person's answer, now or remembered, and its formats."""
    place = Header(grid.file, grid.sheet, use.header)
    key = compared(use.header)
    formats = grid.formats_of(use.column)
    return Told(
        order=choices.orders.get(place) or (layout.orders.get(key) if layout else None),
        mark=choices.marks.get(place) or (layout.marks.get(key) if layout else None),
        since_1904=grid.since_1904,
        formats=None if formats is None else formats[rows],
    )


def _whole(found: Converted) -> Converted:
    """Whole numbers as Int64."""
    return replace(found, values=found.values.round().astype("Float64").astype("Int64"))
