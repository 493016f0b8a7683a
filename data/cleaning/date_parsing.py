"""Dates as people write them, one text at a time; which order day and month have, for a whole column.

2023-05-10 · 2023/5/10 · 2023.5.10 · 20230510 · 2023年5月10日 · 二〇二三年五月十日 · 10/05/2023 · 10.5.2023 ·
10 May 2023 · May 10, 2023 · le 1er mai 2023 · 10 de mayo de 2023 · May 2023 · 2023-05 · 2023
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

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
_BETWEEN = r"[\s./-]*"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_ANY_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_NAME = r"(?P<name>[a-z]{3,10})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"{_YEAR}{_S}{_MONTH}{_S}{_DAY}\.?",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{_YEAR}\s*年\s*(?:{_MONTH}\s*月\s*(?:{_DAY}\s*[日号號]?)?)?",
        r"(?P<first>\d{1,2})\s*(?P<mark>[-/.])\s*(?P<second>\d{1,2})\s*[-/.]\s*(?P<year>\d{4}|\d{2})\.?",
        rf"{_YEAR}{_S}{_MONTH}",
        rf"{_MONTH}{_S}{_YEAR}",
        _YEAR,
        rf"{_DAY}{_BETWEEN}{_NAME}{_BETWEEN}{_ANY_YEAR}",
        rf"{_NAME}{_BETWEEN}{_DAY}[\s./-]+{_ANY_YEAR}",
        rf"{_YEAR}{_BETWEEN}{_NAME}{_BETWEEN}{_DAY}",
        rf"{_NAME}{_BETWEEN}'?{_YEAR}",
        rf"{_YEAR}{_BETWEEN}{_NAME}",
    )
]


@lru_cache(maxsize=4_096)
def parse_date(text: str) -> ParsedDate | None:
    """What a text can mean as a date; None where it is none."""
    plain = _plain(text)
    return _matched(plain) or _matched(_WEEKDAY.sub("", plain))


def _matched(plain: str) -> ParsedDate | None:
    found = next((found for form in _FORMS if (found := form.fullmatch(plain))), None)
    if found is None:
        return None
    parts = found.groupdict()
    return _numeric(**parts) if "mark" in parts else _certain(**parts)


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


def _certain(
    year: str, month: str | None = None, day: str | None = None, name: str | None = None
) -> ParsedDate | None:
    """A date whose parts are known. name: of the month, instead of its number."""
    number = int(month) if month else _MONTHS.get(name, 0) if name else None
    found = _day(_full_year(year), 1 if number is None else number, int(day or 1))
    precision: Precision = "day" if day else "year" if number is None else "month"
    return ParsedDate(found, found, precision) if found else None


def _numeric(first: str, mark: str, second: str, year: str) -> ParsedDate | None:
    """Day and month in an order that only the column can tell. Dots are only written day first."""
    full = _full_year(year)
    day_first = _day(full, int(second), int(first))
    month_first = _day(full, int(first), int(second)) if mark != "." else day_first
    return ParsedDate(day_first, month_first) if day_first or month_first else None


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
