"""Names of the cities in Chinese (simplified and traditional), French and Spanish, reviewed by rule.

From Unicode CLDR (in Babel), plaincities (GeoNames by language) and the names in Chinese characters among
those of GeoNames. A name is left out if it is short, if it names a country, another listed city or a place of
another name that is not much smaller; in Latin letters of a Chinese city, if it is like none of its names.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import pycountry
from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from data.reference.build import archives
from data.reference.build.geonames import Place, places
from data.reference.build.naming import compared, is_han

_CLDR = ("zh", "zh_Hant", "fr", "es")
_PLAINCITIES = ("zh", "fr", "es")
_SHORTEST, _SHORTEST_CHINESE = 4, 2  # signs of a name
_ALIKE = 60  # of 100
_SMALLER = 0.2  # a place elsewhere with less than this part of the inhabitants does not take a name
_CITY = "市"


def exonyms(cities: list[dict[str, str]], known: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """(name, city_id) of every name that is taken. known: compared name → cities that have it already."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    in_pinyin = Counter(city["pinyin"] for city in cities if city.get("pinyin"))
    for city in cities:
        for name in _candidates(city):
            is_its_own = city["country"] != "CHN" or _is_like(name, city["city_id"], known)
            if in_pinyin[compared(name)] < 2 and is_its_own:
                found[compared(name)].add((name, city["city_id"]))
    by_id = {city["city_id"]: city for city in cities}
    taken: list[tuple[str, str]] = []
    for plain, names in found.items():
        ids = {city_id for _, city_id in names} | known.get(plain, set())
        if len(ids) == 1 and not _belongs_elsewhere(plain, by_id[ids.pop()]):
            taken += names
    return sorted(taken)


def _candidates(city: dict[str, str]) -> Iterator[str]:
    """Names of a city. Chinese cities have their Chinese names from elsewhere."""
    key, is_chinese = int(city.get("geoname_id") or 0), city["country"] == "CHN"
    labelled = {
        *_of_cldr().get((city["country"], compared(city["name"])), ()),
        *_of_plaincities().get(key, ()),
    }
    others = places()[key].other_names if key in places() else frozenset()
    for name in {*labelled, *filter(is_han, others)}:
        plain = name.removesuffix(_CITY)
        if is_han(plain) and len(plain) >= _SHORTEST_CHINESE and not is_chinese:
            yield from (plain, plain + _CITY)
        elif "," not in plain and compared(plain).isascii() and len(plain) >= _SHORTEST:
            yield plain


def _is_like(name: str, city_id: str, known: Mapping[str, set[str]]) -> bool:
    """Whether a name is like one that the city has: the sources call some cities by a district."""
    of_city = [plain for plain, ids in known.items() if city_id in ids]
    return process.extractOne(compared(name), of_city, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


@cache
def _of_cldr() -> dict[tuple[str, str], set[str]]:
    """(country, compared English name) → names in the other languages."""
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for zone, territory in get_global("zone_territories").items():
        country = pycountry.countries.get(alpha_2=territory)
        english = zone.rpartition("/")[2].replace("_", " ")
        for language in _CLDR:
            name = Locale.parse(language).time_zones.get(zone, {}).get("city")
            if name and country:
                names[country.alpha_3, compared(english)].add(name)
    return names


@cache
def _of_plaincities() -> dict[int, set[str]]:
    """GeoNames id → names by language."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    for file in archives.members(archives.NAMES_BY_LANGUAGE):
        language = file.removeprefix("plaincities/_values/").partition("/")[0]
        if language in _PLAINCITIES and file.endswith(f"_{language}.py"):
            tree = ast.parse(archives.member(archives.NAMES_BY_LANGUAGE, file))
            lists = {node.targets[0].id: node.value for node in tree.body[:2]}  # type: ignore[attr-defined]
            ids, here = (ast.literal_eval(lists[name]) for name in ("geoid_list", "name_list"))
            for key, name in zip(ids, here, strict=True):
                names[key].add(name)
    return names


def _belongs_elsewhere(plain: str, city: dict[str, str]) -> bool:
    """Whether a name is that of a country, or of a place of another name that is not much smaller."""
    if plain in _countries() and compared(city["name"]) not in _countries():
        return True
    key = int(city.get("geoname_id") or 0)
    size = places()[key].population if key in places() else 0
    return any(
        place.geoname_id != key
        and compared(place.name) != compared(city["name"])
        and place.population >= _SMALLER * size
        for place in _by_name().get(plain, ())
    )


@cache
def _by_name() -> dict[str, list[Place]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places().values():
        for plain in {compared(name) for name in (place.name, *place.other_names)}:
            found[plain].append(place)
    return found


@cache
def _countries() -> set[str]:
    territories = (Locale.parse(language).territories for language in ("en", *_CLDR))
    return {compared(name) for names in territories for name in names.values()}
