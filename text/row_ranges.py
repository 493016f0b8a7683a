"""Rows of a spreadsheet in words: those that follow each other as a range."""

from __future__ import annotations

from collections.abc import Iterable


def row_ranges(rows: Iterable[int]) -> str:
    """Rows, from 1, in order and each once: '2, 5–9, 12'. Two that follow each other are '2, 3'."""
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][-1] + 1:
            ranges[-1].append(row)
        else:
            ranges.append([row])
    return ", ".join(_range(found) for found in ranges)


def _range(rows: list[int]) -> str:
    return f"{rows[0]}–{rows[-1]}" if len(rows) > 2 else ", ".join(map(str, rows))
