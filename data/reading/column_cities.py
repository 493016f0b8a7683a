"""The cities that the rows of a table name: one resolution for each different name, then one a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from data.cleaning.city_ids import city_id_of, is_city_id
from data.cleaning.city_names import City, CityNames, Match
from data.cleaning.countries import country_code
from data.cleaning.nearest_cities import FAR_KM, REACH_KM, Position, distance_km, likest, nearest, position_of
from data.cleaning.provinces import province_of
from data.cleaning.spelling import is_chinese, match_key
from data.reading.column_mapping import ColumnMapping, MappedColumn
from data.reading.column_text import cell_texts
from data.reading.conversion import Conversion, Fault, broken_cells
from data.reading.grid import Grid

_OPEN_TABLES = {"members", "prospects"}  # here a city that is on no list may be new
_CHINESE = {"CHN", "TWN"}  # elsewhere the sound of a Chinese name is not the name of the city
_BESIDE = 4  # country, province, latitude and longitude stand beside the names
_NAMES = ("city_id", "name", "name_zh")


@dataclass(frozen=True)
class CityColumn:
    """The city of every row.

    ids: city_id, missing where it is not certain. mapped: the column that names the city, for messages; None
    where no column does. cities: what is known of each id that occurs, new cities included.
    """

    ids: pd.Series
    mapped: MappedColumn | None
    cities: dict[str, City]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True)
class _Meaning:
    """One different way to name a city: the match and, for a city that is on no list, the new city.

    why: what a person is asked, where it is not just a name that is alike: 'new' or 'far'. km: how far the
    coordinates of the row lie from the city.
    """

    match: Match
    new: City | None = None
    why: str | None = None
    km: int | None = None


def read_cities(grid: Grid, mapping: ColumnMapping, rows: np.ndarray, names: CityNames) -> CityColumn:
    """Resolve the names of a table's rows; `names` holds every known one and a person's decisions."""
    columns = [mapped for name in _NAMES if (mapped := mapping.find(name))]
    if not columns:
        return CityColumn(pd.Series([None] * len(rows), dtype="str"), None, {})
    written = [_texts(grid, mapped, rows) for mapped in columns]
    countries = (
        _texts(grid, country, rows)
        if (country := mapping.find("country"))
        else pa.nulls(len(rows), pa.string())
    )
    provinces = (
        pa.nulls(len(rows), pa.string())
        if mapping.province is None
        else cell_texts(grid.columns[mapping.province].take(rows))[0]
    )
    position = [
        _texts(grid, mapped, rows) if (mapped := mapping.find(name)) else pa.nulls(len(rows), pa.string())
        for name in ("latitude", "longitude")
    ]
    texts = [*written, countries, provinces, *position]
    frame = pd.DataFrame({place: column.to_pandas() for place, column in enumerate(texts)})
    codes, distinct = _numbered(frame)
    meanings = [_meaning(ways, names, mapping.table) for ways in distinct]
    cities = {**names.cities, **{m.new.city_id: m.new for m in meanings if m.new}}
    return CityColumn(
        ids=_ids(meanings, codes),
        mapped=columns[0],
        cities={
            city_id: cities[city_id] for m in meanings if (city_id := m.match.city_id) and city_id in cities
        },
        faults=(
            *(
                broken
                for mapped in columns
                for broken in broken_cells(grid.columns[mapped.column].take(rows))
            ),
            *_faults(meanings, distinct, codes, cities),
        ),
        notes=_new_cities(meanings, codes),
        conversions=_names_read(meanings, distinct, codes, cities),
    )


def _texts(grid: Grid, mapped: MappedColumn, rows: np.ndarray) -> pa.StringArray:
    return cell_texts(grid.columns[mapped.column].take(rows))[0]


def _numbered(frame: pd.DataFrame) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """A number for each different row, and the different rows as texts, '' where blank."""
    columns = [pd.factorize(frame[name], use_na_sentinel=False) for name in frame]
    key = np.zeros(len(frame), dtype=np.int64)
    for codes, values in columns:
        key = key * (len(values) + 1) + codes
    numbers, first = np.unique(key, return_index=True)
    plain = frame.iloc[first].astype("object").fillna("")
    return np.searchsorted(numbers, key), list(plain.itertuples(index=False, name=None))


def _meaning(ways: tuple[str, ...], names: CityNames, table: str) -> _Meaning:
    """ways: id or name, further names, country, province, latitude, longitude. An id, or a name that a person
    confirmed, settles it."""
    *written, country_text, province_text, latitude, longitude = ways
    place = position_of(latitude, longitude)
    country = country_code(country_text) if country_text else None
    filled = [text for text in written if text]
    if not filled:
        return _Meaning(Match(None, "unknown"))
    province = province_of(province_text) if province_text else None
    matches = [names.match(text, country, province) for text in filled]
    certain = {match.city_id for match in matches if match.city_id}
    if matches[0].how in {"id", "confirmed"}:
        return _Meaning(matches[0])
    if len(certain) == 1:
        return _placed(next(match for match in matches if match.city_id), place)
    if len(certain) > 1:
        found = {text: m.city_id for text, m in zip(filled, matches, strict=True) if m.city_id}
        decided = names.decided_by_chinese(found)
        return _Meaning(
            Match(decided, "name") if decided else Match(None, "suggested", tuple(sorted(certain)))
        )
    may_be_new = table in _OPEN_TABLES and _new_city(filled, country, names, matches)
    return _on_no_list(may_be_new, filled, matches[0], names, place) if may_be_new else _Meaning(matches[0])


def _on_no_list(
    new: City, filled: list[str], match: Match, names: CityNames, place: Position | None
) -> _Meaning:
    """A city of its own where somebody or its id says so, or nothing known is in reach; else a question."""
    is_said = is_city_id(filled[0]) or match.how == "new"
    near = () if is_said else _within_reach(new, filled[0], names, place)
    if near:
        return _Meaning(Match(None, "suggested", near), why="new")
    if is_said or new.country in _CHINESE or not all(map(is_chinese, filled)):
        return _Meaning(Match(new.city_id, "new"), new)
    return _Meaning(match)


def _placed(match: Match, place: Position | None) -> _Meaning:
    """A city that was found by its name, unless the coordinates of the row lie elsewhere."""
    far = distance_km(str(match.city_id), place) if place else None
    if far is None or far <= FAR_KM:
        return _Meaning(match)
    near = [city_id for city_id, km in nearest(place) if km <= REACH_KM] if place else []
    ids = tuple(dict.fromkeys([str(match.city_id), *near]))
    return _Meaning(Match(None, "suggested", ids), why="far", km=round(far))


def _within_reach(new: City, written: str, names: CityNames, place: Position | None) -> tuple[str, ...]:
    """Known cities that a name on no list may mean: those nearby where coordinates are given, else those of
    its country that are most like it."""
    if place is not None:
        return tuple(city_id for city_id, km in nearest(place) if km <= REACH_KM)
    return likest(written, names.known_in(new.country))


def _new_city(filled: list[str], country: str | None, names: CityNames, matches: list[Match]) -> City | None:
    """A city that is on no list: its own id agrees with its name, or nothing alike is known."""
    if is_city_id(filled[0]):
        of_id = filled[0][:3].upper()
        name = filled[1] if len(filled) > 1 else filled[0][4:].replace("-", " ").title()
        is_own = country in (None, of_id) and country_code(of_id) is not None
        agrees = len(filled) > 1 and filled[0].startswith(city_id_of(of_id, filled[1]))
        alike = matches[0].suggestions
        return City(filled[0], name, "", of_id) if is_own and (agrees or not alike) else None
    if any(match.suggestions for match in matches) and matches[0].how != "new":
        return None
    candidates = [city for text in filled if (city := names.new_city(text, country))]
    if not candidates:
        return None
    chinese = next((city.name_zh for city in candidates if city.name_zh), "")
    first = next((city for city in candidates if not city.name_zh), candidates[0])
    return City(first.city_id, first.name, chinese, first.country)


def _ids(meanings: list[_Meaning], codes: np.ndarray) -> pd.Series:
    ids = pa.array([meaning.match.city_id for meaning in meanings], pa.string())
    return pd.Series(pd.array(ids.take(pa.array(codes)), dtype="str"))


def _faults(
    meanings: list[_Meaning], distinct: list[tuple[str, ...]], codes: np.ndarray, cities: dict[str, City]
) -> tuple[Fault, ...]:
    """Names that need a person: with suggestions, or without any. Blank ones are no fault of the name."""
    found, unknown = [], []
    rows_of = _rows_of(codes, len(meanings))
    for rows, meaning, ways in zip(rows_of, meanings, distinct, strict=True):
        match = meaning.match
        if match.city_id or not any(ways[:-_BESIDE]):
            continue
        if match.suggestions:
            shown = ", ".join(f"{cities[city_id].name} ({city_id})" for city_id in match.suggestions)
            facts = {"suggestions": shown, "ids": match.suggestions, "why": meaning.why, "km": meaning.km}
            found.append(Fault("suggested_city", rows, facts))
        else:
            unknown.append(rows)
    if unknown:
        found.append(Fault("unknown_city", np.sort(np.concatenate(unknown))))
    return tuple(found)


def _rows_of(codes: np.ndarray, count: int) -> list[np.ndarray]:
    """The rows of each number."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.searchsorted(codes[order], np.arange(1, count)))[:count]


def _new_cities(meanings: list[_Meaning], codes: np.ndarray) -> tuple[Fault, ...]:
    return tuple(
        Fault("new_city", rows, {"city_id": meaning.new.city_id})
        for rows, meaning in zip(_rows_of(codes, len(meanings)), meanings, strict=True)
        if meaning.new
    )


def _names_read(
    meanings: list[_Meaning], distinct: list[tuple[str, ...]], codes: np.ndarray, cities: dict[str, City]
) -> tuple[Conversion, ...]:
    """Names that are written otherwise than on the list, with examples."""
    counts = np.bincount(codes, minlength=len(meanings))
    count, examples = 0, []
    for meaning, ways, times in zip(meanings, distinct, counts, strict=True):
        city = cities.get(meaning.match.city_id or "")
        if city is None or meaning.new or not ways[0] or ways[0] == city.city_id:
            continue
        if match_key(ways[0]) not in {match_key(city.name), match_key(city.name_zh)}:
            count += int(times)
            examples.append(f"{ways[0]} → {city.name}")
    return (Conversion("names_read", count, {"example": ", ".join(examples[:5])}),) if count else ()
