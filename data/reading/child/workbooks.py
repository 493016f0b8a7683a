"""Workbooks of every kind → messages. Scanned first, then read by calamine, one sheet at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

import python_calamine as calamine

from data.reading.child.archives import Unpacked, check_parts
from data.reading.child.compound import CompoundFile
from data.reading.child.limits import Limits
from data.reading.child.messages import send, send_cells
from data.reading.child.ods_scan import refuse_encrypted, scan_ods
from data.reading.child.refusal import Refusal
from data.reading.child.sheet_metadata import SheetMetadata
from data.reading.child.sheet_scan import scan_sheet
from data.reading.child.workbook_parts import read_parts, refuse_entities
from data.reading.child.xls_scan import OldWorkbook

_VISIBLE = calamine.SheetVisibleEnum.Visible
_MACROS = (calamine.SheetTypeEnum.MacroSheet, calamine.SheetTypeEnum.Vba)
_BLANK = b"\xef\xbb\xbf \t\r\n"
_STREAMS = ("Workbook", "Book")


def read_xlsx(content: bytes, archive: zipfile.ZipFile, limits: Limits, chosen: set[str]) -> None:
    """Send every sheet. `chosen` are hidden sheets to read as well."""
    parts = read_parts(archive)
    names = {part: name for name, part in parts.sheets.items()}
    marks: dict[str, SheetMetadata] = {}

    def scan(part: str, unpacked: Unpacked) -> None:
        pieces = _without_entities(part, unpacked)
        if part in names:
            marks[names[part]] = scan_sheet(pieces, parts.styles, limits, pending=parts.pending)
        else:
            _drain(pieces)

    check_parts(content, archive, limits, scan)
    _send_sheets(content, marks, limits, chosen, since_1904=parts.date1904)


def read_ods(content: bytes, archive: zipfile.ZipFile, limits: Limits, chosen: set[str]) -> None:
    """Send every sheet of an OpenDocument workbook."""
    refuse_encrypted(archive)
    check_parts(content, archive, limits, lambda part, unpacked: _drain(_without_entities(part, unpacked)))
    _send_sheets(content, scan_ods(archive, limits), limits, chosen)


def _without_entities(part: str, unpacked: Unpacked) -> Iterator[bytes]:
    """The pieces of a part, of which the first that holds anything is looked at: some parts are empty."""
    is_checked = False
    for piece in unpacked:
        if not is_checked and piece.strip(_BLANK):
            refuse_entities(part, piece)
            is_checked = True
        yield piece


def _drain(pieces: Iterable[bytes]) -> None:
    """Unpack and forget: only the size was asked for."""
    for _ in pieces:
        pass


def read_xls(content: bytes, limits: Limits, chosen: set[str]) -> None:
    """Send every sheet of an old workbook."""
    container = CompoundFile(content)
    names = container.names()
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise Refusal("encrypted")
    stream = next((name for name in _STREAMS if name in names), None)
    if stream is None:
        raise Refusal("unreadable", "document")
    found = OldWorkbook(container.stream(stream))
    for name, marks in found.sheets.items():
        marks.check(name, limits)  # calamine lays all of them out when it opens the workbook
    _send_sheets(content, found.sheets, limits, chosen, since_1904=found.date1904)


def has_old_macros(content: bytes) -> bool:
    """Whether an old workbook carries Visual Basic."""
    return "_VBA_PROJECT_CUR" in CompoundFile(content).names()


def _send_sheets(
    content: bytes,
    marks: dict[str, SheetMetadata],
    limits: Limits,
    chosen: set[str],
    *,
    since_1904: bool = False,
) -> None:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for place, sheet in enumerate(book.sheets_metadata):
            if sheet.typ in _MACROS:
                send({"is": "problem", "sheet": sheet.name, "code": "macros", "facts": {}})
            elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                is_hidden = sheet.visible != _VISIBLE
                if is_hidden and sheet.name not in chosen:
                    send({"is": "sheet", "name": sheet.name, "hidden": True, "left_out": True})
                else:
                    found = marks.get(sheet.name, SheetMetadata())
                    found.check(sheet.name, limits)  # before anybody lays the sheet out in memory
                    description = {"name": sheet.name, "hidden": is_hidden, "since_1904": since_1904}
                    _send_sheet(book.get_sheet_by_index(place), found, limits, description)
    except calamine.PasswordError:
        raise Refusal("encrypted") from None
    except (calamine.CalamineError, OSError, ValueError):
        raise Refusal("unreadable", "damaged") from None


def _send_sheet(
    sheet: calamine.CalamineSheet, marks: SheetMetadata, limits: Limits, description: dict[str, object]
) -> None:
    rows = sheet.to_python(skip_empty_area=False) if sheet.end is not None else []
    beyond = [column + 1 for _, column in (*marks.errors, *marks.uncomputed)]
    width = max(len(rows[0]) if rows else 0, *beyond, 0)
    merged = list(dict.fromkeys((*first, *last) for first, last in sheet.merged_cell_ranges or []))
    if len(merged) > limits.merged:
        raise Refusal("too_large", "merged", count=len(merged), most=limits.merged, sheet=description["name"])
    formats = marks.format_ranges()
    send({"is": "sheet", **description, "width": width, "merged": merged, "formats": formats})
    send_cells(rows, width, marks, limits.text)
