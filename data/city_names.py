"""Finding a city by any way its name is written: English, Chinese, pinyin, old names, slips of the pen."""

from __future__ import annotations

import unicodedata
from functools import cache

import pandas as pd

from data.cities import reference_aliases, reference_cities

_KINDS = ["name", "name_zh", "pinyin"]


def find_city(written: str) -> str | None:
    """The id of the one city that is written so, None where there is none or more than one.

    Capitals, spaces, hyphens, apostrophes and accents make no difference, nor does 市 at the end. A name that
    two cities share finds the one whose own name it is, or none. Source: data/reference.
    """
    return _names().get(name_key(written))


def name_key(written: str) -> str:
    """Letters and digits of a name, without accents and capitals: two names with the same are one name."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", written) if sign.isalnum()).casefold()
    return letters.removesuffix("市") or letters


@cache
def written_names() -> pd.DataFrame:
    """Every way a city of the reference is written: city_id, written, own (in the table itself: its English
    or Chinese name or its pinyin; else an alias). A name may be that of several cities."""
    cities, aliases = reference_cities().fillna(dict.fromkeys(_KINDS, "")), reference_aliases()
    own = [cities[["city_id"]].assign(written=cities[kind], own=True) for kind in _KINDS]
    other = aliases[["city_id"]].assign(written=aliases["alias"], own=False)
    rows = pd.concat([*own, other], ignore_index=True)
    return rows[rows["written"] != ""].reset_index(drop=True)


@cache
def _names() -> dict[str, str]:
    """Written names → city_id; the tables' own names first, then aliases, no name of two cities."""
    rows = written_names()
    rows = rows.assign(written=rows["written"].map(name_key))
    found: dict[str, str] = {}
    for named in (rows[~rows["own"]], rows[rows["own"]]):
        single = named.groupby("written")["city_id"].nunique() == 1
        for name, city in zip(named["written"], named["city_id"], strict=True):
            if single[name]:
                found.setdefault(name, city)
    return found
