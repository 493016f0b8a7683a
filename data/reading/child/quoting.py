"""Text → rows of cells, and where a stray quotation mark may have swallowed some.

A mark that opens a cell and is never closed takes everything up to the next mark into one cell: line ends,
delimiters, whole rows. Such records are read again line by line, and named, so that a person can say whether
the lines are rows or the text of one cell.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from data.reading.child.limits import Limits
from data.reading.child.refusal import Refusal

LINES, CELLS = "lines", "cells"
"""A person's answer: each line is a row; what stands between quotation marks is one cell."""
_MOST_LINES = 200  # a cell that holds more lines is the rest of the file behind a lone quotation mark


@dataclass(frozen=True)
class SplitText:
    """rows: cells as text. doubtful: rows, from 0, that were read line by line although quotation marks join
    them; none once a person has answered. is_asked: whether there was anything to ask."""

    rows: list[list[str]]
    doubtful: list[int]
    is_asked: bool


@dataclass(frozen=True)
class _Records:
    """Rows as the quotation marks have them. ends: behind the last line of each, from 0. is_endless: whether
    the last one is a cell that is never closed."""

    rows: list[list[str]]
    ends: list[int]
    is_endless: bool

    def lines(self, record: int) -> range:
        """The lines that a row was read from."""
        return range(self.ends[record - 1] if record else 0, self.ends[record])


def split_text(text: str, delimiter: str, limits: Limits, answer: str = "") -> SplitText:
    """Rows of a text file. answer: LINES, CELLS, or blank where nobody was asked.

    Raises Refusal where the answer is CELLS and a mark is never closed.
    """
    csv.field_size_limit(limits.line)
    lines = list(io.StringIO(text, newline=""))
    records = _records(lines, delimiter)
    found = _doubtful(records, lines, delimiter)
    if not found or answer == CELLS:
        if records.is_endless:
            raise Refusal("unreadable", "quotes", line=records.lines(len(records.rows) - 1)[0] + 1)
        return SplitText(records.rows, [], is_asked=bool(found))
    rows: list[list[str]] = []
    doubtful: list[int] = []
    start = 0
    for record in found:
        rows += records.rows[start:record]
        doubtful += range(len(rows), len(rows) + len(records.lines(record)))
        rows += [_line_alone(lines[line], delimiter) for line in records.lines(record)]
        start = record + 1
    return SplitText(rows + records.rows[start:], [] if answer else doubtful, is_asked=True)


def _records(lines: list[str], delimiter: str) -> _Records:
    """The rows of the file by its quotation marks, the last one with all lines behind an endless cell."""
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[str]] = []
    ends: list[int] = []
    start = 0
    try:
        for row in reader:
            end = reader.line_num
            if end - start > _MOST_LINES and any(cell.count("\n") > _MOST_LINES for cell in row):
                break
            rows.append(row)
            ends.append(end)
            start = end
        else:
            return _Records(rows, ends, is_endless=False)
    except csv.Error:
        pass
    return _Records([*rows, []], [*ends, len(lines)], is_endless=True)


def _doubtful(records: _Records, lines: list[str], delimiter: str) -> list[int]:
    """Rows whose quotation marks may have joined what are cells or rows of their own."""
    rows, ends = records.rows, records.ends
    usual = _usual_width(rows)
    last = len(rows) - 1
    suspects = (
        record
        for record, row in enumerate(rows)
        if record == last or len(row) != usual or ends[record] - (ends[record - 1] if record else 0) > 1
    )
    return [
        record
        for record in suspects
        if (record == last and records.is_endless)
        or _is_doubtful(
            rows[record],
            [lines[line] for line in records.lines(record)],
            delimiter,
            usual,
            is_last=record == last,
        )
    ]


def _usual_width(rows: list[list[str]]) -> int:
    """The number of cells that most rows have; 1 where no row has more."""
    widths = Counter(map(len, rows))
    wide = {width: count for width, count in widths.items() if width > 1}
    return max(wide, key=lambda width: wide[width], default=1)


def _is_doubtful(row: list[str], lines: list[str], delimiter: str, usual: int, *, is_last: bool) -> bool:
    """Whether the quotation marks of a row have joined what looks like cells of their own.

    Several lines in one row are doubtful where a cell goes on behind its closing mark, where the row is too
    long, or where one cell holds as many delimiters as a row. One line is, where it is short of cells too.
    The last row is where a mark is never closed.
    """
    if not any('"' in line for line in lines):
        return False
    if is_last and _is_unclosed(lines, delimiter):
        return True
    if len(lines) == 1:
        return len(row) != usual and _is_malformed(lines, delimiter)
    is_row = any("\n" in cell and cell.count(delimiter) >= max(1, usual - 1) for cell in row)
    return is_row or len(row) > usual or _is_malformed(lines, delimiter)


def _is_malformed(lines: list[str], delimiter: str) -> bool:
    """Whether a cell goes on behind its closing mark, or is never closed."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _is_unclosed(lines: list[str], delimiter: str) -> bool:
    """Whether the last cell of the file is never closed: then a closing mark behind it changes the row."""
    closed = [*lines[:-1], lines[-1].rstrip("\r\n") + '"']
    return _is_malformed(lines, delimiter) and not _is_malformed(closed, delimiter)


def _line_alone(line: str, delimiter: str) -> list[str]:
    """One line as a row of its own; where its marks do not pair they are left out."""
    if line.count('"') % 2 == 0 and not _is_malformed([line], delimiter):
        return next(csv.reader([line], delimiter=delimiter), [])
    cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return [cell.strip().strip('"') for cell in cells]
