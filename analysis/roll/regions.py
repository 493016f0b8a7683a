"""Members and money by world region, income level or country."""

from __future__ import annotations

import pandas as pd

from analysis.core.frames import sort_rows
from analysis.core.groups import income_level_of
from analysis.core.member_states import MemberStates
from data.schema import INCOME_LEVELS


def by_region(states: MemberStates) -> pd.DataFrame:
    """One row a world region, largest first; members without one come last, with a missing world_region.

    Columns: world_region and those of `_sums`.
    """
    sums = _sums(states, states.roll["world_region"])
    sums = sums.sort_values(["official", "world_region"], ascending=[False, True], ignore_index=True)
    return _unknown_last(sums, "world_region")


def by_income_level(states: MemberStates) -> pd.DataFrame:
    """One row an income level that members have, lowest first; members without one come last."""
    level = income_level_of(states.dataset, states.roll).rename("income_level")
    return sort_rows(_sums(states, level), ["income_level"], {"income_level": INCOME_LEVELS})


def _sums(states: MemberStates, kind: pd.Series) -> pd.DataFrame:
    """One row a kind of member: official, paying, unknown and group (counts), paying_rate (of those
    whose payment is known; missing where none is, or only payers are), due_eur, received_eur, official_share,
    paying_share and money_share of the whole (missing where the whole is 0), illustrative.
    """
    paid, unknown = states.paid, states.unknown
    name = str(kind.name)
    members = pd.DataFrame(
        {
            name: kind,
            "official": 1,
            "paying": paid.astype(int),
            "unknown": unknown.astype(int),
            "not_paying": states.not_paid.astype(int),
            "group": states.group.astype(int),
            "due_eur": states.amounts("due_eur", states.fee_year),
            "received_eur": states.amounts("received_eur", states.fee_year),
            "illustrative": states.illustrative(states.deciding_year).astype(int),
        }
    )
    sums = members.groupby(name, dropna=False).sum().reset_index()
    nothing = float("nan")
    known = sums["paying"] + sums["not_paying"]
    only_payers = (sums["unknown"] > 0) & (sums["not_paying"] == 0)
    return sums.assign(
        paying_rate=sums["paying"] / known.where((known > 0) & ~only_payers),
        official_share=sums["official"] / max(states.size, 1),
        paying_share=sums["paying"] / (int(paid.sum()) or nothing),
        money_share=sums["received_eur"] / (sums["received_eur"].sum() or nothing),
        illustrative=sums["illustrative"] > 0,
    ).drop(columns="not_paying")


def _unknown_last(sums: pd.DataFrame, kind: str) -> pd.DataFrame:
    known = sums[kind].notna()
    return pd.concat([sums[known], sums[~known]], ignore_index=True)
