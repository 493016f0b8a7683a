"""The sheet of an exported workbook that says what its tables speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from data.cleaning.spelling import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.reading.grid import Grid

_NAME = "about"


@dataclass(frozen=True)
class About:
    """As in data.dataset.Dataset; None where the sheet does not say. receipts_complete is text still."""

    as_of: date | None = None
    first_roll_on: date | None = None
    title: str | None = None
    receipts_complete: str | None = None


def is_about_sheet(grid: Grid) -> bool:
    """Whether a sheet is of that kind: called so, with keys and values."""
    is_called = match_key(grid.sheet) == _NAME and len(grid.columns) == 2 and grid.height > 0
    return is_called and (grid.cell_text(0, 0), grid.cell_text(0, 1)) == ("key", "value")


def read_about(grids: Iterable[Grid]) -> About:
    """What such a sheet says, as far as it can be read."""
    for grid in grids:
        if is_about_sheet(grid):
            values = {grid.cell_text(row, 0): grid.cell_text(row, 1) for row in range(1, grid.height)}
            return About(
                as_of=_day(values.get("as_of", "")),
                first_roll_on=_day(values.get("first_roll_on", "")),
                title=values.get("title") or None,
                receipts_complete=values.get("receipts_complete", ""),
            )
    return About()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
