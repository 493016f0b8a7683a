"""Numbers, days and foreign text as they stand in a picture or a sentence. Missing is an en dash, never 0."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
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
FEW_CASES: Final = 10
"""Under so many the fraction of a share is read first."""
_NOTHING: Final = 1e-9  # what arithmetic leaves over
_MOST_SHORT: Final = 3  # decimals of a shortened number
_MORE: Final = 4  # decimals more than usual, where they are needed to tell values apart

_CODES = {"<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "$": "&#36;"}
_LONE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|#34|#39|#36);)")
_CONTROL = r"\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_HIDDEN = r"\u200b\u2028\u2029\u2060-\u2065\ufeff"
_INVISIBLE = re.compile(f"[{_CONTROL}{_HIDDEN}]")


def share(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 1) -> str:
    """0.2 → '20.0 %' with a narrow no-break space, in every language alike; digits=0 → '20 %' for ticks."""
    if value is None or pd.isna(value):
        return MISSING
    return f"{_decimal(value * 100, digits, locale)}{NARROW_SPACE}%"


def share_of_cases(share: str, fraction: str, cases: float | None) -> tuple[str, str]:
    """A share of counted cases and its fraction, in the order in which they are read: ('33.3 %', '20 of 60').

    Of fewer than FEW_CASES the fraction comes first, ('1 of 3', '33.3 %'): one case more or less moves such a
    share by more than ten points.
    """
    few = bool(fraction) and cases is not None and cases < FEW_CASES
    return (fraction, share) if few else (share, fraction)


def signed_points(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 1) -> str:
    """A difference of shares in percentage points with its sign: 0.013 → '+1.3'. No change is '0.0'."""
    if value is None or pd.isna(value):
        return MISSING
    text = _decimal(value * 100, digits, locale)
    return f"+{text}" if value * 100 > _NOTHING else text


def count(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 0) -> str:
    """A whole number with the reader's separators: 1234 → '1,234'."""
    return MISSING if value is None or pd.isna(value) else _decimal(value, digits, locale)


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


def ratio(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 1) -> str:
    """A plain number with one decimal: 2.0 → '2.0'."""
    return MISSING if value is None or pd.isna(value) else _decimal(value, digits, locale)


def index(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 3) -> str:
    """A plain number with three decimals: 0.12 → '0.120'."""
    return MISSING if value is None or pd.isna(value) else _decimal(value, digits, locale)


def money(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 0) -> str:
    """Whole euros: 1234567.8 → '€1,234,568'; with cents where there would be nothing left: 0.3 → '€0.30'."""
    if value is None or pd.isna(value):
        return MISSING
    amount, cents = float(value), 2 if digits or _rounds_away(float(value), 0) else 0
    text = format_currency(
        _no_minus_zero(amount, cents),
        "EUR",
        format=_euro_pattern(locale, cents),
        locale=locale,
        currency_digits=False,
    )
    return _typographic(text)


def money_short(value: float | None, locale: str = DEFAULT_LOCALE, *, digits: int = 1) -> str:
    """Euros for cards and ticks: 1_234_567 → '€1.2 M'; below a thousand, and where that takes more than three
    decimals, as `money`."""
    if value is None or pd.isna(value):
        return MISSING
    if abs(value) < 1000 or digits > _MOST_SHORT:
        return money(value, locale, digits=digits - 1 if abs(value) < 1000 else digits - _MOST_SHORT - 1)
    carried = _carried(float(value), digits)
    text = format_compact_currency(carried, "EUR", locale=locale, fraction_digits=digits)
    return _typographic(re.sub(r"(?<=\d)(?=[A-Za-z])", NARROW_SPACE, text))


def apart(
    form: Callable[..., str], *values: float | None, digits: int, locale: str = DEFAULT_LOCALE
) -> tuple[str, ...]:
    """Values in a form that takes `digits`, with as many more decimals as it takes for different values to
    read differently: '€1.96 M' and '€2 M', never '€2 M' twice beside a change."""
    different = len({MISSING if value is None or pd.isna(value) else f"{value:.9g}" for value in values})
    for more in range(_MORE + 1):
        texts = tuple(form(value, locale, digits=digits + more) for value in values)
        if len(set(texts)) >= different:
            break
    return texts


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


def _decimal(value: float, digits: int, locale: str) -> str:
    """So many decimals; more where the value would read as nothing and is not."""
    digits = next((each for each in range(digits, digits + _MORE) if not _rounds_away(value, each)), digits)
    pattern = f"#,##0.{'0' * digits}".rstrip(".")
    return _typographic(format_decimal(_no_minus_zero(float(value), digits), format=pattern, locale=locale))


def _carried(value: float, digits: int) -> float:
    """The next thousand, million … for a value that so many decimals would round to it: 999 999 is '1 M'."""
    scale = 10.0 ** (math.floor(math.log10(abs(value))) // 3 * 3)
    next_one = 1000 - 0.5 * 10.0**-digits
    return math.copysign(scale * 1000, value) if abs(value) / scale >= next_one else value


def _rounds_away(value: float, digits: int) -> bool:
    return abs(value) > _NOTHING and round(value, digits) == 0


def _no_minus_zero(value: float, digits: int) -> float:
    return 0.0 if round(value, digits) == 0 else value


def _typographic(text: str) -> str:
    return text.replace("-", MINUS)


@lru_cache(maxsize=32)
def _euro_pattern(locale: str, cents: int) -> str:
    """The language's own currency pattern, with two decimals or without."""
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    return pattern if cents else pattern.replace(".00", "")
