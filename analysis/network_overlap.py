"""Other networks: which cities of a group are in them. Yes, no, asked and not known, not asked differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.city_relations import ANSWERS

if TYPE_CHECKING:
    from data.dataset import Dataset


def overlap(dataset: Dataset, cities: pd.DataFrame) -> pd.DataFrame:
    """One row a network on record and a city of the group. cities: city_id, name, name_zh, kind.

    Columns: network, city_id, name, name_zh, kind, answer (one of analysis.city_relations.ANSWERS), source,
    illustrative.
    """
    table = dataset.table("networks").drop_duplicates(["city_id", "network"])
    names = pd.DataFrame({"network": sorted(table["network"].dropna().unique())})
    every = names.merge(cities[["city_id", "name", "name_zh", "kind"]], how="cross")
    columns = ["city_id", "network", "member", "source", "provenance"]
    rows = every.merge(table[columns], on=["city_id", "network"], how="left", indicator=True)
    answer = rows["member"].fillna("unknown").mask(rows["_merge"] == "left_only", "not_asked")
    rows = rows.assign(answer=answer.astype("str"), illustrative=rows["provenance"] == "illustrative")
    return rows[["network", "city_id", "name", "name_zh", "kind", "answer", "source", "illustrative"]]


def by_network(found: pd.DataFrame) -> pd.DataFrame:
    """One row a network of `overlap`: network and the number of cities for each answer; most yes first."""
    counts = pd.crosstab(found["network"], found["answer"]).reindex(columns=list(ANSWERS), fill_value=0)
    counts = counts.rename_axis(columns=None).reset_index()
    return counts.sort_values(["yes", "network"], ascending=[False, True], ignore_index=True)


def elsewhere(found: pd.DataFrame) -> pd.Series:
    """Number of other networks that each city is known to be in, by city_id; missing where nobody asked for
    any."""
    yes = found["answer"].eq("yes").groupby(found["city_id"]).sum()
    asked = found["answer"].ne("not_asked").groupby(found["city_id"]).any()
    return yes.astype("Int64").where(asked)
