"""What a reader of values does not tell of a sheet: its extent, error cells, formulas, number formats."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.reading.child.limits import Limits
from data.reading.child.refusal import Refusal

Cell = tuple[int, int]
"""Row and column, both from 0."""

NOTABLE = ("%", "万", "萬", "亿", "億", "元", "€", "¥", "￥", "$", "£", "RMB", "CNY", "EUR", "USD", "GBP")
"""A number format with one of these says something about the value that the value does not."""


@dataclass
class SheetMetadata:
    """Collected while a sheet is scanned.

    height, width: extent from the first cell of the sheet. errors: cell → its text, such as #DIV/0!.
    uncomputed: formulas without a stored value. formats: (column, format code) → rows that have it.
    far: the furthest cell, as people write it. macro_sheet: holds old macros, not data.
    """

    height: int = 0
    width: int = 0
    errors: dict[Cell, str] = field(default_factory=dict)
    uncomputed: set[Cell] = field(default_factory=set)
    formats: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    far: str = ""

    def reach(self, row: int, column: int) -> None:
        """Extend the extent to a cell with content."""
        if row >= self.height or column >= self.width:
            self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
            self.far = f"{column_letters(column)}{row + 1}"

    def check(self, sheet: str, limits: Limits) -> None:
        """Raise Refusal where the sheet is too large to be laid out in memory."""
        facts = {"sheet": sheet, "cell": self.far}
        if self.width > limits.columns:
            raise Refusal("too_large", "columns", count=self.width, most=limits.columns, **facts)
        if self.height > limits.rows:
            raise Refusal("too_large", "rows", count=self.height, most=limits.rows, **facts)
        if self.height * self.width > limits.cells:
            raise Refusal("too_large", "cells", most=limits.cells, **facts)

    def format_ranges(self) -> list[tuple[int, str, int, int]]:
        """Column, format code, first and last row of each run of rows, in order."""
        found = []
        for (column, code), rows in self.formats.items():
            rows.sort()
            first = last = rows[0]
            for row in rows[1:]:
                if row > last + 1:
                    found.append((column, code, first, last))
                    first = row
                last = row
            found.append((column, code, first, last))
        return sorted(found)


def is_notable(code: str) -> bool:
    """Whether a number format changes or names the unit of a value."""
    return any(mark in code for mark in NOTABLE)


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str | bytes) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in name if isinstance(name, bytes) else name.encode():
        number = number * 26 + letter - 64
    return number - 1
