"""Numbers as people write them, one text at a time; which mark is the decimal one, for a whole column.

1,234.56 · 1.234,56 · 1 234,56 · 1'234.56 · １２３４ · 12.5万 · 1.2亿 · 3k · (1 234) · 1234- · 12,5 % ·
€ 8 840
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from data.cleaning.currencies import without_currency

DecimalMark = Literal[",", "."]


@dataclass(frozen=True)
class ParsedNumber:
    """What a text can mean. The two readings differ only where its one mark may group or divide.

    comma, point: the value if that mark is the decimal one; None where the text cannot be read so.
    currency: ISO code of a sign beside the number. percent: a percent sign stood there; the value is not
    divided. scale: what a word such as 万 stood for; already applied.
    """

    comma: float | None
    point: float | None
    currency: str | None = None
    percent: bool = False
    scale: int = 1

    @property
    def is_ambiguous(self) -> bool:
        """Whether the two marks give two numbers."""
        return None not in (self.comma, self.point) and self.comma != self.point

    def read(self, mark: DecimalMark | None) -> float | None:
        """The value with a decimal mark; without one, the value where there is only one."""
        if mark is None:
            return None if self.is_ambiguous else self.point if self.comma is None else self.comma
        first, second = (self.comma, self.point) if mark == "," else (self.point, self.comma)
        return second if first is None else first


def _by_word(words_of: dict[int, str]) -> dict[str, int]:
    return {word: scale for scale, words in words_of.items() for word in words.split()}


SCALES = _by_word(
    {
        1_000: "千 k thousand",
        10_000: "万 萬",
        1_000_000: "百万 mio million millions millones",
        100_000_000: "亿",
    }
)
"""Words for a scale, beside a number or in a header."""
_SCALES = SCALES | _by_word(
    {1_000: "mil", 1_000_000: "mln mn m millon", 10_000_000: "千万", 100_000_000: "億"}
)
_SCALE = re.compile(rf"\s*({'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?$")
_PERCENT = re.compile(r"\s*(%|percent|per cent|pour cent|por ciento|pct)$")
_PEOPLE = re.compile(r"\s*(人|inhabitants|inh\.?|hab\.?|habitants|habitantes)$")
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:([.,])(\d+))?")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?e[+-]?\d{1,3}")  # as programs write very large and small numbers
_ONE_MARK = re.compile(r"(\d*)([.,])(\d*)")
_NO_CENTS = re.compile(r"(?<=\d)([.,])-+$")  # 6 000,-
_MINUS = "\u2212\u2012\u2013\u2014\ufe63"
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def parse_number(text: str) -> ParsedNumber | None:
    """What a text can mean as a number; None where it is none."""
    if len(text.splitlines()) > 1:
        return None  # two numbers, or a number and a remark
    plain, currency = without_currency(_plain(text))
    plain, percent = _cut(_PERCENT, _PEOPLE.sub("", plain))
    plain, word = _cut(_SCALE, plain)
    if word and currency is None:
        plain, currency = without_currency(plain)
    plain, sign = _unsigned(_NO_CENTS.sub(r"\g<1>00", plain))
    readings = _readings(plain)
    if readings is None or (word and percent):
        return None
    scale = _SCALES.get(word, 1)
    comma, point = (None if reading is None else float(reading * scale * sign) + 0.0 for reading in readings)
    return ParsedNumber(comma, point, currency, bool(percent), scale)


def decimal_mark(numbers: Iterable[ParsedNumber]) -> DecimalMark | Literal["both"] | None:
    """The decimal mark that a column shows: by any number that only one mark can read.

    "both" where some need one and some the other; None where no number decides.
    """
    found: set[DecimalMark] = set()
    for number in numbers:
        if number.comma is None:
            found.add(".")
        elif number.point is None:
            found.add(",")
    return "both" if len(found) > 1 else found.pop() if found else None


def _plain(text: str) -> str:
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()
    for mark in _MINUS:
        plain = plain.replace(mark, "-")
    return plain.replace("\u2019", "'").replace("`", "'").replace("\u02bc", "'")


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without what the pattern finds at its end, and what it found."""
    found = pattern.search(text)
    return (text[: found.start()].rstrip(), found[1]) if found else (text, "")


def _unsigned(text: str) -> tuple[str, int]:
    """Without its sign: -1 for a minus before or after, and for accountants' brackets."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text.startswith(("-", "+")):
        return text[1:].strip(), -1 if text[0] == "-" else 1
    return (text[:-1].strip(), -1) if text.endswith("-") else (text, 1)


def _readings(text: str) -> tuple[Decimal | None, Decimal | None] | None:
    """Value with a decimal comma, value with a decimal point."""
    if spaced := _SPACED.fullmatch(text):
        value = _decimal(re.sub("[ ']", "", text).replace(",", "."))
        return (value if spaced[1] != "." else None, value if spaced[1] != "," else None)
    if _SCIENTIFIC.fullmatch(text):
        value = _decimal(text)
        return value, value
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", text):
        return None
    if one := _ONE_MARK.fullmatch(text):
        return _one_mark(*one.groups())
    if text.isdigit():
        value = _decimal(text)
        return value, value
    return _several_marks(text)


def _one_mark(whole: str, mark: str, part: str) -> tuple[Decimal | None, Decimal | None]:
    """Three digits behind the mark may be thousands, unless a zero or too many digits stand before it."""
    divided = _decimal(f"{whole or 0}.{part or 0}")
    may_group = len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    grouped = _decimal(whole + part) if may_group else None
    return (divided, grouped) if mark == "," else (grouped, divided)


def _several_marks(text: str) -> tuple[Decimal | None, Decimal | None] | None:
    """The last mark divides if it is the only one of its kind; the others must group."""
    last = max(text.rfind(","), text.rfind("."))
    mark = text[last]
    if text.count(mark) > 1:
        value = _grouped(text, mark) if "," not in text or "." not in text else None
        if value is None:
            return None
        return (value, None) if mark == "." else (None, value)
    other = "." if mark == "," else ","
    whole = _grouped(text[:last], other)
    if whole is None:
        return None
    value = _decimal(f"{whole}.{text[last + 1 :] or 0}")
    return (value, None) if mark == "," else (None, value)


def _grouped(text: str, mark: str) -> Decimal | None:
    """Digits in groups of three; in India the groups before the last have two."""
    in_threes = rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+"
    in_twos = rf"\d{{1,2}}(?:{re.escape(mark)}\d{{2}})+{re.escape(mark)}\d{{3}}"
    if re.fullmatch(in_threes, text) or re.fullmatch(in_twos, text):
        return _decimal(text.replace(mark, ""))
    return None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
