"""Cities of similar size: the nearest by number of inhabitants."""

from __future__ import annotations

import pandas as pd

MOST = 5


def peers(cities: pd.DataFrame, city_id: str, among: pd.Series, most: int = MOST) -> pd.DataFrame:
    """The cities whose number of inhabitants is nearest, nearest first, then by name.

    cities: analysis.city.cities.known_cities. among: city ids to choose from; the city itself is never among
    them, nor is who has no number of inhabitants. None where the city's own is not known. Columns: those of
    cities, with city_id, and difference (inhabitants, signed).
    """
    population, own = cities["population"], cities["population"].get(city_id)
    if own is None or pd.isna(own):
        nobody: pd.DataFrame = cities.head(0).reset_index()
        return nobody.assign(difference=pd.Series(dtype="Int64"))
    others = population[cities.index.isin(among) & (cities.index != city_id) & population.notna()]
    distance = (others - own).abs().nsmallest(most, keep="all").rename("distance")
    rows: pd.DataFrame = cities.loc[distance.index].assign(difference=others - own, distance=distance)
    rows = rows.sort_values(["distance", "name"], kind="stable").head(most)
    return rows.drop(columns="distance").reset_index()
