"""Cells that somebody corrected on the page: the sheet as if the file had held them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.reading.choices import Choices
    from data.reading.grid import Grid


def with_fixes(grid: Grid, choices: Choices) -> Grid:
    """The sheet with the author's corrections in place."""
    cells = {
        (row - 1, column - 1): text
        for (file, sheet, row, column), text in choices.fixes.items()
        if (file, sheet) == (grid.file, grid.sheet)
    }
    return grid.with_cells(cells) if cells else grid
