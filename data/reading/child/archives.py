"""ZIP containers, looked at before anything else opens them: sizes, names, methods, passwords."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from data.reading.child.limits import Limits
from data.reading.child.refusal import Refusal

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_PIECE = 1 << 20
_IS_ENCRYPTED = 0x1
_IS_UTF8 = 0x800


def open_archive(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, after its list of entries was found honest. Raises Refusal where it was not."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, struct.error, EOFError, ValueError, NotImplementedError, OverflowError):
        raise Refusal("unreadable", "damaged") from None
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise Refusal("too_large", "entries", count=len(entries), most=limits.entries)
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise Refusal("encrypted")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Refusal("unsafe", "method")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refusal("unsafe", "twice")
    if sum(entry.compress_size for entry in entries) > len(content):
        raise Refusal("unsafe", "overlap")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise Refusal("too_large", "unpacked", most=limits.unpacked // 1_000_000)
    return archive


class Unpacked:
    """The content of one entry as pieces of about a megabyte, as the compressed stream has it.

    Iterate once. `size` counts what came out; it stops a little beyond `most`, for the size in the list of
    entries may lie.
    """

    def __init__(self, content: bytes, entry: zipfile.ZipInfo, most: int) -> None:
        self._packed = _packed(content, entry)
        self._is_stored = entry.compress_type == zipfile.ZIP_STORED
        self._most = most
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stored() if self._is_stored else self._inflated():
            self.size += len(piece)
            yield piece

    def _stored(self) -> Iterator[bytes]:
        for start in range(0, len(self._packed), _PIECE):
            yield bytes(self._packed[start : start + _PIECE])

    def _inflated(self) -> Iterator[bytes]:
        inflate = zlib.decompressobj(-15)
        for start in range(0, len(self._packed), _PIECE):
            packed: bytes | memoryview = self._packed[start : start + _PIECE]
            while packed and self.size <= self._most and not inflate.eof:
                try:
                    yield inflate.decompress(packed, _PIECE)
                except zlib.error:
                    raise Refusal("unreadable", "damaged") from None
                packed = inflate.unconsumed_tail
        if self.size <= self._most and not inflate.eof:
            raise Refusal("unreadable", "damaged")


def check_parts(
    content: bytes, archive: zipfile.ZipFile, limits: Limits, read: Callable[[str, Unpacked], None]
) -> None:
    """Unpack every entry once, a piece at a time, through `read`. Raises Refusal where the sizes lied."""
    left = limits.unpacked
    for entry in archive.infolist():
        unpacked = Unpacked(content, entry, left)
        read(entry.filename, unpacked)
        left -= unpacked.size
        if left < 0:
            raise Refusal("too_large", "unpacked", most=limits.unpacked // 1_000_000)
        if unpacked.size != entry.file_size:
            raise Refusal("unsafe", "sizes")


def _packed(content: bytes, entry: zipfile.ZipInfo) -> memoryview:
    """The compressed bytes, found by the entry's own local header, which must name the same entry."""
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise Refusal("unreadable", "damaged")
    signature, *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    if signature != b"PK\x03\x04":
        raise Refusal("unreadable", "damaged")
    start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = memoryview(content)[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise Refusal("unreadable", "damaged")
    return packed


def read_part(archive: zipfile.ZipFile, name: str, most: int = 20_000_000) -> bytes:
    """One part of a workbook; empty where there is none. Raises Refusal beyond `most` bytes."""
    try:
        if archive.getinfo(name).file_size > most:
            raise Refusal("too_large", "unpacked", most=most // 1_000_000)
        return archive.read(name)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise Refusal("unreadable", "damaged") from None


def members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in a plain archive. Nothing is ever written under these names.

    Folders and what systems add on their own are passed over. A name that climbs out of its folder, and an
    archive in the archive, make the whole refused: nobody packs a spreadsheet like that.
    """
    wanted = [entry for entry in archive.infolist() if not _is_clutter(entry.filename)]
    for entry in wanted:
        name = _name(entry)
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
            raise Refusal("unsafe", "path")
        if name.lower().endswith(".zip"):
            raise Refusal("unsafe", "nested")
    if len(wanted) > limits.files:
        raise Refusal("too_large", "files", count=len(wanted), most=limits.files)
    if not wanted:
        raise Refusal("empty")
    for entry in wanted:
        yield _name(entry), read_part(archive, entry.filename, limits.unpacked)


def _is_clutter(name: str) -> bool:
    last = name.rstrip("/").rsplit("/", 1)[-1]
    return name.endswith("/") or name.startswith("__MACOSX/") or last in {".DS_Store", "Thumbs.db"}


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: Chinese Windows packs names in GB 18030 without saying so."""
    if entry.flag_bits & _IS_UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        pass
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
