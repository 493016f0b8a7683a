"""Which format a file has, by its content; the name only says what somebody believed."""

from __future__ import annotations

import zipfile
from typing import Literal

from data.reading.child.archives import read_part
from data.reading.child.refusal import Refusal

Format = Literal["xlsx", "xlsm", "xls", "ods", "zip", "text"]

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

# first bytes → why such a file is not read
_FOREIGN = (
    (b"MZ", "unsafe", "program"),
    (b"\x7fELF", "unsafe", "program"),
    (b"\xcf\xfa\xed\xfe", "unsafe", "program"),
    (b"#!", "unsafe", "program"),
    (b"%PDF", "unreadable", "pdf"),
    (b"\x89PNG", "unreadable", "picture"),
    (b"\xff\xd8\xff", "unreadable", "picture"),
    (b"GIF8", "unreadable", "picture"),
    (b"BM", "unreadable", "picture"),
    (b"Rar!", "unreadable", "archive"),
    (b"7z\xbc\xaf", "unreadable", "archive"),
    (b"\x1f\x8b", "unreadable", "archive"),
    (b"BZh", "unreadable", "archive"),
    (b"\xfd7zXZ", "unreadable", "archive"),
    (b"SQLite format 3", "unreadable", "database"),
    (b"PAR1", "unreadable", "database"),
    (b"{\\rtf", "unreadable", "document"),
)


def container_format(content: bytes) -> Literal["zip", "compound", "text"]:
    """The container, by the first bytes. Refuses programs, PDF, pictures and other archives by name."""
    if content.startswith((ZIP, EMPTY_ZIP)):
        return "zip"
    if content.startswith(COMPOUND):
        return "compound"
    for start, code, why in _FOREIGN:
        if content.startswith(start) and not _is_prose(content, start):
            raise Refusal(code, why)
    _refuse_markup(content[:4096])
    return "text"


def _is_prose(content: bytes, start: bytes) -> bool:
    """Short letter marks such as BM may begin an honest header; then there is no control byte nearby."""
    return start in {b"BM", b"MZ", b"BZh"} and not any(byte < 9 for byte in content[:256])


def _refuse_markup(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise Refusal("unreadable", "xml")
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<head", b"<meta")):
        raise Refusal("unreadable", "web_page")
    if start.startswith(b"mime-version:"):
        raise Refusal("unreadable", "web_page")


def packed_format(archive: zipfile.ZipFile) -> Format:
    """Workbook or plain archive, by the parts inside."""
    names = {name.replace("\\", "/") for name in archive.namelist()}
    if "xl/workbook.bin" in names:
        raise Refusal("unreadable", "xlsb")
    if "[Content_Types].xml" in names:
        if any(name.startswith("xl/") for name in names):
            return "xlsm" if any(name.lower().endswith("vbaproject.bin") for name in names) else "xlsx"
        raise Refusal("unreadable", "document")
    if "mimetype" in names and "encrypted-package" in names:
        raise Refusal("encrypted")
    if "mimetype" in names and "content.xml" in names:
        if read_part(archive, "mimetype", 1_000).strip().startswith(_ODS):
            return "ods"
        raise Refusal("unreadable", "document")
    return "zip"
