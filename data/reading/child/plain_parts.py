"""Workbooks that are packed in an unusual but honest way: parts in UTF-16, names with backslashes.

What reads the cells takes a sheet in UTF-16 for a blank one and says nothing, so such a workbook is packed
anew before anybody else opens it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from data.reading.child.archives import open_archive, read_part
from data.reading.child.limits import Limits
from data.reading.child.refusal import Refusal

_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
_DECLARED = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""", re.IGNORECASE)


def with_plain_parts(
    content: bytes, archive: zipfile.ZipFile, limits: Limits
) -> tuple[bytes, zipfile.ZipFile]:
    """The workbook with its markup in UTF-8 and slashes in its names; itself where it is so already.

    Raises Refusal where two parts then have the same name, or where a part cannot be unpacked or decoded.
    """
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    codes = {entry.filename: _code(archive, entry) for entry in entries}
    if not any(codes.values()) and not any("\\" in entry.filename for entry in entries):
        return content, archive
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in entries:
            part = read_part(archive, entry.filename, limits.unpacked)
            name = entry.filename.replace("\\", "/")
            if name in made.namelist():
                raise Refusal("unsafe", "twice")
            made.writestr(name, _in_utf_8(part, codes[entry.filename]))
    return target.getvalue(), open_archive(target.getvalue(), limits)


def _code(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """The encoding of a part of markup where it is UTF-16, '' elsewhere."""
    if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        return ""
    try:
        with archive.open(entry) as part:
            return _UTF_16.get(part.read(2), "")
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return ""  # whoever unpacks the whole of it says so


def _in_utf_8(part: bytes, code: str) -> bytes:
    if not code:
        return part
    try:
        text = part.decode(code)
    except UnicodeError:
        raise Refusal("unreadable", "damaged") from None
    return _DECLARED.sub(r"\1", text.removeprefix("\ufeff"), count=1).encode()
