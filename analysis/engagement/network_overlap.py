"""Other networks: who belongs to which, with yes, no, asked but not known, and not asked apart."""

from __future__ import annotations

import pandas as pd

from analysis.core.frames import first_match
from data.dataset import Dataset

ANSWERS = ("yes", "no", "unknown", "not_asked")
ELSEWHERE = ("yes", "no", "not_known")


def answers(dataset: Dataset, cities: pd.DataFrame) -> pd.DataFrame:
    """Cities by networks: one of ANSWERS each. Index: as cities; columns: network names, in order.

    A row without an answer is 'unknown': somebody looked. 'not_asked': there is no row.
    """
    table = dataset.table("networks").drop_duplicates(["city_id", "network"])
    table = table[table["network"].notna()].assign(member=table["member"].fillna("unknown"))
    names = sorted(table["network"].unique())
    wide = table.pivot(index="city_id", columns="network", values="member").reindex(columns=names)
    wide_by_city = wide.reindex(cities["city_id"]).set_axis(cities.index)
    return wide_by_city.fillna("not_asked").astype("str")


def by_network(answers_by_city: pd.DataFrame) -> pd.DataFrame:
    """One row a network with how many cities gave each of ANSWERS. answers_by_city: as `answers` gives it."""
    counts = {
        name: answers_by_city[name].value_counts().reindex(list(ANSWERS), fill_value=0)
        for name in answers_by_city
    }
    rows = pd.DataFrame(counts).T.reindex(columns=list(ANSWERS)).astype(int)
    return rows.rename_axis("network").reset_index()


def membership_elsewhere(answers_by_city: pd.DataFrame) -> pd.Series:
    """One of ELSEWHERE a city: in another network; in none as far as is known; not known."""
    yes, no = (answers_by_city == "yes").any(axis=1), (answers_by_city == "no").any(axis=1)
    return first_match({"yes": yes, "no": no}, "not_known", answers_by_city.index)
