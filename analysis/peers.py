"""Cities of similar size: the nearest by number of inhabitants."""

from __future__ import annotations

import pandas as pd

MOST = 5


def peers(cities: pd.DataFrame, city_id: str, among: pd.Series, most: int = MOST) -> pd.DataFrame:
    """The cities whose number of inhabitants is nearest, nearest first, then by name.

    cities: analysis.cities.known_cities. among: city ids to choose from; the city itself is never among them,
    nor is who has no number of inhabitants. None where the city's own is not known. Columns: those of cities,
    with city_id, and difference (inhabitants, signed).
    """
    own = cities["population"].get(city_id)
    rows = cities[cities.index.isin(among) & (cities.index != city_id) & cities["population"].notna()]
    if own is None or pd.isna(own):
        rows = rows.head(0)
        return rows.reset_index().assign(difference=pd.Series(dtype="Int64"))
    rows = rows.assign(difference=rows["population"] - own)
    rows = rows.assign(distance=rows["difference"].abs()).sort_values(["distance", "name"], kind="stable")
    return rows.head(most).drop(columns="distance").reset_index()
