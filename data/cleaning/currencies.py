"""Currencies as people write them → ISO 4217."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import pycountry

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SIGNS = {sign: code for code, signs in _WORDS.items() for sign in signs}
_BY_LENGTH = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_BEFORE = re.compile(rf"^([(\-+]?)\s*({_BY_LENGTH}|[a-z]{{3}}(?![a-z]))\s*(?=[\d(+\-.])")
_AFTER = re.compile(rf"(?<=[\d.)万亿千])\s*({_BY_LENGTH}|[a-z]{{3}})\s*([)]?)$")


@cache
def currency_code(text: str) -> str | None:
    """ISO code of a sign, a word or a code; None where it is none of them."""
    plain = _plain(text)
    known = _SIGNS.get(plain)
    if known:
        return known
    code = plain.upper()
    return code if re.fullmatch("[A-Z]{3}", code) and pycountry.currencies.get(alpha_3=code) else None


def without_currency(text: str) -> tuple[str, str | None]:
    """An amount without its currency sign, and the currency's code: "US$ 9,500" → "9,500", "USD"."""
    plain = _plain(text)
    for pattern, replacement, group in ((_BEFORE, r"\1", 2), (_AFTER, r"\2", 1)):
        found = pattern.search(plain)
        code = currency_code(found[group]) if found else None
        if code:
            return pattern.sub(replacement, plain).strip(), code
    return plain, None


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split()).strip(" .")
