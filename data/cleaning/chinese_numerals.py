"""Chinese numerals in dates: 二〇二三年五月十日, 二零二三年十二月三十一日."""

from __future__ import annotations

import re

_DIGITS = {letter: str(value) for value, letter in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_NUMERALS = re.compile("[〇零○一二三四五六七八九十]+")


def with_digits(text: str) -> str:
    """The same text with ordinary digits. Numbers up to ninety-nine, and years digit by digit."""
    return _NUMERALS.sub(lambda found: _number(found[0]), text)


def _number(numerals: str) -> str:
    tens, is_ten, ones = numerals.partition("十")
    if not is_ten:
        return "".join(_DIGITS[letter] for letter in numerals)
    return str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))
