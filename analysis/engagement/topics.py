"""How many of a set of cities care for each topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from data.dataset import Dataset


def by_topic(dataset: Dataset, cities: Collection[str]) -> pd.DataFrame:
    """One row a topic that any of the cities has: topic, cities (their number), illustrative; most first."""
    rows = dataset.table("topics")
    mine = rows[rows["city_id"].isin(set(cities))]
    counts = mine.assign(illustrative=mine["provenance"] == "illustrative").groupby("topic", as_index=False)
    found = counts.agg(cities=("city_id", "nunique"), illustrative=("illustrative", "any"))
    return found.sort_values(["cities", "topic"], ascending=[False, True], ignore_index=True)
