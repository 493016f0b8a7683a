"""Rows of cells → JSON lines. One line a message; batches of columns, so that the parent builds arrays."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson

from data.reading.child.sheet_metadata import SheetMetadata

_BATCH = 8_192  # rows of one line, less where a sheet is wide
_BATCH_CELLS = 250_000
TEXT, NUMBER, DATE, BOOLEAN = "s", "n", "d", "b"
BLANK, ERROR, UNCOMPUTED, TOO_LONG = " ", "e", "f", "x"

_KINDS: dict[type, str] = {
    str: TEXT,
    float: NUMBER,
    int: NUMBER,
    bool: BOOLEAN,
    date: DATE,
    datetime: DATE,
    time: TEXT,
    timedelta: TEXT,
}
_EPOCH = date(1970, 1, 1).toordinal()


def send(message: dict[str, Any]) -> None:
    """Write one message."""
    sys.stdout.buffer.write(orjson.dumps(message) + b"\n")


def send_cells(rows: Sequence[Sequence[Any]], width: int, marks: SheetMetadata, longest: int) -> None:
    """Write the cells of a sheet that starts at its first row and column, in batches of columns.

    Each column of a batch is a pair: kinds (one letter for all cells, or one a cell) and values. Dates are
    days since 1 January 1970. A blank is an empty text.
    """
    special = _by_row(marks)
    height = max(1, min(_BATCH, _BATCH_CELLS // max(1, width)))
    for first in range(0, max(len(rows), marks.height if special else 0), height):
        batch = [_padded(row, width) for row in rows[first : first + height]]
        last = max((row for row in special if first <= row < first + height), default=-1)
        batch += [[""] * width for _ in range(first + len(batch), last + 1)]
        columns = [_column(list(column), longest) for column in zip(*batch, strict=True)]
        for row in range(first, first + len(batch)):
            for place, kind, value in special.get(row, ()):
                columns[place] = _with_cell(columns[place], row - first, kind, value, len(batch))
        send({"is": "cells", "rows": len(batch), "columns": columns})


def _by_row(marks: SheetMetadata) -> dict[int, list[tuple[int, str, str]]]:
    """Error cells and formulas without a value by row: column, kind, value."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    for (row, column), text in marks.errors.items():
        found.setdefault(row, []).append((column, ERROR, text))
    for row, column in marks.uncomputed:
        found.setdefault(row, []).append((column, UNCOMPUTED, ""))
    return found


def _padded(row: Sequence[Any], width: int) -> Sequence[Any]:
    return row if len(row) == width else [*row, *[""] * (width - len(row))]


def _column(cells: list[Any], longest: int) -> tuple[str, list[Any]]:
    types = set(map(type, cells))
    kind = _KINDS[types.copy().pop()] if len(types) == 1 else "".join([_KINDS[type(cell)] for cell in cells])
    if kind in {NUMBER, BOOLEAN}:
        return kind, cells
    values = cells if types == {str} else [_plain(cell) for cell in cells]
    lengths = map(len, values) if kind == TEXT else (len(value) for value in values if isinstance(value, str))
    return (kind, values) if max(lengths, default=0) <= longest else _shortened(kind, values, longest)


def _plain(cell: Any) -> Any:  # noqa: ANN401  whatever calamine gives
    """A cell as JSON has it: dates as days, a time of day in words."""
    if isinstance(cell, date):
        return _days(cell)
    return str(cell) if isinstance(cell, (time, timedelta)) else cell


def _shortened(kind: str, values: list[Any], longest: int) -> tuple[str, list[Any]]:
    """Texts beyond Excel's own limit are cut and marked as such."""
    kinds = list(kind * len(values) if len(kind) == 1 else kind)
    for place, value in enumerate(values):
        if isinstance(value, str) and len(value) > longest:
            kinds[place], values[place] = TOO_LONG, value[:100]
    return "".join(kinds), values


def _with_cell(
    column: tuple[str, list[Any]], place: int, kind: str, value: str, height: int
) -> tuple[str, list[Any]]:
    kinds = column[0] * height if len(column[0]) == 1 else column[0]
    column[1][place] = value
    return kinds[:place] + kind + kinds[place + 1 :], column[1]


def _days(moment: date | datetime) -> float:
    days: float = moment.toordinal() - _EPOCH
    if isinstance(moment, datetime):
        days += (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400
    return days
