"""Members and money by world region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.money import member_money
from analysis.states import PAID, UNKNOWN, member_states

if TYPE_CHECKING:
    from analysis.basis import Basis
    from data.dataset import Dataset


def by_region(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """One row a world region, largest first; members without one come last, with a missing world_region.

    Columns: world_region, official, paying, unknown (counts), paying_rate (of the official members whose
    state is known; missing where none is), due_eur, received_eur, official_share and money_share of the
    whole (missing where the whole is 0), illustrative.
    """
    states = member_states(dataset, basis)
    money = member_money(dataset, basis)
    joined = pd.DataFrame(
        {
            "world_region": states["world_region"],
            "official": 1,
            "paying": (states["state"] == PAID).astype(int),
            "unknown": (states["state"] == UNKNOWN).astype(int),
            "known": states["state"].isin([PAID, "not_paid"]).astype(int),
            "due_eur": money["due_eur"].reindex(states.index),
            "received_eur": money["received_eur"].reindex(states.index),
            "illustrative": states["illustrative"].astype(int),
        }
    )
    sums = joined.groupby("world_region", dropna=False).sum().reset_index()
    sums = sums.sort_values(["official", "world_region"], ascending=[False, True], ignore_index=True)
    sums = pd.concat(
        [sums[sums["world_region"].notna()], sums[sums["world_region"].isna()]], ignore_index=True
    )
    return sums.assign(
        paying_rate=sums["paying"] / sums["known"].where(sums["known"] > 0),
        official_share=sums["official"] / max(len(states), 1),
        money_share=sums["received_eur"] / (sums["received_eur"].sum() or float("nan")),
        illustrative=sums["illustrative"] > 0,
    ).drop(columns="known")
