"""A sheet of an .xlsx workbook, passed over once as bytes.

Cells are found by pattern, not by a parser: a hundred thousand rows take a few tenths of a second. What a
pattern could miss only costs a note, because the limits of the process hold whatever the sheet contains.

No pattern may look twice at the same place of a hostile sheet: a tag ends at the next < at the latest, its
end is looked for before its attributes are (the lookahead), and the content of a cell ends at the next cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from data.reading.child.limits import Limits
from data.reading.child.sheet_metadata import SheetMetadata, column_number

_LONGEST_CELL = 1 << 18  # a chunk ends inside a cell at most this long
_ONE_LETTER = 25  # columns A to Z are taken for full: to look for the last one costs more than it saves

# a cell far out: two letters or more, or a row of six digits or more
_OUTLYING = re.compile(rb'<c r="(?:([A-Z]{2,})(\d+)|([A-Z])(\d{6,}))"[^<>]*?(/?)>')
_ANY_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*?)(/?)>")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)(\d+)["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^<>]*+>)([^<>]*?\bt=["']e["'][^<>]*+)>"""
    rb"""(?:(?!</?(?:\w+:)?c\b).)*?<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b([^<>]*+)>\s*+<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*+>[^<]*+</(?:\w+:)?f>)\s*+"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v[^<>]*>([^<]*+)</(?:\w+:)?v>)?"""
)


def scan_sheet(
    pieces: Iterable[bytes], styles: dict[int, str], limits: Limits, *, pending: bool
) -> SheetMetadata:
    """Extent, error cells, formulas without a value and notable number formats of one sheet.

    pieces: the part's bytes in order. styles: style number → number format of the notable styles. pending:
    whether a stored 0 of a formula may be a mere placeholder, because the workbook asks to be calculated
    when it is opened.
    """
    marks = SheetMetadata()
    styled = _styled(styles)
    for chunk in _whole_rows(pieces):
        if marks.width > limits.columns or marks.height > limits.rows:
            continue  # it will not be read; only its size is still asked for
        is_plain = _is_plain(chunk)
        _extent(chunk, marks) if is_plain else _extent_of_any(chunk, marks)
        if b't="e"' in chunk or (not is_plain and b"t='e'" in chunk):
            for attributes, text in _ERROR.findall(chunk):
                if cell := _cell(attributes):
                    marks.errors[cell] = unescape(text.decode("utf-8", "replace"))
        if b"<f" in chunk or (not is_plain and b":f" in chunk):
            _formulas(chunk, marks, pending=pending)
        if styled:
            _formats(chunk, marks, styled, styles)
    for row, column in (*marks.errors, *marks.uncomputed):
        marks.reach(row, column)
    return marks


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces that end with a whole row or, in endless rows, with a whole cell where possible."""
    carry = b""
    for piece in pieces:
        text = carry + piece
        end = max(text.rfind(b"</row>"), text.rfind(b":row>"))
        if end < 0:
            end = max(text.rfind(b"</c>"), text.rfind(b":c>"), len(text) - _LONGEST_CELL)
        end = text.find(b">", end) + 1 or len(text)
        yield text[:end]
        carry = text[end:]
    yield carry


def _is_plain(chunk: bytes) -> bool:
    """Whether cells are written as nearly everybody writes them: no prefix, reference first."""
    return b":c " not in chunk and chunk.count(b"<c ") + chunk.count(b"<c>") == chunk.count(b'<c r="')


def _extent(chunk: bytes, marks: SheetMetadata) -> None:
    end = max(chunk.rfind(b"</v>"), chunk.rfind(b"</is>"))
    if end >= 0 and (last := _REFERENCE.search(chunk, chunk.rfind(b"<c ", 0, end))):
        marks.reach(int(last[2]) - 1, max(_ONE_LETTER, column_number(last[1])))
    for wide, row, narrow, far_row, blank in _OUTLYING.findall(chunk):
        if not blank:
            marks.reach(int(row or far_row) - 1, column_number(wide or narrow))


def _extent_of_any(chunk: bytes, marks: SheetMetadata) -> None:
    """Cells of unusual writers: with prefixes, other quotes, or without any reference."""
    unplaced = 0
    for attributes, blank in _ANY_CELL.findall(chunk):
        cell = _cell(attributes)
        if cell is None:
            unplaced += 1
        elif not blank:
            marks.reach(*cell)
    if unplaced:
        rows = max(1, len(re.findall(rb"<(?:\w+:)?row\b", chunk)))
        marks.reach(marks.height + rows - 1, max(unplaced // rows, marks.width) - 1)


def _formulas(chunk: bytes, marks: SheetMetadata, *, pending: bool) -> None:
    for attributes, value in _FORMULA.findall(chunk):
        is_text = b't="str"' in attributes  # an empty result of a text formula is a result
        if (not value and not is_text) or (pending and value == b"0" and b"t=" not in attributes):
            cell = _cell(attributes)
            if cell is not None:
                marks.uncomputed.add(cell)


def _formats(chunk: bytes, marks: SheetMetadata, styled: re.Pattern[bytes], styles: dict[int, str]) -> None:
    for attributes, style in styled.findall(chunk):
        if cell := _cell(attributes):
            marks.formats.setdefault((cell[1], styles[int(style)]), []).append(cell[0])


def _styled(styles: dict[int, str]) -> re.Pattern[bytes] | None:
    """Cells that have a value and one of the notable styles."""
    if not styles:
        return None
    numbers = b"|".join(str(number).encode() for number in styles)
    return re.compile(rb'<(?:\w+:)?c\b(?=[^<>]*+(?<!/)>)([^<>]*?\bs="(' + numbers + rb')"[^<>]*+)>')


def _cell(attributes: bytes) -> tuple[int, int] | None:
    place = _REFERENCE.search(attributes)
    return (int(place[2]) - 1, column_number(place[1])) if place else None
