"""Other names of the cities: what people write in their sheets, and which city they mean."""

from collections import Counter, defaultdict

from data.reference.build.exonyms import exonyms
from data.reference.build.naming import APOSTROPHES, ascii_name, compared
from data.reference.build.tables import curated, write

COLUMNS = ("alias", "city_id", "kind")
Alias = tuple[str, str, str]


def build(cities: list[dict[str, str]]) -> None:
    """Write aliases.csv, sorted; the first kind of a name wins, a name of two cities stops the build."""
    aliases = [alias for city in cities for alias in (*_english(city), *_chinese(city))]
    aliases += _pinyin(cities)
    aliases += [(row["alias"], row["city_id"], row["kind"]) for row in curated("aliases")]
    aliases += _spellings(aliases)
    aliases += _exonyms(cities, aliases)
    kept = _first_of_each(aliases)
    _check(kept, {city["city_id"] for city in cities})
    write("aliases", COLUMNS, (dict(zip(COLUMNS, alias, strict=True)) for alias in sorted(kept)))


def _english(city: dict[str, str]) -> list[Alias]:
    names = [city["name"]]
    if city.get("province"):
        plain, _, rest = city["name"].partition(" (")
        names += [f"{plain}, {rest[:-1]}", f"{plain} {rest[:-1]}"] if rest else []
    return [(name, city["city_id"], "english") for name in names]


def _chinese(city: dict[str, str]) -> list[Alias]:
    simplified = city.get("name_zh", "")
    if not simplified:
        return []
    traditional = [row["traditional"] for row in curated("traditional") if row["name_zh"] == simplified]
    ending = "" if city["city_id"] in {"chn-hong-kong", "chn-macao"} else "市"
    names = {name + word for name in (simplified, *traditional) for word in ("", ending)}
    return [(name, city["city_id"], "chinese") for name in sorted(names)]


def _pinyin(cities: list[dict[str, str]]) -> list[Alias]:
    """Pinyin of one city only; where several share it, of the one that carries the bare name, if any."""
    shared = Counter(city["pinyin"] for city in cities if city.get("pinyin"))
    return [
        (city["pinyin"].capitalize(), city["city_id"], "pinyin")
        for city in cities
        if city.get("pinyin") and (shared[city["pinyin"]] == 1 or compared(city["name"]) == city["pinyin"])
    ]


def _exonyms(cities: list[dict[str, str]], aliases: list[Alias]) -> list[Alias]:
    known = defaultdict(set)
    for name, city, _ in aliases:
        known[compared(name)].add(city)
    found = [(name, city, "exonym") for name, city in exonyms(cities, known)]
    return found + _spellings(found)


def _spellings(aliases: list[Alias]) -> list[Alias]:
    """The same names without accents and with the other apostrophes."""
    found = []
    for name, city, _ in aliases:
        plain = ascii_name(name)
        if name.isascii() or (plain and len(plain) == len(name)):
            found.append((plain, city, "spelling"))
        if "'" in name:
            found += [(name.replace("'", mark), city, "spelling") for mark in "’‘"]
            found.append((name.translate({ord(mark): None for mark in APOSTROPHES}), city, "spelling"))
    return found


def _first_of_each(aliases: list[Alias]) -> list[Alias]:
    kept: dict[tuple[str, str], Alias] = {}
    for alias in aliases:
        kept.setdefault((alias[0], alias[1]), alias)
    return list(kept.values())


def _check(aliases: list[Alias], known: set[str]) -> None:
    cities = defaultdict(set)
    for name, city, _ in aliases:
        if city not in known:
            raise ValueError(f"alias {name} names the city {city}, which is not in cities.csv")
        cities[compared(name)].add(city)
    twice = {name: sorted(ids) for name, ids in cities.items() if len(ids) > 1}
    if twice:
        raise ValueError(f"one alias, several cities: {twice}")
