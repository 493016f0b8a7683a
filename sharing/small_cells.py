"""Groups of fewer than five members, put together so that no row tells of a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sharing.report import Cell, Figure, Table

LEAST: Final = 5
"""Members from which on a group is shown by itself."""
_ADDED: Final = ("count", "eur")


def merge_small_rows(table: Table, label: str) -> Table | None:
    """The table with rows of fewer than five members, or of an unknown number, as one row at its end.

    Should they be fewer than five together, as a single row is, the next smallest join: the rest could be
    told from a total otherwise. Counts and money are added, None where one is unknown; shares and texts are
    None. A row of no members tells of nobody and stays. None where even all rows together are too few.
    """
    place = [column.field for column in table.columns].index(str(table.members))
    counted = [row for row in range(len(table.rows)) if table.rows[row][place] != 0]
    by_size = sorted(counted, key=lambda row: _size(table.rows[row][place]))
    sizes = [_size(table.rows[row][place]) for row in by_size]
    few = sum(size < LEAST for size in sizes)
    if not few:
        return table
    while few < len(sizes) and sum(sizes[:few]) < LEAST:
        few += 1
    if sum(sizes[:few]) < LEAST:
        return None
    together = sorted(by_size[:few])
    kept = tuple(row for number, row in enumerate(table.rows) if number not in together)
    return replace(table, rows=(*kept, _sum(table, [table.rows[number] for number in together], label)))


def has_few(figure: Figure) -> bool:
    """Whether a figure tells of fewer than five members, or the same of every one of them."""
    parts = [part for part in (figure.numerator, figure.denominator) if part is not None]
    return any(part < LEAST for part in parts) or (len(parts) == 2 and parts[0] == parts[1])


def _size(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0


def _sum(table: Table, rows: Sequence[tuple[Cell, ...]], label: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [label]
    for place, column in enumerate(table.columns[1:], start=1):
        values = [row[place] for row in rows]
        known = [value for value in values if isinstance(value, int | float)]
        is_whole = column.unit in _ADDED and len(known) == len(values)
        cells.append(sum(known) if is_whole else None)
    return tuple(cells)
