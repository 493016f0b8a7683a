"""What people write for a city → its id: by id, by name or alias, else suggestions for a person to confirm.

Nothing but a known name or a person's decision resolves a name. Pinyin and likeness only suggest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.cities import names_elsewhere, reference_aliases, reference_cities
from data.cleaning.city_ids import city_id_of, is_city_id
from data.cleaning.countries import country_code
from data.cleaning.name_forms import name_parts, without_titles
from data.cleaning.namesakes import cities_of_pinyin, namesakes
from data.cleaning.pinyin import pinyin
from data.cleaning.provinces import province_before, province_of
from data.cleaning.spelling import is_chinese, match_key

NEW = "new"
"""Instead of a city id in a decision: a city of its own that is on no list."""

How = Literal["id", "name", "confirmed", "new", "suggested", "unknown"]


@dataclass(frozen=True)
class Match:
    """What a written name means.

    city_id: the city, None where it is not certain. how: by what. suggestions: ids to choose from, the most
    likely first.
    """

    city_id: str | None
    how: How
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class City:
    """What is known of a city: names, roll label, province."""

    city_id: str
    name: str
    name_zh: str = ""
    country: str = ""
    province: str = ""


@dataclass(frozen=True)
class CityNames:
    """All names known at the time of a reading. Build with `city_names`.

    cities: id → city. names: match key → id. decisions: match key → id or NEW, as a person chose. shared:
    match key → ids, of names that several known cities carry. in_data: ids on the roll or in the pipeline.
    """

    cities: Mapping[str, City]
    names: Mapping[str, str]
    decisions: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    in_data: frozenset[str] = frozenset()

    def match(self, written: str, country: str | None = None, province: str | None = None) -> Match:
        """The meaning of a name. A country, where given, must be the city's own.

        province: as data.cleaning.provinces has it; it tells cities of one name apart and says nothing else.
        """
        decided = self.decisions.get(match_key(written))
        if decided:
            return Match(None, "new") if decided == NEW else Match(decided, "confirmed")
        if written in self.cities:
            return Match(written, "id")
        if is_city_id(written):
            return self._suggested(written.partition("-")[2].replace("-", " "), country)
        city_id = self._by_name(written)
        alike = namesakes(city_id) if city_id else cities_of_pinyin(match_key(written))
        if province and len(alike) > 1:
            city_id = next((one for one in alike if self.cities[one].province == province), None)
            if city_id is None:
                return Match(None, "suggested", alike)
        return self._of_one_name(written, country, city_id) or self._suggested(written, country, also=city_id)

    def _of_one_name(self, written: str, country: str | None, city_id: str | None) -> Match | None:
        """The city found for a text; a question where that name leaves open which; None where none fits."""
        called = self._called(written, city_id)
        fitting = tuple(one for one in called if country in (None, self.cities[one].country))
        if not fitting:
            return None
        is_open = len(fitting) > 1 or (country is None and self._is_elsewhere(written, fitting[0]))
        return Match(None, "suggested", fitting) if is_open else Match(fitting[0], "name")

    def _called(self, written: str, city_id: str | None) -> tuple[str, ...]:
        """The city found for a text, with the other known ones that carry that very name."""
        return self.shared.get(match_key(without_titles(written)), (city_id,) if city_id else ())

    def _is_elsewhere(self, written: str, city_id: str) -> bool:
        """Whether the bare name may be that of a city elsewhere: not where the data speak of this one."""
        is_bare = match_key(without_titles(written)) in self.names
        return is_bare and city_id not in self.in_data and city_id in names_elsewhere()

    def known_in(self, country: str) -> Mapping[str, str]:
        """The known cities of a country, those of the data first: id → match key of the English name."""
        return self._by_country.get(country, {})

    @cached_property
    def _by_country(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for city in sorted(self.cities.values(), key=lambda city: city.city_id not in self.in_data):
            found.setdefault(city.country, {})[city.city_id] = match_key(city.name)
        return found

    def knows(self, written: str) -> bool:
        """Whether a text certainly names a city."""
        return self.match(written).city_id is not None

    def decided_by_chinese(self, found: Mapping[str, str]) -> str | None:
        """Of several cities found for several texts, the one of the Chinese text, if the others are its
        namesakes. found: text → city id."""
        chinese = {city_id for text, city_id in found.items() if is_chinese(text)}
        if len(chinese) != 1:
            return None
        city_id = chinese.pop()
        return city_id if set(found.values()) <= {city_id, *namesakes(city_id)} else None

    def _by_name(self, written: str) -> str | None:
        for form in (written, without_titles(written)):
            if found := self.names.get(match_key(form)):
                return found
        province, rest = province_before(written)
        if province:
            match = self.match(rest, province=province)
            is_own = match.city_id is not None and self.cities[match.city_id].province == province
            return match.city_id if is_own and match.how == "name" else None
        return self._by_parts(written)

    def _by_parts(self, written: str) -> str | None:
        """A name in two scripts, or with its country or province: "西安 Xi'an", "Guangzhou (China)"."""
        parts = [part for part in name_parts(written) if part]
        if len(parts) < 2:
            return None
        found = {
            part: city_id for part in parts if (city_id := self.names.get(match_key(without_titles(part))))
        }
        city_id = (
            self.decided_by_chinese(found)
            if len(set(found.values())) > 1
            else next(iter(found.values()), None)
        )
        if city_id is None:
            return None
        where = {province_of(part) for part in parts} & {
            self.cities[one].province for one in namesakes(city_id)
        }
        if len(where) == 1:
            city_id = next(one for one in namesakes(city_id) if self.cities[one].province in where)
        return city_id if all(self._is_of(part, city_id, found) for part in parts) else None

    def _is_of(self, part: str, city_id: str, found: Mapping[str, str]) -> bool:
        """Whether a part of a name goes with the city: its name, country or province."""
        city = self.cities[city_id]
        if found.get(part) in {city_id, *namesakes(city_id)} or country_code(part) == city.country:
            return True
        return bool(city.province) and (province_of(part) or part) == city.province

    def _suggested(self, written: str, country: str | None, also: str | None = None) -> Match:
        found = [also] if also else []
        found += self._alike(match_key(pinyin(written)) if is_chinese(written) else match_key(written))
        if not found:  # of "Lima 利马" one half is known, which is no proof
            parts = (match_key(without_titles(part)) for part in name_parts(written))
            found = [self.names[part] for part in parts if part in self.names]
        fitting = [city_id for city_id in found if country in (None, self.cities[city_id].country)]
        unique = tuple(dict.fromkeys(fitting))[:3]
        return Match(None, "suggested" if unique else "unknown", unique)

    def _alike(self, written: str) -> list[str]:
        """Cities whose name begins with the whole text, or differs by a slip of the pen."""
        if len(written) < 4:
            return []
        slips = 2 if len(written) >= 8 else 1 if len(written) >= 5 else 0
        first, last = bisect_left(self._sorted, written), bisect_left(self._sorted, f"{written}\U0010ffff")
        scores = dict.fromkeys(self._sorted[first:last], 0)
        for length in range(len(written) - slips, len(written) + slips + 1):
            near = self._by_length.get(length, [])
            found = process.extract(written, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
            for name, distance, _ in found:
                scores.setdefault(name, int(distance))
        return [self.names[name] for name in sorted(scores, key=lambda name: (scores[name], name))]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for name in self._sorted:
            found.setdefault(len(name), []).append(name)
        return found

    def new_city(self, written: str, country: str | None) -> City | None:
        """A city that is on no list, as a person wrote it; None where its country is not known."""
        if country is None:
            return None
        name_zh = written if is_chinese(written) else ""
        name = pinyin(written.removesuffix("市")).capitalize() if name_zh else written
        city_id = city_id_of(country, name)
        return City(city_id, name, name_zh.removesuffix("市"), country) if city_id else None


def city_names(frames: Iterable[pd.DataFrame], decisions: Mapping[str, str]) -> CityNames:
    """Names of the reference and of the rolls at hand.

    frames: tables with city_id, name and, where known, name_zh and country. decisions: name as written →
    city id, or NEW.
    """
    reference, aliases = _reference()
    cities, names, shared = dict(reference), dict(aliases), dict[str, tuple[str, ...]]()
    of_data = [city for frame in frames for city in _cities_of(frame)]
    for city in of_data:
        cities.setdefault(city.city_id, city)
        for name in filter(None, map(match_key, (city.name, city.name_zh))):
            first = names.setdefault(name, city.city_id)
            if city.city_id not in (known := shared.get(name, (first,))):
                shared[name] = (*known, city.city_id)
    decided = {match_key(name): city_id for name, city_id in decisions.items()}
    return CityNames(cities, names, decided, shared, frozenset(city.city_id for city in of_data))


@cache
def _reference() -> tuple[dict[str, City], dict[str, str]]:
    aliases = reference_aliases()
    known = {city.city_id: city for city in _cities_of(reference_cities())}
    names = {
        match_key(name): city_id for name, city_id in zip(aliases["alias"], aliases["city_id"], strict=True)
    }
    return known, names


def _cities_of(frame: pd.DataFrame) -> list[City]:
    columns = ["city_id", "name", "name_zh", "country", "province"]
    plain = frame.reindex(columns=columns).astype("object").fillna("")
    return [City(*row) for row in plain.itertuples(index=False, name=None) if row[0]]
