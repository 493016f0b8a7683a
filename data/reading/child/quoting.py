"""Text → rows of cells, and where a stray quotation mark may have swallowed some.

A mark that opens a cell and is never closed takes everything up to the next mark into one cell: line ends,
delimiters, whole rows. Such records are read again line by line, and named, so that a person can say whether
the lines are rows or the text of one cell.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
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
class _Record:
    """A row as the quotation marks have it. lines: those that it was read from. is_open: a mark that it opens
    is never closed, or is closed out of all reason."""

    row: list[str]
    lines: list[str]
    is_open: bool = False


def split_text(text: str, delimiter: str, limits: Limits, answer: str = "") -> SplitText:
    """Rows of a text file. answer: LINES, CELLS, or blank where nobody was asked.

    Raises Refusal where the answer is CELLS and a mark is never closed.
    """
    csv.field_size_limit(limits.line)
    lines = list(io.StringIO(text, newline=""))
    records = list(_records(lines, delimiter))
    usual = _usual_width(records)
    rows: list[list[str]] = []
    doubtful: list[int] = []
    started, is_asked = 1, False
    for record in records:
        is_doubtful = record.is_open or _is_doubtful(record, delimiter, usual)
        is_asked |= is_doubtful
        if not is_doubtful or answer == CELLS:
            if record.is_open and len(record.lines) > 1:
                raise Refusal("unreadable", "quotes", line=started)
            rows.append(record.row)
        else:
            doubtful += range(len(rows), len(rows) + len(record.lines))
            rows += [_line_alone(line, delimiter) for line in record.lines]
        started += len(record.lines)
    return SplitText(rows, [] if answer else doubtful, is_asked)


def _records(lines: list[str], delimiter: str) -> Iterator[_Record]:
    """The rows of the file by its quotation marks, the last one with all lines behind an endless cell."""
    reader = csv.reader(lines, delimiter=delimiter)
    start = 0
    try:
        for row in reader:
            read = lines[start : reader.line_num]
            if len(read) > _MOST_LINES and any(cell.count("\n") > _MOST_LINES for cell in row):
                break
            start = reader.line_num
            is_last = start == len(lines)
            yield _Record(row, read, is_open=is_last and '"' in read[-1] and _is_unclosed(read, delimiter))
        else:
            return
    except csv.Error:
        pass
    yield _Record([], lines[start:], is_open=True)


def _usual_width(records: list[_Record]) -> int:
    """The number of cells that most rows have; 1 where no row has more."""
    widths = Counter(len(record.row) for record in records if len(record.row) > 1)
    return widths.most_common(1)[0][0] if widths else 1


def _is_doubtful(record: _Record, delimiter: str, usual: int) -> bool:
    """Whether quotation marks have joined what looks like cells of their own.

    Several lines in one row are doubtful where a cell goes on behind its closing mark, where the row is too
    long, or where one cell holds as many delimiters as a row. One line is, where it is short of cells too.
    """
    if not any('"' in line for line in record.lines):
        return False
    if len(record.lines) == 1:
        return len(record.row) != usual and _is_malformed(record.lines, delimiter)
    is_row = any("\n" in cell and cell.count(delimiter) >= max(1, usual - 1) for cell in record.row)
    return is_row or len(record.row) > usual or _is_malformed(record.lines, delimiter)


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
