"""Size, activity elsewhere and activity here of members, prospects and the cities of a saved list."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.dataset import Dataset

QUIET_POINTS = 2  # up to here a city counts as little active: less than one event in person
LARGE = 5_000_000  # inhabitants


def saved_lists(dataset: Dataset, group: str) -> dict[str, tuple[str, ...]]:
    """Saved lists other than the group itself: code → city_ids, in the order of their codes."""
    lists = dataset.table("focus_groups")
    lists = lists[lists["group"] != group]
    return {str(code): tuple(part["city_id"]) for code, part in lists.groupby("group")}


def outsiders(listed: list[str], cities: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Cities of a saved list that are neither members nor prospects, as rows of `cities` (kind 'outside').

    reference: data.cities.reference_cities, for name and inhabitants; a city outside it goes by its id.
    """
    missing = [city for city in dict.fromkeys(listed) if city not in set(cities["city_id"])]
    known = reference.drop_duplicates("city_id").set_index("city_id").reindex(missing)
    columns = [name for name in ("name", "name_zh", "country", "population") if name in known]
    rows = known[columns].rename_axis("city_id").reset_index()
    return rows.assign(name=rows["name"].fillna(rows["city_id"]), kind="outside")


def is_untapped(cities: pd.DataFrame) -> pd.Series:
    """Mask: at least LARGE inhabitants, or active elsewhere, and at most QUIET_POINTS here.

    cities: population, elsewhere (analysis.engagement.network_overlap), points. Where inhabitants and
    activity elsewhere are both unknown a city is not among them; nor is one whose every part of the score is
    unknown.
    """
    large = (cities["population"] >= LARGE).fillna(value=False).to_numpy(dtype=bool)
    weighty = np.logical_or(large, (cities["elsewhere"] == "yes").to_numpy())
    quiet = ((cities["points"] <= QUIET_POINTS) & (cities["possible"] > 0)).to_numpy(dtype=bool)
    return pd.Series(np.logical_and(weighty, quiet), index=cities.index)


def is_open(cities: pd.DataFrame) -> pd.Series:
    """Mask: nobody can say whether the city is untapped. cities: as `is_untapped`.

    Its points are not known, or neither its inhabitants nor its activity elsewhere.
    """
    unsized = cities["population"].isna() & (cities["elsewhere"] == "not_known")
    return (cities["possible"] == 0) | (unsized & (cities["points"] <= QUIET_POINTS))
