"""The text above a column: its words, and what it says besides: year, currency, scale, percent."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.cleaning.currencies import currency_code
from data.cleaning.number_parsing import SCALES
from data.cleaning.spelling import match_key

BELOW = " › "
"""Between the rows of a header of several rows, as people are shown it: "Fees › 2023 › Due"."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度?)?")
_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})年?\s*[/\-–—~至到]\s*((?:19|20)?\d{2})(?![\d/.-])")
_BRACKETS = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_PARTS = re.compile(
    "[/|\\\\]|\\s[-–—]\\s|(?<=[\u3400-\u9fff])\\s*(?=[A-Za-zÀ-ÿ])|(?<=[A-Za-zÀ-ÿ])\\s*(?=[\u3400-\u9fff])"
)
_SCALES = SCALES | {"thousands": 1_000, "000": 1_000, "miles": 1_000, "milliers": 1_000}
_NUMBERED = re.compile(r" \(\d+\)$")
_MONEY_WORD = re.compile(r"(?<![a-z])(eur|euros?|usd|cny|rmb|gbp)(?![a-z])|[€$¥£]", re.IGNORECASE)


@dataclass(frozen=True)
class ParsedHeader:
    """A header taken apart.

    shown: as people read it, on one line. whole: all of it but the year. forms: texts to look up, the fullest
    first, without year. words: their match keys. year: the single year in it. currency, scale, percent: of
    its unit.
    """

    shown: str
    whole: str
    forms: tuple[str, ...]
    words: tuple[str, ...]
    year: int | None = None
    currency: str | None = None
    scale: int = 1
    percent: bool = False


@lru_cache(maxsize=4_096)
def parse_header(text: str) -> ParsedHeader:
    """Take a header apart."""
    shown = " ".join(unicodedata.normalize("NFKC", text).split())
    years = set(_YEAR.findall(shown)) if two_years_of(shown) is None else set()
    timeless = _YEAR.sub(" ", shown) if len(years) == 1 else shown
    currency, scale = _units(timeless)
    forms = _forms(timeless)
    return ParsedHeader(
        shown=shown,
        whole=timeless,
        forms=tuple(forms.values()),
        words=tuple(forms),
        year=int(years.pop()) if len(years) == 1 else None,
        currency=currency,
        scale=scale,
        percent="%" in shown or "percent" in shown.casefold(),
    )


def _forms(timeless: str) -> dict[str, str]:
    """Match key → text: everything; without brackets; without a currency; then the parts, the lowest header
    row first: halves of a header in two languages, names of groups of columns.

    Words in brackets are units and remarks, no heading; they count where nothing else stands.
    """
    bare = _BRACKETS.sub(" ", timeless)
    moneyless = _MONEY_WORD.sub(" ", bare)
    texts = [timeless, bare, moneyless, *_parts(bare), *_parts(moneyless)]
    if not match_key(bare):
        texts += _BRACKETS.findall(timeless)
    forms: dict[str, str] = {}
    for text in texts:
        if key := match_key(text):
            forms.setdefault(key, text)
    return forms


def _parts(text: str) -> list[str]:
    rows = text.split(BELOW)[::-1]
    return [*rows, *(part for row in rows for part in _PARTS.split(row))]


def _units(timeless: str) -> tuple[str | None, int]:
    currency, scale = None, 1
    for inner in _BRACKETS.findall(timeless):
        found_currency, found_scale = parse_unit(inner)
        currency, scale = currency or found_currency, max(scale, found_scale)
    if currency is None and (money := _MONEY_WORD.search(timeless)):
        currency = currency_code(money[0])
    return currency, scale


def parse_unit(text: str) -> tuple[str | None, int]:
    """Currency and scale of a unit: "EUR", "万元", "k€", "thousands of EUR", "千人"."""
    plain = text.strip().casefold().removesuffix("人").strip()
    if plain in _SCALES:
        return None, _SCALES[plain]
    if code := currency_code(plain):
        return code, 1
    for word, scale in sorted(_SCALES.items(), key=lambda entry: -len(entry[0])):
        rest = plain.removeprefix(word) if plain.startswith(word) else plain.removesuffix(word)
        rest = re.sub(r"^(of|de|d')\s*", "", rest.strip())
        if rest != plain and (code := currency_code(rest)):
            return code, scale
    return None, 1


def year_of(text: str) -> int | None:
    """The one year in a text; None where there is none or more than one."""
    plain = unicodedata.normalize("NFKC", text)
    years = set(_YEAR.findall(plain))
    return int(years.pop()) if len(years) == 1 and two_years_of(plain) is None else None


def two_years_of(text: str) -> tuple[int, int] | None:
    """Two years in a row that a text names as one, as in "2022/2023", "FY 2022-23" or 2022至2023."""
    found = _TWO_YEARS.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    first, second = int(found[1]), found[2]
    return (first, first + 1) if str(first + 1).endswith(second) else None


def number_repeats(headers: list[str]) -> list[str]:
    """The headers with numbers behind repeated ones: Amount, Amount (2). Blanks stay blank."""
    seen: dict[str, int] = {}
    names = []
    for header in headers:
        key = match_key(header) or header
        seen[key] = seen.get(key, 0) + 1
        names.append(f"{header} ({seen[key]})" if header and seen[key] > 1 else header)
    return names


def without_number(header: str) -> str:
    """The match key of a header that `number_repeats` numbered, without its number."""
    return match_key(_NUMBERED.sub("", header))


def header_signature(headers: list[str]) -> str:
    """What identifies a layout: the match keys of the headers, whatever their order and their years."""
    return " ".join(sorted({(parse_header(header).words or ("",))[0] for header in headers if header}))
