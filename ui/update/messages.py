"""Messages about rows, each said once with the rows that it is about."""

from __future__ import annotations

from collections.abc import Iterable

from text import say
from text.row_ranges import row_ranges


def said_once(messages: Iterable[tuple[int | None, str]]) -> list[str]:
    """Row (None where no one row is meant) and sentence → lines, in the order in which they first stand."""
    found: dict[str, list[int]] = {}
    for row, sentence in messages:
        found.setdefault(sentence, []).extend([] if row is None else [row])
    return [_line(sentence, rows) for sentence, rows in found.items()]


def _line(sentence: str, rows: list[int]) -> str:
    if not rows:
        return sentence
    key = "update.held_line" if len(set(rows)) == 1 else "update.held_lines"
    return say(key, row=row_ranges(rows), what=sentence)
