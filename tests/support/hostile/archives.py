"""Containers (ZIP, compound files) whose lists do not tell the truth, or that hold what nobody asked for."""

import io
import struct
import zipfile
import zlib

from tests.support.hostile.cases import Hostile, refused
from tests.support.hostile.parts import xlsx
from tests.support.uploads import old_book

FEES = b"City,Year,Due\nLima,2023,6000\n"
_FREE, _END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def plain(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of some files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed(content: bytes, field: int, value: int, kind: str = "<I", entry: int = 0) -> bytes:
    """The archive with a number of an entry of its list replaced. field: its place in the entry."""
    place = -1
    for _ in range(entry + 1):
        place = content.index(b"PK\x01\x02", place + 1)
    packed = bytearray(content)
    struct.pack_into(kind, packed, place + field, value)
    return bytes(packed)


def overlapping() -> bytes:
    """A list of many entries that are all the same bytes."""
    one = plain({"a.csv": FEES * 10_000})
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[start:end]
    listed = b"".join(entry.replace(b"a.csv", bytes([97 + n]) + b".csv") for n in range(20))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(listed), start, 0)
    return one[:start] + listed + tail


def twice() -> bytes:
    """Two entries of the same name."""
    return plain({"a.csv": FEES, "b.csv": FEES}).replace(b"b.csv", b"a.csv")


def bomb(megabytes: int) -> bytes:
    """A workbook with a part of zeros that comes to so many megabytes, and says so."""
    target = io.BytesIO(xlsx())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.bin", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1_000_000))
    return target.getvalue()


def lying_bomb() -> bytes:
    """A part that says that it is small and is half a gigabyte."""
    content = bomb(500)
    last = content.count(b"PK\x01\x02") - 1
    return changed(content, 24, 1_000, entry=last)


def compound(streams: dict[str, bytes], *, next_sector: int | None = None) -> bytes:
    """A compound file of streams of 4096 bytes or more. next_sector: where each chain of sectors goes on,
    instead of to its end."""
    chains, sectors = [], []
    directory = [_entry("Root Entry", 5, _END, 0)]
    place = 2  # after the directory and its table
    for name, content in streams.items():
        padded = content.ljust(4_096, b"\0")
        padded += bytes(-len(padded) % 512)
        count = len(padded) // 512
        directory.append(_entry(name, 2, place, len(padded)))
        chains += [*range(place + 1, place + count), _END if next_sector is None else next_sector]
        sectors.append(padded)
        place += count
    listed = b"".join(directory).ljust(512, b"\0")
    table = struct.pack(f"<{2 + len(chains)}I", _END, _FAT_SECTOR, *chains).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x3I4x5I", 62, 3, 0xFFFE, 9, 6, 0, 1, 0, 4_096, _END, 0, _END, 0)
    header += struct.pack("<109I", 1, *[_FREE] * 108)
    return header + listed + table + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBB3I", len(written) + 2, kind, 1, _FREE, _FREE, _FREE)
    return entry + bytes(36) + struct.pack("<II4x", start, size)


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an .xls stream."""
    return struct.pack("<HH", kind, len(body)) + body


def old_stream(*records: bytes) -> bytes:
    """The stream of an .xls workbook with one sheet of some records."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    sheet = record(0x85, struct.pack("<IBBBB", len(begin) + 20, 0, 0, 4, 0) + b"Fees") + record(0x0A)
    inside = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    return begin + sheet + inside + b"".join(records) + record(0x0A)


def endless_deflate() -> bytes:
    """A container whose only part ends before its stream does."""
    content = plain({"a.csv": FEES * 1_000})
    packed = zlib.compress(FEES * 1_000)[2:-4]
    return content.replace(packed, packed[:-8] + b"\xff" * 8)


_BOOK = xlsx()
_OLD = old_book([["City", "Year", "Due"], ["Lima", 2023, 6000]])
_PATHS = {
    "climbs out": "../../evil.csv",
    "begins at the root": "/etc/evil.csv",
    "names a drive": "C:\\evil.csv",
    "climbs out with backslashes": "..\\..\\evil.csv",
}

