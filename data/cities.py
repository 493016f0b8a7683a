"""The reference of cities: where each lies, how it is written, how many live there (data/reference)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

_FOLDER = Path(__file__).parent / "reference"


@cache
def reference_cities() -> pd.DataFrame:
    """One row a city: city_id, name, name_zh, pinyin, country, province, latitude and longitude (degrees
    WGS-84), population (missing where unknown), population_kind (what the number counts), population_year
    (missing where the source has none), capital (of a state; missing where unknown).

    Source: GeoNames (CC BY 4.0).
    """
    columns = ["city_id", "name", "name_zh", "pinyin", "country", "province", "latitude", "longitude"]
    types = {
        "population": "Int64",
        "population_kind": "str",
        "population_year": "Int64",
        "capital": "boolean",
    }
    return pd.read_csv(
        _FOLDER / "cities.csv", usecols=[*columns, *types], keep_default_na=False, na_values=[""], dtype=types
    )


@cache
def reference_aliases() -> pd.DataFrame:
    """Further names of the cities of the reference: alias, city_id. A name may be that of several cities."""
    return pd.read_csv(_FOLDER / "aliases.csv", dtype="str", keep_default_na=False)


@cache
def names_elsewhere() -> dict[str, tuple[str, ...]]:
    """city_id → countries in which a city that is on no list has the same name and is not much smaller."""
    rows = pd.read_csv(_FOLDER / "namesakes.csv", dtype="str", keep_default_na=False)
    return {str(city): tuple(countries) for city, countries in rows.groupby("city_id")["country"]}
