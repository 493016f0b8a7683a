"""One column of a sheet as one field of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data.cleaning.spelling import match_key
from data.reading.choices import Header
from data.reading.column_dates import read_dates
from data.reading.column_numbers import read_numbers
from data.reading.column_text import read_codes, read_text, read_truths
from data.reading.column_years import read_years
from data.reading.conversion import ColumnHints

if TYPE_CHECKING:
    import numpy as np

    from data.reading.choices import Choices, Layout
    from data.reading.column_mapping import MappedColumn
    from data.reading.conversion import Converted
    from data.reading.grid import Grid


def read_column(
    grid: Grid, table: str, mapped: MappedColumn, rows: np.ndarray, hints: ColumnHints
) -> Converted:
    """The cells of some rows, read as the field says; values have the field's dtype."""
    column = grid.columns[mapped.column].take(rows)
    field = mapped.field
    if field.kind in {"date", "partial_date"}:
        return read_dates(column, hints, year_is_enough=field.kind == "partial_date")
    if field.kind == "year":
        return read_years(column, field, hints.of_two)
    if field.kind in {"number", "money", "integer"}:
        is_share, is_whole = field.unit == "share", field.kind == "integer"
        found = read_numbers(column, mapped.text, hints, is_share=is_share, is_whole=is_whole)
        return _whole(found) if is_whole else found
    if field.kind == "boolean":
        return read_truths(column)
    return read_codes(column, table, field) if field.kind == "code" else read_text(column)


def column_hints(
    grid: Grid, mapped: MappedColumn, choices: Choices, layout: Layout | None, rows: np.ndarray
) -> ColumnHints:
    """What is known of a column besides its cells: a person's answer, now or remembered, and its formats."""
    place = Header(grid.file, grid.sheet, mapped.header)
    key = match_key(mapped.header)
    formats = grid.formats_of(mapped.column)
    return ColumnHints(
        order=choices.orders.get(place) or (layout.orders.get(key) if layout else None),
        mark=choices.marks.get(place) or (layout.marks.get(key) if layout else None),
        of_two=choices.years.get(place) or (layout.years.get(key) if layout else None),
        since_1904=grid.since_1904,
        formats=None if formats is None else formats[rows],
    )


def _whole(found: Converted) -> Converted:
    """Whole numbers as Int64."""
    return replace(found, values=found.values.round().astype("Float64").astype("Int64"))
