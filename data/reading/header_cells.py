"""What the cells of a row say of it as a heading: known words, years, units."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.cleaning.spelling import match_key
from data.reading.grid import BLANK, NUMBER, TEXT, Grid
from data.reading.headers import parse_header, parse_unit
from data.reading.heading_meaning import known_name

LONG = 80  # characters; a heading is shorter
_NEAR = 200  # rows in which a word that stands there again is one of the column's values


def known_word(text: str) -> str:
    """The name of a column that stands in a text, as it is compared; '' where there is none."""
    if len(text) > LONG:
        return ""
    return known_name(parse_header(text))


def known_columns(grid: Grid, row: int) -> dict[int, str]:
    """Columns of a row with a known word."""
    texts = np.flatnonzero(grid.kinds[row] == TEXT).tolist()
    found = {column: known_word(grid.cell_text(row, column)) for column in texts}
    return {column: word for column, word in found.items() if word}


def hits(grid: Grid, row: int) -> int:
    """How many different known words a row has."""
    return len(set(known_columns(grid, row).values()))


def is_year(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is a year, with at most a word beside it: 2023, FY2023, 2023年."""
    if grid.kinds[row, column] not in (TEXT, NUMBER):
        return False
    text = grid.cell_text(row, column)
    return len(text) <= 6 and parse_header(text).year is not None


def is_words(grid: Grid, row: int) -> bool:
    """Whether a row holds nothing but words and years."""
    return all(
        kind in (BLANK, TEXT) or is_year(grid, row, column) for column, kind in enumerate(grid.kinds[row])
    )


def is_unit(text: str) -> bool:
    """Whether a cell is a unit only, such as EUR, (%), 万元."""
    plain = text.strip("()（）[] ")
    return plain == "%" or (bool(plain) and parse_unit(plain) != (None, 1))


def is_units(grid: Grid, row: int) -> bool:
    """Whether a row holds units only."""
    filled = np.flatnonzero(grid.kinds[row] != BLANK).tolist()
    return bool(filled) and all(is_unit(grid.cell_text(row, column)) for column in filled)


def row_text(grid: Grid, row: int) -> tuple[str, ...]:
    """The cells of a row as they are compared."""
    return tuple(match_key(grid.cell_text(row, column)) for column in range(len(grid.columns)))


def recurs(grid: Grid, row: int, column: int, headings: frozenset[int] = frozenset()) -> bool:
    """Whether the text of a cell stands again in its column, in a row that does not repeat this whole row.

    The name of a column stands above its values and is none of them: "Member" is a heading once, and a value
    where several rows have it. headings: rows that are known to be headings.
    """
    first = max(0, row - _NEAR)
    near = grid.columns[column].texts.slice(first, 2 * _NEAR + 1)
    same = pc.fill_null(pc.equal(near, pa.scalar(grid.columns[column].texts[row].as_py())), fill_value=False)
    others = [
        first + place
        for place in np.flatnonzero(same.to_numpy(zero_copy_only=False)).tolist()
        if first + place != row and first + place not in headings
    ]
    return any(row_text(grid, other) != row_text(grid, row) for other in others[:_NEAR])
