"""Known cities near a place or like a name, for questions about a city that is on no list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz import fuzz, process

from data.cities import reference_cities
from data.cleaning.pinyin import pinyin
from data.cleaning.spelling import is_chinese, match_key

if TYPE_CHECKING:
    import pandas as pd

Position = tuple[float, float]
"""Latitude and longitude in degrees WGS-84."""
REACH_KM: Final = 50
"""So near to a known city a place may be that city under another name."""
FAR_KM: Final = 100
"""So far from a city a place is not that city."""
_EARTH_KM: Final = 6371.0


def distance_km(city_id: str, place: Position) -> float | None:
    """How far a place lies from a city of the reference; None for bodies that are no city, and others."""
    where = _positions().get(city_id)
    return None if where is None else float(_distances(np.array([where]), place)[0])


def nearest(place: Position, most: int = 3) -> list[tuple[str, float]]:
    """The cities of the reference that lie nearest, with the distance in km."""
    ids, where = list(_positions()), np.array(list(_positions().values()))
    far = _distances(where, place)
    return [(ids[at], float(far[at])) for at in np.argsort(far, kind="stable")[:most]]


def likest(written: str, names: Mapping[str, str], most: int = 3) -> tuple[str, ...]:
    """Ids of the cities whose names are most like a text, Chinese ones by their sound.

    names: id → match key of the English name.
    """
    sound = match_key(pinyin(written)) if is_chinese(written) else match_key(written)
    found = process.extract(sound, names, scorer=fuzz.ratio, limit=most)
    return tuple(city_id for _, _, city_id in found)


def position_of(latitude: str, longitude: str) -> Position | None:
    """A place from two cells; None where one is blank, no number or outside the globe."""
    try:
        place = (float(latitude.replace(",", ".")), float(longitude.replace(",", ".")))
    except ValueError:
        return None
    return place if abs(place[0]) <= 90 and abs(place[1]) <= 180 else None


def _distances(where: np.ndarray, place: Position) -> np.ndarray:
    """Great circles in km. where: rows of latitude and longitude in degrees."""
    lat, lon = np.radians(where[:, 0]), np.radians(where[:, 1])
    lat_0, lon_0 = np.radians(place)
    half = np.sin((lat - lat_0) / 2) ** 2 + np.cos(lat) * np.cos(lat_0) * np.sin((lon - lon_0) / 2) ** 2
    distances: np.ndarray = 2 * _EARTH_KM * np.arcsin(np.sqrt(half))
    return distances


@cache
def _positions() -> dict[str, Position]:
    """Cities of the reference by id. Bodies that are no city carry the place of another one."""
    rows: pd.DataFrame = reference_cities().dropna(subset=["population", "latitude", "longitude"])
    return dict(zip(rows["city_id"], zip(rows["latitude"], rows["longitude"], strict=True), strict=True))