ARCHIVES: dict[str, Hostile] = {
    "a part that says it is smaller than it is": (
        "fees.xlsx",
        lambda: changed(_BOOK, 24, 10),
        refused("unsafe", "sizes"),
    ),
    "a part that says it is larger than it is": (
        "fees.xlsx",
        lambda: changed(_BOOK, 24, 5_000),
        refused("unsafe", "sizes"),
    ),
    "a part that says it is four gigabytes": (
        "fees.xlsx",
        lambda: changed(_BOOK, 24, 0xFFFFFFF0),
        refused("too_large", "unpacked"),
    ),
    "a part of half a gigabyte that says it is small": (
        "fees.xlsx",
        lying_bomb,
        refused("too_large", "unpacked"),
    ),
    "a part of half a gigabyte": ("fees.xlsx", lambda: bomb(500), refused("too_large", "unpacked")),
    "parts that lie over each other": ("fees.zip", overlapping, refused("unsafe", "overlap")),
    "two parts of one name": ("fees.zip", twice, refused("unsafe", "twice")),
    "a part that begins somewhere else": (
        "fees.xlsx",
        lambda: changed(_BOOK, 42, 7),
        refused("unreadable", "damaged"),
    ),
    "a part packed by an unusual method": (
        "fees.zip",
        lambda: plain({"a.csv": FEES}, zipfile.ZIP_LZMA),
        refused("unsafe", "method"),
    ),
    "a part whose stream is broken": ("fees.zip", endless_deflate, refused("unreadable", "damaged")),
    "a part with a password": (
        "fees.zip",
        lambda: changed(plain({"a.csv": FEES}), 8, 1, "<H"),
        refused("encrypted"),
    ),
    "five thousand parts": (
        "fees.xlsx",
        lambda: plain({f"xl/{n}.xml": b"" for n in range(5_000)}),
        refused("too_large", "entries"),
    ),
    "sixty files": (
        "fees.zip",
        lambda: plain({f"{n}.csv": FEES for n in range(60)}),
        refused("too_large", "files"),
    ),
    "an archive in the archive": (
        "fees.zip",
        lambda: plain({"inner.zip": plain({"a.csv": FEES})}),
        refused("unsafe", "nested"),
    ),
    "an archive in the archive that is called a workbook": (
        "fees.zip",
        lambda: plain({"inner.xlsx": plain({"a.csv": FEES})}),
        refused("unsafe", "nested"),
    ),
    **{
        f"a name that {what}": ("fees.zip", lambda name=name: plain({name: FEES}), refused("unsafe", "path"))
        for what, name in _PATHS.items()
    },
    "an archive of nothing": ("fees.zip", lambda: plain({}), refused("empty")),
    "an archive of folders": ("fees.zip", lambda: plain({"a/": b"", "b/": b""}), refused("empty")),
    **{
        f"a workbook of which {share} per cent arrived": (
            "fees.xlsx",
            lambda share=share: _BOOK[: len(_BOOK) * share // 100],
            refused("unreadable", "damaged"),
        )
        for share in (2, 25, 50, 75, 99)
    },
    "a workbook with a password": (
        "fees.xlsx",
        lambda: compound({"EncryptionInfo": b"", "EncryptedPackage": b"secret" * 1_000}),
        refused("encrypted"),
    ),
    "a document of a text program": (
        "fees.xls",
        lambda: compound({"WordDocument": b"Dear"}),
        refused("unreadable", "document"),
    ),
    "an .xls with a password": (
        "fees.xls",
        lambda: compound({"Workbook": old_stream(record(0x2F, bytes(6)))}),
        refused("encrypted"),
    ),
    "an .xls whose sectors run in a circle": (
        "fees.xls",
        lambda: compound({"Workbook": old_stream()}, next_sector=2),
        refused("unreadable", "damaged"),
    ),
    "an .xls whose sectors lie outside the file": (
        "fees.xls",
        lambda: compound({"Workbook": old_stream()}, next_sector=100_000),
        refused("unreadable", "damaged"),
    ),
    "an .xls stream of noise": (
        "fees.xls",
        lambda: compound({"Workbook": bytes(range(256)) * 40}),
        refused("unreadable", "damaged"),
    ),
    "an .xls whose record claims more than there is": (
        "fees.xls",
        lambda: compound({"Workbook": old_stream(struct.pack("<HH", 0x204, 65_000) + b"\xff" * 400)}),
        refused("too_large", "columns"),
    ),
    "an .xls with cells all over": (
        "fees.xls",
        lambda: compound({"Workbook": old_stream(record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 1.0)))}),
        refused("too_large", "cells"),
    ),
    "an .xls cut off": ("fees.xls", lambda: _OLD[: len(_OLD) // 2], refused("unreadable", "damaged")),
    "an .xls of its header only": ("fees.xls", lambda: _OLD[:512], refused("unreadable", "damaged")),
}
