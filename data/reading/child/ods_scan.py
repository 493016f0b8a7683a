"""The content of an .ods workbook, read once as a stream of tags: extents, repeats, errors, units."""

from __future__ import annotations

import zipfile
import zlib
from xml.parsers import expat

from data.reading.child.archives import read_part
from data.reading.child.limits import Limits
from data.reading.child.refusal import Refusal
from data.reading.child.sheet_metadata import SheetMetadata

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_ERROR_WORDS = ("#", "Err:")


def scan_ods(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetMetadata]:
    """Marks by sheet name. Raises Refusal where the content is damaged, carries entities or repeats a cell
    more often than a sheet may have cells."""
    scan = _Scan(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        with archive.open("content.xml") as content:
            parser.ParseFile(content)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, LookupError, ValueError):
        raise Refusal("unreadable", "damaged") from None
    return scan.sheets


def refuse_encrypted(archive: zipfile.ZipFile) -> None:
    """Look at the list of parts before the parts: those of a locked workbook are noise, as if damaged."""
    if b"encryption-data" in read_part(archive, "META-INF/manifest.xml"):
        raise Refusal("encrypted")


def _refuse(*_: object) -> None:
    raise Refusal("unsafe", "entities")


class _Scan:
    """Keeps place: the current sheet, row and column, and what the current cell says of itself."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._name = ""
        self.sheets: dict[str, SheetMetadata] = {}
        self._marks = SheetMetadata()
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._cell: dict[str, str] = {}
        self._words: list[str] = []
        self._is_in_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self._name = attributes.get(f"{_TABLE} name", "")
            self._marks = self.sheets.setdefault(self._name, SheetMetadata())
            self._row = 0
        elif name == f"{_TABLE} table-row":
            self._rows = _count(attributes, "number-rows-repeated")
            self._column = 0
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._columns = _count(attributes, "number-columns-repeated")
            self._cell, self._words, self._is_in_cell = attributes, [], True

    def text(self, words: str) -> None:
        if self._is_in_cell and len(self._words) < 4:
            self._words.append(words)

    def end(self, name: str) -> None:
        if name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._finish_cell()
            self._column += self._columns
            self._is_in_cell = False
        elif name == f"{_TABLE} table-row":
            self._row += self._rows

    def _finish_cell(self) -> None:
        kind = self._cell.get(f"{_CALC} value-type") or self._cell.get(f"{_OFFICE} value-type")
        words = "".join(self._words).strip()
        is_formula = f"{_TABLE} formula" in self._cell
        if kind is None and not words and not is_formula:
            return
        self._marks.reach(self._row + self._rows - 1, self._column + self._columns - 1)
        if self._rows > 1 or self._columns > 1:
            self._marks.check(self._name, self._limits)
        if kind == "error" or (is_formula and words.startswith(_ERROR_WORDS)):
            self._marks.errors.update(dict.fromkeys(self._places(), words or "#N/A"))
        elif kind is None and is_formula:
            self._marks.uncomputed.update(self._places())
        elif code := self._unit(kind):
            for row, column in self._places():
                self._marks.formats.setdefault((column, code), []).append(row)

    def _unit(self, kind: str | None) -> str:
        if kind == "percentage":
            return "0%"
        currency = self._cell.get(f"{_OFFICE} currency", "")
        return f"[${currency}]" if kind == "currency" and currency else ""

    def _places(self) -> list[tuple[int, int]]:
        """The cells that the current one stands for."""
        rows = range(self._row, self._row + self._rows)
        columns = range(self._column, self._column + self._columns)
        return [(row, column) for row in rows for column in columns]


def _count(attributes: dict[str, str], name: str) -> int:
    try:
        return max(1, int(attributes.get(f"{_TABLE} {name}", "1")))
    except ValueError:
        return 1
