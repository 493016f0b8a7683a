"""What a spreadsheet's number format says of a value: percent, 万, a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from data.cleaning.currencies import currency_code


@dataclass(frozen=True)
class FormatMeaning:
    """is_percent: shown with a percent sign. is_literal: the sign is mere text, so that 12 is shown as 12 %;
    otherwise the value is a share already. scale: 10 000 where 12.5 is shown as 12.5万.
    currency: ISO code."""

    is_percent: bool = False
    is_literal: bool = False
    scale: int = 1
    currency: str | None = None


_SCALES = (("亿", 100_000_000), ("億", 100_000_000), ("万", 10_000), ("萬", 10_000))
_LOCALES = {"411": "JPY", "804": "CNY", "c04": "HKD", "809": "GBP", "409": "USD"}
_SYMBOL = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]")
_WORDS = re.compile(r"EUR|USD|CNY|RMB|GBP|€|US\$|¥|￥|\$|£|元")
_LITERAL = re.compile(r'"[^"]*"|\\.')


@cache
def parse_number_format(code: str) -> FormatMeaning:
    """The meaning of a format code, by its part for positive numbers."""
    part = code.split(";", maxsplit=1)[0]
    drawn = _LITERAL.sub("", part)
    has_sign, is_drawn = "%" in part, "%" in drawn
    is_divided = re.search(r"[0#?]\s*,+(?![0#?])", drawn) or "!." in part or "\\." in part
    scale = next((size for word, size in _SCALES if word in part), 1)
    return FormatMeaning(
        is_percent=has_sign,
        is_literal=has_sign and not is_drawn,
        scale=1 if is_divided else scale,
        currency=_currency(part),
    )


def _currency(part: str) -> str | None:
    for symbol, locale in _SYMBOL.findall(part):
        if symbol.strip():
            by_locale = _LOCALES.get(locale.lower().lstrip("0"))
            return by_locale if symbol in "¥￥" and by_locale else currency_code(symbol)
    found = _WORDS.search(_SYMBOL.sub("", part))
    return currency_code(found[0].replace("￥", "¥")) if found else None
