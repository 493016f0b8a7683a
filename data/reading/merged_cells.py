"""Cells merged over several rows: what stands in the first one holds for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.reading.conversion import Conversion
from data.reading.grid import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.reading.column_mapping import ColumnMapping, MappedColumn
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


def fill_merged(grid: Grid, block: Block, mapping: ColumnMapping, rows: np.ndarray) -> MergedCells:
    """Fill merged cells down within the data rows of a block.

    rows: of the sheet, those that hold data. A row that holds nothing of its own is none of them.
    """
    sources: dict[int, dict[int, int]] = {}
    shared: dict[int, list[int]] = {}
    for mapped, top, covered in _merges(grid, block, mapping, rows):
        if mapped.field.kind in _AMOUNTS:
            shared.setdefault(mapped.column, []).extend(covered.tolist())
        else:
            blank = covered[grid.kinds[covered, mapped.column] == BLANK]
            sources.setdefault(mapped.column, {}).update(dict.fromkeys(blank.tolist(), top))
    filled = {column: np.array(sorted(taken)) for column, taken in sources.items() if taken}
    return MergedCells(
        grid=grid.filled_down(sources) if filled else grid,
        filled=filled,
        shared={column: np.unique(lines) for column, lines in shared.items()},
    )


def _merges(
    grid: Grid, block: Block, mapping: ColumnMapping, rows: np.ndarray
) -> Iterator[tuple[MappedColumn, int, np.ndarray]]:
    """Column, first row and data rows of each cell merged over two data rows or more.

    No program writes merged cells that lie over each other: of such only the first is taken, so that no file
    can ask for more rows than it has.
    """
    by_column = {mapped.column: mapped for mapped in mapping.columns}
    ends: dict[int, int] = {}
    for top, left, bottom, _ in sorted(grid.merged_below(block.header_row)):
        mapped = by_column.get(left)
        if mapped is None or top <= ends.get(left, -1) or grid.kinds[top, left] == BLANK:
            continue
        ends[left] = bottom
        covered = rows[np.searchsorted(rows, top) : np.searchsorted(rows, bottom, side="right")]
        if len(covered) > 1:
            yield mapped, top, covered


def note_merged_cells(records: Records, mapping: ColumnMapping, cells: MergedCells) -> None:
    """Cells that were filled are counted; rows that share one amount are held."""
    columns = {mapped.column: mapped for mapped in mapping.columns}
    for column, rows in cells.filled.items():
        count = int(np.isin(rows, records.rows).sum())
        if count:
            records.conversions.append((columns[column].header, Conversion("merged_filled", count)))
    for column, rows in cells.shared.items():
        records.find("merged_amount", columns[column].field.name, np.isin(records.rows, rows))
