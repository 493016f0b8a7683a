"""Dates as people write them, one text at a time; which order day and month have, for a whole column.

2023-05-10 · 2023/5/10 · 2023.5.10 · 20230510 · 2023年5月10日 · 二〇二三年五月十日 · 10/05/2023 · 10.5.2023 ·
10 May 2023 · May 10, 2023 · le 1er mai 2023 · 10 de mayo de 2023 · May 2023 · 2023-05 · 2023
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Precision = Literal["day", "month", "year"]
DateOrder = Literal["day", "month"]


@dataclass(frozen=True)
class ParsedDate:
    """What a text can mean. The two readings differ only where the order of day and month is open.

    day_first, month_first: the date in either order, None where that order gives none. A month or a year
    alone stands on its first day; `precision` says so.
    """

    day_first: date | None
    month_first: date | None
    precision: Precision = "day"

    @property
    def is_ambiguous(self) -> bool:
        """Whether the two orders give two dates."""
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first

    def read(self, order: DateOrder | None) -> date | None:
        """The date in an order; without one, the date where there is only one."""
        if order is None:
            return None if self.is_ambiguous else self.day_first or self.month_first
        first, second = self.day_first, self.month_first
        return (first or second) if order == "day" else (second or first)


_MONTH_NAMES = (
    "january jan janvier janv enero ene",
    "february feb fevrier fevr fev febrero",
    "march mar mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setiembre set",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre diciembre dic",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_DIGITS = {letter: str(value) for value, letter in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_NUMERALS = re.compile("[〇零○一二三四五六七八九十]+")
_TIME = re.compile(
    r"[t ,]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_FILLERS = re.compile(r"\b(de|del|of|the|le|el|the|du)\b")
_ORDINALS = re.compile(r"(?<=\d)(st|nd|rd|th|er|re|eme|o|a|º|ª)\b")
_WEEKDAY = re.compile(
    r"^(mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|mier|mie|jeu|jue|ven|vie|sam|sab|dim|dom)[a-z]*\.?\s+"
)
_S = r"\s*[-/.]\s*"
_YEAR = r"((?:19|20)\d{2})"
_YEAR_FIRST = re.compile(rf"{_YEAR}{_S}(\d{{1,2}}){_S}(\d{{1,2}})\.?")
_COMPACT = re.compile(rf"{_YEAR}(\d{{2}})(\d{{2}})")
_CHINESE = re.compile(rf"{_YEAR}\s*年\s*(?:(\d{{1,2}})\s*月\s*(?:(\d{{1,2}})\s*[日号號]?)?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})\.?")
_YEAR_MONTH = re.compile(rf"{_YEAR}{_S}(\d{{1,2}})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_S}{_YEAR}")
_ONLY_YEAR = re.compile(_YEAR)
_WORD = r"([a-z]{3,10})"
_D_MON_Y = re.compile(rf"(\d{{1,2}})[\s./-]*{_WORD}[\s./-]*'?(\d{{4}}|\d{{2}})")
_MON_D_Y = re.compile(rf"{_WORD}[\s./-]*(\d{{1,2}})[\s./-]+'?(\d{{4}}|\d{{2}})")
_Y_MON_D = re.compile(rf"{_YEAR}[\s./-]*{_WORD}[\s./-]*(\d{{1,2}})")
_MON_Y = re.compile(rf"{_WORD}[\s./-]*'?{_YEAR}")
_Y_MON = re.compile(rf"{_YEAR}[\s./-]*{_WORD}")


@lru_cache(maxsize=4_096)
def parse_date(text: str) -> ParsedDate | None:
    """What a text can mean as a date; None where it is none."""
    plain = _plain(text)
    return _matched(plain) or _matched(_WEEKDAY.sub("", plain))


def _matched(plain: str) -> ParsedDate | None:
    for pattern, build in _FORMS:
        if found := pattern.fullmatch(plain):
            return build(*found.groups())
    return None


def day_order(dates: Iterable[ParsedDate]) -> DateOrder | Literal["both"] | None:
    """The order that a column shows: by any date that only one order can read.

    "both" where some need one order and some the other; None where no date decides.
    """
    found = {_shown(written) for written in dates} - {None}
    return "both" if len(found) > 1 else found.pop() if found else None


def _shown(written: ParsedDate) -> DateOrder | None:
    if written.day_first == written.month_first:
        return None
    if written.month_first is None:
        return "day"
    return "month" if written.day_first is None else None


def _plain(text: str) -> str:
    """Lower case, ordinary digits, no accents, no time of day, no little words."""
    decomposed = unicodedata.normalize("NFKD", text.strip())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
    if "年" in plain:
        plain = _with_digits(plain)
    plain = _TIME.sub("", plain)
    plain = _ORDINALS.sub("", plain)
    return " ".join(_FILLERS.sub(" ", plain.replace(",", " ")).split())


def _certain(year: str, month: str | int, day: str) -> ParsedDate | None:
    found = _day(_full_year(year), int(month), int(day))
    return ParsedDate(found, found) if found else None


def _numeric(first: str, mark: str, second: str, year: str) -> ParsedDate | None:
    """Day and month in an order that only the column can tell. Dots are only written day first."""
    full = _full_year(year)
    day_first = _day(full, int(second), int(first))
    month_first = _day(full, int(first), int(second)) if mark != "." else day_first
    return ParsedDate(day_first, month_first) if day_first or month_first else None


def _month(year: str, month: str | int) -> ParsedDate | None:
    found = _day(int(year), int(month), 1)
    return ParsedDate(found, found, "month") if found else None


def _year(year: str) -> ParsedDate:
    found = date(int(year), 1, 1)
    return ParsedDate(found, found, "year")


def _chinese(year: str, month: str | None, day: str | None) -> ParsedDate | None:
    if month is None:
        return _year(year)
    return _month(year, month) if day is None else _certain(year, month, day)


def _named(day: str, name: str, year: str) -> ParsedDate | None:
    return _certain(year, _MONTHS[name], day) if name in _MONTHS else None


def _named_month(name: str, year: str) -> ParsedDate | None:
    return _month(year, _MONTHS[name]) if name in _MONTHS else None


def _full_year(year: str) -> int:
    """Two digits: 70 to 99 are of the last century."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= 70 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_digits(text: str) -> str:
    """The same text with ordinary digits. Numbers up to ninety-nine, and years digit by digit."""
    return _NUMERALS.sub(lambda found: _numeral(found[0]), text)


def _numeral(numerals: str) -> str:
    tens, is_ten, ones = numerals.partition("十")
    if not is_ten:
        return "".join(_DIGITS[letter] for letter in numerals)
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))


_FORMS = (
    (_YEAR_FIRST, _certain),
    (_COMPACT, _certain),
    (_CHINESE, _chinese),
    (_NUMERIC, _numeric),
    (_YEAR_MONTH, _month),
    (_MONTH_YEAR, lambda month, year: _month(year, month)),
    (_ONLY_YEAR, _year),
    (_D_MON_Y, _named),
    (_MON_D_Y, lambda name, day, year: _named(day, name, year)),
    (_Y_MON_D, lambda year, name, day: _named(day, name, year)),
    (_MON_Y, _named_month),
    (_Y_MON, lambda year, name: _named_month(name, year)),
)
