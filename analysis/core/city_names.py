"""Names of cities: as the roll has them, else as the list of prospects has."""

from __future__ import annotations

import pandas as pd

from data.dataset import Dataset


def city_names(dataset: Dataset) -> pd.DataFrame:
    """city_id, name and name_zh of every member and prospect, each once, members first."""
    rows = [dataset.table(table)[["city_id", "name", "name_zh"]] for table in ("members", "prospects")]
    return pd.concat(rows, ignore_index=True).drop_duplicates("city_id")


def names_of(dataset: Dataset, city_ids: pd.Series) -> pd.Series:
    """The name of each of these cities, with their index."""
    names = city_names(dataset).set_index("city_id")["name"]
    return names.reindex(city_ids).set_axis(city_ids.index)
