"""Provinces of China as people write them, in two scripts, with or without their title."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.cleaning.spelling import match_key

_FILE = Path(__file__).resolve().parents[1] / "reference" / "provinces.csv"
_TITLES_ZH = re.compile("(壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$")
_TITLES = re.compile(r"\s+(province|prov\.?|autonomous region|sheng)$", re.IGNORECASE)
_SHORTEST = 2  # characters of a name behind its province: 吉林市 is a city, not the 市 of Jilin


def province_of(text: str) -> str | None:
    """The English name of a province, as data/reference/cities.csv has it; None where the text is none."""
    return _names().get(match_key(_TITLES.sub("", text.strip())))


def province_before(text: str) -> tuple[str | None, str]:
    """A Chinese name that begins with its province, in two: 江苏省苏州市 → Jiangsu, 苏州市."""
    plain = "".join(text.split())
    for name, province in _chinese_names().items():
        if plain.startswith(name) and len(plain) >= len(name) + _SHORTEST:
            return province, plain.removeprefix(name)
    return None, text


@cache
def _names() -> Mapping[str, str]:
    names = {match_key(name): province for name, province in _chinese_names().items()}
    for province in set(_chinese_names().values()):
        names |= {
            match_key(part): province for part in (province, *re.split(r"[()]", province)) if part.strip()
        }
    return names


@cache
def _chinese_names() -> Mapping[str, str]:
    """Name with and without its title → English name, the longest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["name_zh"], row["name"]) for row in csv.DictReader(file)]
    names = {name: province for full, province in rows for name in (full, _TITLES_ZH.sub("", full))}
    return dict(sorted(names.items(), key=lambda entry: -len(entry[0])))
