"""Numbers, days and foreign text as they stand in a picture or a sentence. Missing is an en dash, never 0."""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache
from typing import Final

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
)

from text.visible import visible

MISSING = "–"
MINUS = "−"
NARROW_SPACE = "\u202f"
DEFAULT_LOCALE = "en_GB"

_CODES = {"<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "$": "&#36;"}
_LONE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|#34|#39|#36);)")
_CONTROL = r"\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_HIDDEN = r"\u200b\u2028\u2029\u2060-\u2065\ufeff"
_INVISIBLE = re.compile(f"[{_CONTROL}{_HIDDEN}]")


def share(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 1) -> str:
    """0.2 → '20.0 %' with a narrow no-break space, in every language alike; digits=0 → '20 %' for ticks."""
    if value is None or pd.isna(value):
        return MISSING
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return f"{_decimal(value * 100, pattern, locale)}{NARROW_SPACE}%"


def signed_points(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """A difference of shares in percentage points with its sign: 0.013 → '+1.3'. No change is '0.0'."""
    if value is None or pd.isna(value):
        return MISSING
    text = _decimal(value * 100, "#,##0.0", locale)
    return f"+{text}" if round(value * 100, 1) > 0 else text


def count(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """A whole number with the reader's separators: 1234 → '1,234'."""
    return MISSING if value is None or pd.isna(value) else _decimal(value, "#,##0", locale)


def count_short(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """Whole numbers from a million on shortened: 178_888_347 → '178.9 M'; below as `count`."""
    if value is None or pd.isna(value) or abs(value) < 1e6:
        return count(value, locale)
    text = format_compact_decimal(float(value), locale=locale, fraction_digits=1)
    return _typographic(re.sub(r"(?<=\d)(?=[A-Za-z])", NARROW_SPACE, text))


def signed_count(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """A whole number with its sign: 3 → '+3', -12 → '−12', 0 → '0'."""
    text = count(value, locale)
    return f"+{text}" if value is not None and not pd.isna(value) and value > 0 else text


def ratio(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """A plain number with one decimal: 2.0 → '2.0'."""
    return MISSING if value is None or pd.isna(value) else _decimal(value, "#,##0.0", locale)


def index(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """A plain number with three decimals: 0.12 → '0.120'."""
    return MISSING if value is None or pd.isna(value) else _decimal(value, "#,##0.000", locale)


def money(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """Whole euros: 1234567.8 → '€1,234,568'."""
    if value is None or pd.isna(value):
        return MISSING
    amount, pattern = _no_minus_zero(float(value), 0), _euro_pattern(locale)
    return _typographic(format_currency(amount, "EUR", format=pattern, locale=locale, currency_digits=False))


def money_short(value: float | None, locale: str = DEFAULT_LOCALE) -> str:
    """Euros for cards and ticks: 1_234_567 → '€1.2 M'; below a thousand as `money`."""
    if value is None or pd.isna(value):
        return MISSING
    if abs(value) < 1000:
        return money(value, locale)
    text = format_compact_currency(_carried(float(value)), "EUR", locale=locale, fraction_digits=1)
    return _typographic(re.sub(r"(?<=\d)(?=[A-Za-z])", NARROW_SPACE, text))


def day(value: date | pd.Timestamp | None, locale: str = DEFAULT_LOCALE) -> str:
    """'31 May 2023' in the reader's language."""
    return MISSING if value is None or pd.isna(value) else format_date(value, "long", locale=locale)


BY_UNIT: Final = {"share": share, "eur": money, "count": count, "index": index}
"""How a number of each unit is written."""


def partial_day(
    value: date | pd.Timestamp | None, precision: str | None, locale: str = DEFAULT_LOCALE
) -> str:
    """A partly known date: '2018' where precision is 'year', else as `day`."""
    if value is None or pd.isna(value):
        return MISSING
    return str(value.year) if precision == "year" else day(value, locale)


def inert(text: object) -> str:
    """Text from a file as mere characters, for Plotly's pseudo-HTML, its TeX, SVG and HTML alike.

    Markup, quotes and $ become the character references that all of them read; control characters and what
    has no width go, what turns the direction or passes for another letter is shown (`text.visible`). What is
    inert already stays as it is. Missing is ''. Line feeds stay.
    """
    if text is None or text is pd.NA or text is pd.NaT or (isinstance(text, float) and pd.isna(text)):
        return ""
    shown = _LONE_AMPERSAND.sub("&amp;", visible(_INVISIBLE.sub("", str(text))))
    return re.sub(r"[<>\"'$]", lambda found: _CODES[found.group()], shown)


def _decimal(value: float, pattern: str, locale: str) -> str:
    digits = len(pattern.partition(".")[2])
    return _typographic(format_decimal(_no_minus_zero(float(value), digits), format=pattern, locale=locale))


def _carried(value: float) -> float:
    """The next thousand, million … for a value that one decimal would round to it: 999 999 is '1 M'."""
    scale = 10.0 ** (math.floor(math.log10(abs(value))) // 3 * 3)
    return math.copysign(scale * 1000, value) if abs(value) / scale >= 999.95 else value


def _no_minus_zero(value: float, digits: int) -> float:
    return 0.0 if round(value, digits) == 0 else value


def _typographic(text: str) -> str:
    return text.replace("-", MINUS)


@lru_cache(maxsize=32)
def _euro_pattern(locale: str) -> str:
    """The language's own currency pattern without decimals."""
    return str(Locale.parse(locale).currency_formats["standard"].pattern).replace(".00", "")
