"""Evidence that a row beside a recognised heading belongs to it, and is no data.

A heading takes in a further row only where the row differs from what stands below: names over figures, units,
names of groups above their columns, the same in a second language, merged cells. Words and years alone say
nothing, because the first row of data may consist of them.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from data.cleaning.spelling import match_key
from data.reading.column_profile import ColumnProfile, profile_column
from data.reading.grid import BLANK, Grid
from data.reading.header_cells import is_unit, is_words, is_year, known_word, recurs
from data.reading.vocabulary import fields_called

_BELOW = 40  # rows that show what a column holds
_MOSTLY = 0.8

_Evidence = Literal["for", "neutral", "against"]


def belongs_to_heading(grid: Grid, row: int, anchor: int, last: int) -> bool:
    """Whether a row belongs to the heading that was recognised in the row `anchor`.

    last: the last row of the heading that is tried; what stands below it are the values.
    """
    columns = _filled(grid, row)
    if not columns or not is_words(grid, row):
        return False
    if _is_merged_with(grid, row, anchor):
        return True
    if row > anchor:
        found = {_says_below(grid, row, column, anchor, last) for column in columns}
        return "for" in found and "against" not in found
    if sum(_is_same_name(grid, row, column, anchor) for column in columns) >= 2:
        return True
    return not _continues(grid, row) and any(_says_above(grid, row, column, anchor) for column in columns)


def names_over_figures(grid: Grid, row: int, last: int) -> bool:
    """Whether a known word stands directly over numbers or dates."""
    return any(
        known_word(grid.cell_text(row, column)) and _is_of_figures(_below(grid, column, last))
        for column in _filled(grid, row)
    )


def _filled(grid: Grid, row: int) -> list[int]:
    columns: list[int] = np.flatnonzero(grid.kinds[row] != BLANK).tolist()
    return columns


def _is_merged_with(grid: Grid, row: int, anchor: int) -> bool:
    """Whether a cell is merged over this row and the recognised one, or over several columns above it."""
    return any(
        (top <= min(row, anchor) and max(row, anchor) <= bottom)
        or (row < anchor and top == row and right > left)
        for top, left, bottom, right in grid.merged_at(row)
    )


def _says_below(grid: Grid, row: int, column: int, anchor: int, last: int) -> _Evidence:
    """What a cell below the recognised row says: it is no value, it may be one, it is one."""
    text, above = grid.cell_text(row, column), grid.cell_text(anchor, column)
    below = _below(grid, column, last)
    if is_unit(text):
        return "for" if _is_of_figures(below) else "against"
    if is_year(grid, row, column):
        differs = not below.count or (_is_of_figures(below) and below.year < _MOSTLY)
        return "for" if differs and _is_of_group(grid, anchor, column) else "against"
    if known_word(text):
        is_name = (
            _is_of_figures(below)
            or _is_same_name(grid, row, column, anchor)
            or (not above and column > 0 and bool(known_word(grid.cell_text(row, column - 1))))
        )
        return "for" if is_name and not recurs(grid, row, column) else "neutral"
    return "neutral" if match_key(text) == match_key(above) or _is_of_figures(below) else "against"


def _says_above(grid: Grid, row: int, column: int, anchor: int) -> bool:
    """Whether a cell above the recognised row names a group of columns, a year or a unit of one, or says the
    same in another language."""
    if not grid.cell_text(anchor, column):
        return False
    is_mark = is_unit(grid.cell_text(row, column)) or is_year(grid, row, column)
    return is_mark or _is_of_group(grid, row, column) or _is_same_name(grid, row, column, anchor)


def _is_same_name(grid: Grid, row: int, column: int, anchor: int) -> bool:
    """Whether two cells of a column are names of the same field, written differently: 城市 and City."""
    one, other = known_word(grid.cell_text(row, column)), known_word(grid.cell_text(anchor, column))
    return one != other and bool(fields_called(one) & fields_called(other))


def _is_of_group(grid: Grid, row: int, column: int) -> bool:
    """Whether a column stands under the name of a group: the same beside it, or a blank that it spans."""
    text = grid.cell_text(row, column)
    left = grid.cell_text(row, column - 1) if column else ""
    right = grid.cell_text(row, column + 1) if column + 1 < len(grid.columns) else ""
    if not text:
        return bool(left)
    return text in (left, right) or (not right and column + 1 < len(grid.columns))


def _continues(grid: Grid, row: int) -> bool:
    """Whether a row goes on with the row above it: the same columns filled, with the same kinds of values."""
    if row == 0:
        return False
    here, before = grid.kinds[row], grid.kinds[row - 1]
    shared = (here != BLANK) & (before != BLANK)
    return int(shared.sum()) >= 2 and bool((here[shared] == before[shared]).all())


def _below(grid: Grid, column: int, last: int) -> ColumnProfile:
    return profile_column(grid.columns[column], last + 1, last + 1 + _BELOW)


def _is_of_figures(profile: ColumnProfile) -> bool:
    return bool(profile.count) and max(profile.number, profile.date, profile.year) >= _MOSTLY
