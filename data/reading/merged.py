"""Cells merged over several rows: what stands in the first one holds for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.reading.conversion import Conversion
from data.reading.grid import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.reading.fitting import Fit, Use
    from data.reading.grid import Grid
    from data.reading.layout import Block
    from data.reading.records import Records

_AMOUNTS = {"money", "integer"}  # one amount over two rows is not twice that amount


@dataclass(frozen=True)
class MergedCells:
    """What the merged cells of a table's rows come to.

    grid: the sheet with the words and dates of merged cells in every row they cover. filled: column of the
    sheet → rows that got their value so. shared: column → rows that one amount covers together, which only a
    person can divide. Rows count from 0.
    """

    grid: Grid
    filled: dict[int, np.ndarray]
    shared: dict[int, np.ndarray]


def fill_merged(grid: Grid, block: Block, fit: Fit, rows: np.ndarray) -> MergedCells:
    """Fill merged cells down within the data rows of a block.

    rows: of the sheet, those that hold data. A row that holds nothing of its own is none of them.
    """
    sources: dict[int, dict[int, int]] = {}
    shared: dict[int, list[int]] = {}
    for use, top, covered in _merges(grid, block, fit, rows):
        if use.field.kind in _AMOUNTS:
            shared.setdefault(use.column, []).extend(covered.tolist())
        else:
            blank = covered[grid.kinds[covered, use.column] == BLANK]
            sources.setdefault(use.column, {}).update(dict.fromkeys(blank.tolist(), top))
    filled = {column: np.array(sorted(taken)) for column, taken in sources.items() if taken}
    return MergedCells(
        grid=grid.filled_down(sources) if filled else grid,
        filled=filled,
        shared={column: np.unique(lines) for column, lines in shared.items()},
    )


def _merges(grid: Grid, block: Block, fit: Fit, rows: np.ndarray) -> Iterator[tuple[Use, int, np.ndarray]]:
    """Column, first row and data rows of each cell merged over two data rows or more.

    No program writes merged cells that lie over each other: of such only the first is taken, so that no file
    can ask for more rows than it has.
    """
    by_column = {use.column: use for use in fit.uses}
    ends: dict[int, int] = {}
    for top, left, bottom, _ in sorted(grid.merged_below(block.header_row)):
        use = by_column.get(left)
        if use is None or top <= ends.get(left, -1) or grid.kinds[top, left] == BLANK:
            continue
        ends[left] = bottom
        covered = rows[np.searchsorted(rows, top) : np.searchsorted(rows, bottom, side="right")]
        if len(covered) > 1:
            yield use, top, covered


def tell_merged(records: Records, fit: Fit, cells: MergedCells) -> None:
    """Cells that were filled are counted; rows that share one amount are held."""
    uses = {use.column: use for use in fit.uses}
    for column, rows in cells.filled.items():
        count = int(np.isin(rows, records.rows).sum())
        if count:
            records.conversions.append((uses[column].header, Conversion("merged_filled", count)))
    for column, rows in cells.shared.items():
        records.find("merged_amount", uses[column].field.name, np.isin(records.rows, rows))
