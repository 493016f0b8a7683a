"""Where the tables of a sheet are: header rows (one to three), columns, and the rows below."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from data.reading.grid import BLANK, Grid
from data.reading.header_rows import find_header_rows, header_rows_ending_at, joined_headers
from data.reading.headers import number_repeats


@dataclass(frozen=True)
class Block:
    """One table as it lies on a sheet. Rows and columns from 0, the ends are outside.

    first_row: of the header. header_row: its last row, directly above the first row of data. headers: text
    above each column of the block, repeated ones numbered, '' where there is none. title: what stands above.
    titles_from: from this row on a lone cell is the title of the next table.
    """

    first_row: int
    header_row: int
    last_row: int
    first_column: int
    headers: tuple[str, ...]
    title: str
    titles_from: int

    @property
    def columns(self) -> range:
        """The columns of the sheet that belong to the table."""
        return range(self.first_column, self.first_column + len(self.headers))

    @property
    def headed(self) -> list[tuple[int, str]]:
        """Column of the sheet and header, of the columns that have one."""
        pairs = zip(self.columns, self.headers, strict=True)
        return [(column, header) for column, header in pairs if header]


def find_blocks(grid: Grid, header_row: int | None = None, data_rows: Collection[int] = ()) -> list[Block]:
    """The tables of a sheet, top to bottom and left to right; empty where no header is recognised.

    header_row: the author's row, from 0. Then it is the header's last row, whatever stands in it, and the
    table ends with the sheet. data_rows: rows, from 0, that the author called data.
    """
    filled = grid.kinds != BLANK
    counts = filled.sum(axis=1)
    if header_row is not None:
        is_filled = header_row < grid.height and counts[header_row]
        spans = [header_rows_ending_at(grid, header_row, data_rows)] if is_filled else []
    else:
        spans = find_header_rows(grid, counts, data_rows)
    if not spans:
        return []
    ends = [first for first, _ in spans[1:]] + [grid.height]
    titles = [_titles_from(counts, first) for first in ends[:-1]] + [grid.height]
    blocks = []
    for place, (first, last) in enumerate(spans):
        title = _title(grid, range(_titles_from(counts, first), first))
        blocks += [
            Block(first, last, ends[place], columns[0], headers, title, titles[place])
            for columns, headers in _segments(grid, first, last, ends[place])
        ]
    return blocks


def _titles_from(counts: np.ndarray, header: int) -> int:
    """The first of the rows above a header that hold one or two cells, blank ones among them."""
    row = header
    while row > max(0, header - 8) and counts[row - 1] <= 2:
        row -= 1
    return row


def _segments(grid: Grid, first: int, last: int, end: int) -> Iterator[tuple[range, tuple[str, ...]]]:
    """Tables side by side: the header cut where a column is blank from the header to the end."""
    filled = (grid.kinds[first:end] != BLANK).any(axis=0)
    width = len(filled)
    start = None
    for column in range(width + 1):
        if column < width and filled[column]:
            start = column if start is None else start
        elif start is not None:
            columns = range(start, column)
            headers = joined_headers(grid, first, last, columns)
            if any(headers):
                yield columns, tuple(number_repeats(headers))
            start = None


def _title(grid: Grid, rows: range) -> str:
    """The words above a table."""
    cells = (
        grid.cell_text(row, column)
        for row in rows
        for column in np.flatnonzero(grid.kinds[row] != BLANK).tolist()
    )
    return " ".join(cells)
