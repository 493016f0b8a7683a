"""Text files: which encoding, which delimiter, then rows of text."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from data.reading.child.encodings import Guess, guesses, is_decided
from data.reading.child.limits import Limits
from data.reading.child.quoting import SplitText, split_text
from data.reading.child.refusal import Refusal

DELIMITERS = (",", ";", "\t", "|")
_MARKED = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 200  # lines looked at to find the delimiter
_LINE_END = re.compile(r"\r\n?|\n")  # and no other character: splitlines() knows some that text may hold
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True)
class Decoded:
    """A text and its encoding. guesses: where only its words say the encoding, the ways to read it, the
    likeliest first. is_decided: whether the first of them is beyond doubt."""

    text: str
    encoding: str
    guesses: tuple[Guess, ...] = ()
    is_decided: bool = True


@dataclass(frozen=True)
class Delimited:
    """Rows of text as they stand, with how they were understood."""

    split: SplitText
    decoded: Decoded
    delimiter: str


def read_delimited(
    content: bytes, limits: Limits, encoding: str = "", delimiter: str = "", quotes: str = ""
) -> Delimited:
    """Decode and split. `encoding`, `delimiter` and `quotes` are the author's; blank ones are found out.

    An encoding is known by its byte order mark, by strict UTF-8 or by the zeros of UTF-16; otherwise it is a
    guess (encodings.py). Raises Refusal where none gives text, or where a line has no end.
    """
    if not content.strip(b"\x00\t\n\r ") or content in {mark for mark, _ in _MARKED}:
        raise Refusal("empty")
    decoded = _decoded(content, encoding)
    text = decoded.text
    if max(map(len, _LINE_END.split(text))) > limits.line:
        raise Refusal("unreadable", "long_line", most=limits.line)
    if separator := _SEPARATOR_LINE.match(text):
        text, delimiter = text[separator.end() :], delimiter or separator[1]
    delimiter = delimiter or _delimiter(text)
    split = split_text(text, delimiter, limits, quotes)
    _check_extent(split.rows, limits)
    return Delimited(split, decoded, delimiter)


def _decoded(content: bytes, encoding: str) -> Decoded:
    if encoding:
        try:
            return Decoded(content.decode(encoding).removeprefix("\ufeff"), encoding)
        except (UnicodeError, LookupError):
            raise Refusal("unreadable", "encoding", encoding=encoding) from None
    for candidate in _candidates(content):
        try:
            text = content.decode(candidate)
        except UnicodeError:
            continue
        if _is_text(text, candidate):
            return Decoded(text.removeprefix("\ufeff"), candidate)
    found = [] if b"\x00" in content else guesses(content)
    if not found or not _is_text(text := content.decode(found[0].encoding), found[0].encoding):
        raise Refusal("unreadable", "not_text")
    return Decoded(text, found[0].encoding, tuple(found), is_decided=is_decided(found))


def _candidates(content: bytes) -> list[str]:
    """Encodings that the bytes themselves name or prove."""
    marked = next((name for mark, name in _MARKED if content.startswith(mark)), None)
    if marked:
        return [marked]
    if b"\x00" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8"]


def _is_text(text: str, encoding: str) -> bool:
    """Sanity: hardly any control characters."""
    sample = text[:200_000]
    controls = sum(1 for letter in sample if letter < " " and letter not in "\t\n\r\x0b\x0c\x1a")
    if "\x00" in text or controls > len(sample) // 1000:
        return False
    return not encoding.startswith("utf-16-") or "\n" in text or len(text) < 200


def _delimiter(text: str) -> str:
    """The mark that splits most lines into the same number of parts, at least two."""
    lines = [line for line in text[:1_000_000].splitlines()[: 4 * _SAMPLE] if line.strip()][:_SAMPLE]
    best, mark = 0.0, ","
    for candidate in DELIMITERS:
        widths = [len(row) for row in _split(lines, candidate)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        wider = [width for width in widths if width > 1]
        if not wider:
            continue
        usual = max(set(wider), key=lambda width: (wider.count(width), width))
        agreement = wider.count(usual) / len(widths)
        score = agreement * min(usual, 12) ** 0.5
        if score > best:
            best, mark = score, candidate
    return mark


def _split(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _check_extent(rows: list[list[str]], limits: Limits) -> None:
    if len(rows) > limits.rows:
        raise Refusal("too_large", "rows", count=len(rows), most=limits.rows)
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        raise Refusal("too_large", "columns", count=width, most=limits.columns)
    if len(rows) * width > limits.cells:
        raise Refusal("too_large", "cells", most=limits.cells)
