"""An .xls workbook (BIFF 8), passed over record by record: passwords, extents, error cells, formats."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from data.reading.child.refusal import Refusal
from data.reading.child.sheet_metadata import Cell, SheetMetadata, is_notable

_BOF, _FILEPASS, _BOUNDSHEET, _DATEMODE = 0x809, 0x2F, 0x85, 0x22
_FORMAT, _XF = 0x41E, 0xE0
_NUMBER, _RK, _LABEL, _LABEL_SST, _RSTRING = 0x203, 0x27E, 0x204, 0xFD, 0xD6
_BOOL_OR_ERROR, _FORMULA, _MUL_RK = 0x205, 0x06, 0xBD
_CELLS = {_NUMBER, _RK, _LABEL, _LABEL_SST, _RSTRING, _BOOL_OR_ERROR, _FORMULA, _MUL_RK}
_PERCENT = {9: "0%", 10: "0.00%"}
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
_ERROR, _EMPTY_TEXT = 2, 3  # kinds of a formula's result that is no number
_RECALCULATE = 0x1 | 0x2  # the formula is to be calculated always, or when the file is opened


class OldWorkbook:
    """What was found: `date1904`, and marks by sheet name."""

    def __init__(self, stream: bytes) -> None:
        self.date1904 = False
        self.sheets: dict[str, SheetMetadata] = {}
        self._codes: dict[int, str] = dict(_PERCENT)
        self._formats: list[str] = []
        self._empty: list[tuple[SheetMetadata, Cell]] = []  # formulas whose result is an empty text
        self._has_results = False
        starts: dict[int, str] = {}
        marks: SheetMetadata | None = None
        for offset, kind, body in _records(stream):
            if kind == _FILEPASS:
                raise Refusal("encrypted")
            if kind == _BOF and offset in starts:
                marks = self.sheets.setdefault(starts[offset], SheetMetadata())
            elif kind == _BOUNDSHEET and len(body) > 8:
                starts[struct.unpack_from("<I", body)[0]] = _sheet_name(body)
            elif marks is not None and kind in _CELLS and len(body) >= 6:
                self._cell(marks, kind, body)
            else:
                self._setting(kind, body)
        self._judge_empty_results()

    def _judge_empty_results(self) -> None:
        """A formula may well give an empty text. Where every formula of a workbook does, nobody ever
        calculated them: some writers leave an empty text behind."""
        if not self._has_results:
            for marks, cell in self._empty:
                marks.uncomputed.add(cell)

    def _setting(self, kind: int, body: bytes) -> None:
        if kind == _DATEMODE and len(body) >= 2:
            self.date1904 = body[0] == 1
        elif kind == _FORMAT and len(body) > 5:
            number, length, wide = struct.unpack_from("<HHB", body)
            raw = body[5 : 5 + length * (2 if wide & 1 else 1)]
            self._codes[number] = raw.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
        elif kind == _XF and len(body) >= 4:
            code = self._codes.get(struct.unpack_from("<H", body, 2)[0], "")
            self._formats.append(code if is_notable(code) else "")

    def _cell(self, marks: SheetMetadata, kind: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        if kind == _MUL_RK:
            for place, start in enumerate(range(4, len(body) - 6, 6)):
                self._value(marks, row, column + place, struct.unpack_from("<H", body, start)[0])
            return
        self._value(marks, row, column, style)
        if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1:
            marks.errors[row, column] = _ERRORS.get(body[6], "#N/A")
        elif kind == _FORMULA and len(body) >= 16:
            self._formula(marks, (row, column), body)

    def _formula(self, marks: SheetMetadata, cell: Cell, body: bytes) -> None:
        """An error as result; an empty text; or a bare 0 in a formula that asks to be calculated."""
        is_special = body[12:14] == b"\xff\xff"
        if is_special and body[6] == _EMPTY_TEXT:
            self._empty.append((marks, cell))
            return
        if is_special and body[6] == _ERROR:
            marks.errors[cell] = _ERRORS.get(body[8], "#N/A")
        elif body[6:14] == bytes(8) and struct.unpack_from("<H", body, 14)[0] & _RECALCULATE:
            marks.uncomputed.add(cell)
            return
        self._has_results = True

    def _value(self, marks: SheetMetadata, row: int, column: int, style: int) -> None:
        marks.reach(row, column)
        if style < len(self._formats) and (code := self._formats[style]):
            marks.formats.setdefault((column, code), []).append(row)


def _sheet_name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    return body[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Offset, kind and body of each record, until the stream ends."""
    place, end = 0, len(stream)
    while place + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
