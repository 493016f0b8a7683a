"""Cities whose name is also that of a city elsewhere that is not on the list."""

from collections import defaultdict

from data.reference.build.geonames import Place, places
from data.reference.build.naming import compared
from data.reference.build.tables import write

_SMALLER = 0.1  # a place with less than this part of the inhabitants is not meant where nothing says so


def build(cities: list[dict[str, str]]) -> None:
    """Write namesakes.csv: city_id, and the country of the other city."""
    listed = {int(city["geoname_id"]) for city in cities if city.get("geoname_id")}
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places().values():
        by_name[compared(place.name)].append(place)
    rows = [
        {"city_id": city["city_id"], "country": country}
        for city in cities
        if city.get("geoname_id")
        for country in sorted(
            _elsewhere(places()[int(city["geoname_id"])], by_name[compared(city["name"])], listed)
        )
    ]
    write("namesakes", ("city_id", "country"), rows)


def _elsewhere(own: Place, named: list[Place], listed: set[int]) -> set[str]:
    return {
        place.country
        for place in named
        if place.country != own.country
        and place.geoname_id not in listed
        and place.population >= _SMALLER * own.population
    }
