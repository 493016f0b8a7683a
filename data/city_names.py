"""Finding a city by any way its name is written: English, Chinese, pinyin, old names, slips of the pen."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pandas as pd

_FOLDER = Path(__file__).parent / "reference"
_KINDS = ["name", "name_zh", "pinyin"]


def find_city(written: str) -> str | None:
    """The id of the one city that is written so, None where there is none or more than one.

    Capitals, spaces, hyphens, apostrophes and accents make no difference, nor does 市 at the end. A name that
    two cities share finds the one whose own name it is, or none. Source: data/reference.
    """
    return _names().get(plain(written))


def plain(written: str) -> str:
    """Letters and digits of a name, without accents and capitals: two names with the same are one name."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", written) if sign.isalnum()).casefold()
    return letters.removesuffix("市") or letters


@cache
def _names() -> dict[str, str]:
    """Written names → city_id; the tables' own names first, then aliases, no name of two cities."""
    cities = pd.read_csv(_FOLDER / "cities.csv", dtype="str", keep_default_na=False)
    aliases = pd.read_csv(_FOLDER / "aliases.csv", dtype="str", keep_default_na=False)
    pieces = [cities[["city_id"]].assign(alias=cities[kind]) for kind in _KINDS]
    own = pd.concat(pieces, ignore_index=True)
    found: dict[str, str] = {}
    for rows in (aliases, own):
        named = rows[rows["alias"] != ""].assign(alias=rows["alias"].map(plain))
        single = named.groupby("alias")["city_id"].nunique() == 1
        for name, city in zip(named["alias"], named["city_id"], strict=True):
            if single[name]:
                found.setdefault(name, city)
    return found
