"""Cells that may stand in the wrong place: in columns without a header, or behind a stray quotation mark."""

from __future__ import annotations

import numpy as np

from data.reading.child.sheet_metadata import column_letters
from data.reading.conversion import Conversion
from data.reading.grid import BLANK, Grid
from data.reading.layout import Block
from data.reading.records import Finding, Records

_LOOKED_AT = 200  # rows that show whether a column numbers the rows


def hold_doubtful_rows(records: Records, grid: Grid) -> None:
    """Hold the rows of a text file that quotation marks may join to one cell, and those with letters that
    depend on an uncertain encoding, until somebody says which."""
    column = next(iter(records.headers.values()), "")
    for code, rows in (("stray_quotes", grid.doubtful), ("ambiguous_encoding", grid.undecided)):
        mask = np.isin(records.rows, rows)
        if mask.any():
            records.findings.append(Finding(code, column, np.flatnonzero(mask)))


def note_unheaded_cells(records: Records, grid: Grid, block: Block, rows: np.ndarray) -> None:
    """Count what is left out; hold rows of a text file that have more cells than their header.

    There a comma that nobody put between quotation marks has moved every cell behind it. rows: of data.
    """
    longest = grid.lengths[block.first_row : block.header_row + 1].max() if grid.lengths is not None else None
    is_told = np.zeros(len(records.rows), dtype=bool)  # a row with many such cells is held once
    for column in _columns(grid, block):
        filled = rows[grid.kinds[rows, column] != BLANK]
        is_longer = column >= longest if longest is not None else False
        mask = np.isin(records.rows, filled)
        if is_longer:
            mask &= ~is_told
            is_told |= mask
        if is_longer and mask.any():
            records.findings.append(
                Finding("extra_cells", column_letters(column), np.flatnonzero(mask), place=column)
            )
        elif mask.any() and not _numbers_the_rows(grid, column, filled):
            count = len(np.unique(records.rows[mask]))
            records.conversions.append((column_letters(column), Conversion("headless_cells", count)))


def _columns(grid: Grid, block: Block) -> list[int]:
    """Columns of the block without a heading, and those to the right of the last heading of the sheet."""
    inside = [column for column, header in zip(block.columns, block.headers, strict=True) if not header]
    headed = (grid.kinds[block.first_row : block.header_row + 1] != BLANK).any(axis=0)
    last = int(np.flatnonzero(headed)[-1])
    beyond = range(last + 1, len(grid.columns)) if last in block.columns else range(0)
    return sorted({*inside, *beyond})


def _numbers_the_rows(grid: Grid, column: int, rows: np.ndarray) -> bool:
    """Whether a column counts 1, 2, 3 …, as programs put it before a table."""
    words = [grid.cell_text(row, column) for row in rows[:_LOOKED_AT].tolist()]
    if not all(word.isdecimal() for word in words):
        return False
    return len(words) > 1 and bool((np.diff(np.array(words, dtype=np.float64)) == 1).all())
