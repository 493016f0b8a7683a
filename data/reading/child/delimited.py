"""Text files: which encoding, which delimiter, then rows of text."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass

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
_HAN = re.compile("[\u4e00-\u9fff]")
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True)
class Delimited:
    """Rows of text as they stand, with how they were understood."""

    split: SplitText
    encoding: str
    delimiter: str


def read_delimited(
    content: bytes, limits: Limits, encoding: str = "", delimiter: str = "", quotes: str = ""
) -> Delimited:
    """Decode and split. `encoding`, `delimiter` and `quotes` are the author's; blank ones are found out.

    Encodings are tried in this order: byte order mark, strict UTF-8, UTF-16, GB 18030, Windows-1252. Raises
    Refusal where none gives text, or where a line has no end.
    """
    if not content.strip(b"\x00\t\n\r ") or content in {mark for mark, _ in _MARKED}:
        raise Refusal("empty")
    text, encoding = _decoded(content, encoding)
    if max(map(len, _LINE_END.split(text))) > limits.line:
        raise Refusal("unreadable", "long_line", most=limits.line)
    if separator := _SEPARATOR_LINE.match(text):
        text, delimiter = text[separator.end() :], delimiter or separator[1]
    delimiter = delimiter or _delimiter(text)
    split = split_text(text, delimiter, limits, quotes)
    _check_extent(split.rows, limits)
    return Delimited(split, encoding, delimiter)


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    if encoding:
        try:
            return content.decode(encoding).removeprefix("\ufeff"), encoding
        except (UnicodeError, LookupError):
            raise Refusal("unreadable", "encoding", encoding=encoding) from None
    for candidate in _candidates(content):
        try:
            text = content.decode(candidate)
        except UnicodeError:
            continue
        if _is_text(text, candidate):
            return text.removeprefix("\ufeff"), candidate
    raise Refusal("unreadable", "not_text")


def _candidates(content: bytes) -> list[str]:
    marked = next((name for mark, name in _MARKED if content.startswith(mark)), None)
    if marked:
        return [marked]
    if b"\x00" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "gb18030", "cp1252"]


def _is_text(text: str, encoding: str) -> bool:
    """Sanity: hardly any control characters; what was read as Chinese is Chinese that people write."""
    sample = text[:200_000]
    controls = sum(1 for letter in sample if letter < " " and letter not in "\t\n\r\x0b\x0c\x1a")
    if "\x00" in text or controls > len(sample) // 1000:
        return False
    if encoding == "gb18030":
        return _is_plausible_chinese(sample)
    if encoding.startswith("utf-16-"):
        return "\n" in text or len(text) < 200
    return True


def _is_plausible_chinese(text: str) -> bool:
    """Most letters beyond ASCII are Chinese of the common set, in runs.

    Windows-1252 text decodes as GB 18030 as well: é and the letter after it become one rare character that
    stands alone between Latin letters.
    """
    foreign = [letter for letter in text if letter > "\x7f"]
    if not foreign:
        return True
    common = sum(1 for letter in foreign if _is_common(letter))
    lonely = len(re.findall(r"[A-Za-z][^\x00-\x7f][A-Za-z]", text))
    return common >= 0.85 * len(foreign) and lonely <= 0.2 * len(foreign)


def _is_common(letter: str) -> bool:
    """A character of GB 2312's first level, or Chinese punctuation and full-width forms."""
    if not _HAN.match(letter):
        return unicodedata.category(letter)[0] in "PSNZ" or "\uff00" <= letter <= "\uffef"
    try:
        high = letter.encode("gb2312")[0]
    except UnicodeError:
        return False
    return 0xB0 <= high <= 0xF7


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
