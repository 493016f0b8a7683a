"""Cities that an upload brings and that no list had, with the known ones that lie nearest."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.cities import reference_cities
from data.cleaning.city_names import city_names
from data.cleaning.nearest_cities import likest, nearest
from data.dataset import Dataset

_TABLES = ("prospects", "members")


@dataclass(frozen=True)
class NewCity:
    """A city of its own. near: ids and km of the nearest known cities; without coordinates those of its
    country whose names are most like its own, km None."""

    city_id: str
    name: str
    country: str | None
    near: tuple[tuple[str, float | None], ...]


def new_cities(base: Dataset, candidate: Dataset) -> tuple[NewCity, ...]:
    """Members and prospects of the candidate that neither the base nor the list of cities has, by name."""
    before = set(reference_cities()["city_id"]).union(*(base.table(name)["city_id"] for name in _TABLES))
    rows = pd.concat([candidate.table(name) for name in _TABLES], ignore_index=True)
    rows = rows[~rows["city_id"].isin(before)].drop_duplicates("city_id", keep="last").sort_values("name")
    if rows.empty:
        return ()
    known = city_names([base.table(name) for name in _TABLES], {})
    found = []
    plain = rows[["city_id", "name", "country"]].astype("object").where(rows.notna(), None)
    places = rows[["latitude", "longitude"]].to_numpy("float64")
    for (city_id, name, country), (latitude, longitude) in zip(plain.to_numpy(), places, strict=True):
        near: tuple[tuple[str, float | None], ...]
        if latitude == latitude and longitude == longitude:  # noqa: PLR0124  both are known
            near = tuple(nearest((latitude, longitude)))
        else:
            near = tuple((one, None) for one in likest(name, known.known_in(country or "")))
        found.append(NewCity(city_id, name, country, near))
    return tuple(found)
