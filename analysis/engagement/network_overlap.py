"""Other networks: who belongs to which, with yes, no, asked but not known, and not asked apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.core.frames import first_match

if TYPE_CHECKING:
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
    found = wide.reindex(cities["city_id"]).set_axis(cities.index)
    return found.fillna("not_asked").astype("str")


def by_network(found: pd.DataFrame) -> pd.DataFrame:
    """One row a network with how many cities gave each of ANSWERS. found: as `answers` gives it."""
    counts = {name: found[name].value_counts().reindex(list(ANSWERS), fill_value=0) for name in found}
    rows = pd.DataFrame(counts).T.reindex(columns=list(ANSWERS)).astype(int)
    return rows.rename_axis("network").reset_index()


def membership_elsewhere(found: pd.DataFrame) -> pd.Series:
    """One of ELSEWHERE a city: in another network; in none as far as is known; not known."""
    yes, no = (found == "yes").any(axis=1), (found == "no").any(axis=1)
    return first_match({"yes": yes, "no": no}, "not_known", found.index)
