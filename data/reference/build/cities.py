"""The table of cities: Chinese cities, metropolises of the world, and bodies on the roll that are no city."""

from data.reference.build.chinese_cities import chinese_cities
from data.reference.build.geonames import Place, places
from data.reference.build.naming import city_id, slug
from data.reference.build.tables import curated, write

LEAST_POPULATION = 1_000_000
COLUMNS = (
    "city_id", "name", "name_zh", "pinyin", "country", "province", "latitude", "longitude",
    "population", "population_kind", "population_year", "geoname_id", "capital",
)  # fmt: skip


def build() -> list[dict[str, str]]:
    """Write cities.csv and return its rows, sorted by id."""
    rows = [*_chinese(), *_others(), *_bodies()]
    kinds = {row["city_id"]: row["population_kind"] for row in curated("population_kinds")}
    rows = sorted(({**row, **_kind(row, kinds)} for row in rows), key=lambda row: row["city_id"])
    _check_unique(rows)
    write("cities", COLUMNS, rows)
    return rows


def _chinese() -> list[dict[str, str]]:
    pinyin = {row["name_zh"]: row["pinyin"] for row in curated("pinyin")}
    return [
        {
            **_row(city.place),
            "name_zh": city.name_zh,
            "pinyin": pinyin.get(city.name_zh, slug(city.place.name)),
            "province": city.province,
        }
        for city in chinese_cities()
    ]


def _others() -> list[dict[str, str]]:
    dropped = {int(row["geoname_id"]) for row in curated("not_cities")}
    added = {int(row["geoname_id"]) for row in curated("more_cities")}
    return [
        _row(place)
        for key, place in places().items()
        if place.country != "CHN"
        and (key in added or (place.population >= LEAST_POPULATION and key not in dropped))
    ]


def _row(place: Place) -> dict[str, str]:
    shared = {row["geoname_id"]: row for row in curated("names_in_common")}.get(str(place.geoname_id), {})
    return {
        "city_id": shared.get("city_id", city_id(place.country, place.name)),
        "name": shared.get("name", place.name),
        "country": place.country,
        **_position(place),
        "population": _population(place),
        "geoname_id": str(place.geoname_id),
        "capital": str(place.capital).lower(),
    }


def _position(place: Place) -> dict[str, str]:
    return {"latitude": f"{place.latitude:.4f}", "longitude": f"{place.longitude:.4f}"}


def _population(place: Place) -> str:
    unknown = {int(row["geoname_id"]) for row in curated("populations_not_taken")}
    return str(place.population) if place.population and place.geoname_id not in unknown else ""


def _kind(row: dict[str, str], kinds: dict[str, str]) -> dict[str, str]:
    return {"population_kind": kinds.get(row["city_id"], "city (GeoNames)") if row.get("population") else ""}


def _bodies() -> list[dict[str, str]]:
    return [
        {
            "city_id": row["city_id"],
            "name": row["name"],
            "country": row["country"],
            **_position(places()[int(row["principal_geoname_id"])]),
            "capital": "false",
        }
        for row in curated("bodies")
    ]


def _check_unique(rows: list[dict[str, str]]) -> None:
    ids = [row["city_id"] for row in rows]
    twice = sorted({key for key in ids if ids.count(key) > 1})
    if twice:
        raise ValueError(
            f"more than one city has the id {', '.join(twice)}: add them to curated/names_in_common.csv"
        )
