"""Which GeoNames place is which city of the GB/T 2260 list."""

from collections import defaultdict
from dataclasses import dataclass

from data.reference.build import gb2260
from data.reference.build.geonames import Place, places
from data.reference.build.tables import curated

LEAST_POPULATION = 500_000


@dataclass(frozen=True)
class ChineseCity:
    place: Place
    name_zh: str
    province: str


def chinese_cities() -> list[ChineseCity]:
    """Every prefecture-level city, and county-level cities above half a million."""
    fixed = {row["gb_code"]: int(row["geoname_id"]) for row in curated("chinese_geonames")}
    candidates = _by_province_and_name()
    found = []
    for division in gb2260.cities():
        place = places()[fixed[division.code]] if division.code in fixed else _largest(candidates, division)
        if place and (division.level != "area" or place.population >= LEAST_POPULATION):
            found.append(ChineseCity(place, division.stem, _province_names()[division.province_code]))
    return found + _special_regions()


def _by_province_and_name() -> dict[tuple[str, str], list[Place]]:
    codes = {row["fips"]: row["code"] for row in curated("provinces") if row["fips"]}
    table = defaultdict(list)
    for place in places().values():
        if place.country == "CHN" and place.region in codes:
            for name in {name.removesuffix(gb2260.CITY) for name in place.other_names}:
                table[codes[place.region], name].append(place)
    return table


def _largest(candidates: dict[tuple[str, str], list[Place]], division: gb2260.Division) -> Place | None:
    matches = candidates.get((division.province_code, division.stem), [])
    return max(matches, key=lambda place: place.population, default=None)


def _province_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in curated("provinces")}


def _special_regions() -> list[ChineseCity]:
    return [
        ChineseCity(places()[1819729], "香港", "Hong Kong"),
        ChineseCity(places()[1821274], "澳门", "Macao"),
    ]
