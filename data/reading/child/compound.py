"""Compound files (OLE 2): the container of .xls and of password-protected workbooks. Reads one stream."""

from __future__ import annotations

import struct

from data.reading.child.refusal import Refusal

_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY = 128
_HEADER_FAT = 109


class CompoundFile:
    """The directory of a compound file. Broken chains raise Refusal, endless ones too."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._open()
        except (struct.error, IndexError, ValueError):
            raise Refusal("unreadable", "damaged") from None

    def _open(self) -> None:
        (shift, mini_shift) = struct.unpack_from("<HH", self._content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        directory, self._cutoff, mini_fat = struct.unpack_from("<I4xII", self._content, 48)
        self._fat = self._numbers(self._fat_sectors())
        self._mini_fat = self._numbers(self._chain(mini_fat, self._fat))
        self._streams = self._entries(self._join(directory))
        root = self._streams.get("Root Entry", (0xFFFFFFFE, 0))
        self._mini_stream = self._join(root[0]) if root[0] < _FREE else b""

    def names(self) -> set[str]:
        """Names of all streams and folders."""
        return set(self._streams)

    def stream(self, name: str) -> bytes:
        """Content of a stream."""
        start, size = self._streams[name]
        try:
            if size < self._cutoff:
                sectors = self._chain(start, self._mini_fat)
                width = self._mini_size
                parts = [self._mini_stream[number * width : (number + 1) * width] for number in sectors]
                return b"".join(parts)[:size]
            return self._join(start)[:size]
        except IndexError:
            raise Refusal("unreadable", "damaged") from None

    def _fat_sectors(self) -> list[int]:
        listed = list(struct.unpack_from(f"<{_HEADER_FAT}I", self._content, 76))
        (further, count) = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) // self._size)):
            if further >= _FREE:
                break
            numbers = self._numbers([further])
            listed += numbers[:-1]
            further = numbers[-1]
        return [number for number in listed if number < _FREE]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise IndexError
        return self._content[start : start + self._size]

    def _numbers(self, sectors: list[int]) -> list[int]:
        raw = b"".join(self._sector(number) for number in sectors)
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    def _chain(self, start: int, table: list[int]) -> list[int]:
        """Sector numbers from `start` on; a chain longer than its table runs in a circle."""
        chain: list[int] = []
        while start < _FREE:
            chain.append(start)
            if len(chain) > len(table):
                raise IndexError
            start = table[start]
        return chain

    def _join(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(start, self._fat))

    def _entries(self, directory: bytes) -> dict[str, tuple[int, int]]:
        found = {}
        for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[place : place + _ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            if 2 <= length <= 64:
                name = entry[: length - 2].decode("utf-16-le", "replace")
                found[name] = struct.unpack_from("<II", entry, 116)
        return found
