"""Who would join a working group: cities by topic, from what is on record and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from data.dataset import Dataset

LEAST, MOST = 4, 12  # members of a group that can work: enough to exchange, few enough to talk
LEVELS: Final = ("leads", "shares_practice", "interested", "asked")
"""How much a city cares, the most first."""
HOSTS: Final = ("leads", "shares_practice")
"""Who could open the first meeting."""


def interest(dataset: Dataset, cities: pd.DataFrame) -> pd.DataFrame:
    """One row a topic of a city of the group. cities: city_id, name, name_zh, kind.

    Columns: topic, city_id, name, name_zh, kind, interest (level; missing where not recorded), source,
    provenance, illustrative; by topic, who cares most first.
    """
    rows = dataset.table("topics").merge(cities[["city_id", "name", "name_zh", "kind"]], on="city_id")
    rows = rows.rename(columns={"level": "interest"}).assign(
        illustrative=lambda found: found["provenance"] == "illustrative",
        order=lambda found: found["interest"].map({level: place for place, level in enumerate(LEVELS)}),
    )
    rows = rows.sort_values(["topic", "order", "name"], na_position="last", ignore_index=True)
    columns = [
        "topic",
        "city_id",
        "name",
        "name_zh",
        "kind",
        "interest",
        "source",
        "provenance",
        "illustrative",
    ]
    return rows[columns]


def proposals(found: pd.DataFrame) -> pd.DataFrame:
    """One row a topic of `interest`, the largest group first.

    Columns: topic, cities, members, prospects (their numbers), hosts (cities that lead or share a practice),
    size ('ready' from LEAST to MOST cities, 'small', 'large'), names (the cities, who cares most first),
    illustrative.
    """
    groups = found.assign(
        host=found["interest"].isin(HOSTS),
        member=found["kind"] == "member",
        prospect=found["kind"] == "prospect",
    ).groupby("topic")
    rows = groups.agg(
        cities=("city_id", "nunique"),
        members=("member", "sum"),
        prospects=("prospect", "sum"),
        hosts=("host", "sum"),
        names=("name", ", ".join),
        illustrative=("illustrative", "any"),
    ).reset_index()
    size = rows["cities"].map(
        lambda cities: "small" if cities < LEAST else "large" if cities > MOST else "ready"
    )
    rows = rows.assign(size=size.astype("str"))
    return rows.sort_values(["cities", "topic"], ascending=[False, True], ignore_index=True)


def unasked(dataset: Dataset, cities: pd.DataFrame) -> pd.DataFrame:
    """The cities of the group of which no topic is on record; that they have none is not known."""
    known = dataset.table("topics")["city_id"]
    return cities.loc[~cities["city_id"].isin(known), ["city_id", "name", "name_zh", "kind"]].reset_index(
        drop=True
    )


def crossed(found: pd.DataFrame) -> pd.DataFrame:
    """Cities by topic: one row a city (city_id, name, name_zh), a column of interest a topic; missing where
    nothing is on record. Who has most topics first."""
    if found.empty:
        return pd.DataFrame(columns=["city_id", "name", "name_zh"])
    table = found.pivot_table(
        "interest", ["city_id", "name", "name_zh"], "topic", aggfunc="first", dropna=False
    )
    table = table.dropna(how="all")
    order = table.notna().sum(axis="columns").sort_values(ascending=False, kind="stable").index
    return table.reindex(order).rename_axis(columns=None).reset_index()
