"""Why the two shares differ: how often the group and the others pay, and what follows from it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.core.arrays import Mask
from analysis.core.figure import Figure, ratio, share_figure
from analysis.core.member_states import MemberStates
from analysis.core.payment import NOT_PAID_CODE, PAID_CODE, STATES, UNKNOWN_CODE, WAIVED_CODE
from analysis.shares.shares import official_share, paying_share, with_parts


def state_counts(states: MemberStates) -> pd.DataFrame:
    """How many members of the group and of the others are in each state: columns state, group, others."""
    rows = []
    for code in (PAID_CODE, NOT_PAID_CODE, UNKNOWN_CODE, WAIVED_CODE):
        in_state = states.current_codes == code
        group = int((in_state & states.group).sum())
        rows.append({"state": STATES[code], "group": group, "others": int(in_state.sum()) - group})
    return pd.DataFrame(rows)


def gap_parts(states: MemberStates) -> pd.DataFrame:
    """One row a state of members that are official and do not pay: not_paid, unknown, waived.

    Columns: state, group, others (numbers of members), share (their part of the difference s_P − s_O, as a
    share of 1; missing where a share is undefined). With n members of which c are of the group a state makes
    (n·s_P − c) ÷ |O| of the difference; the three parts add up to it exactly.
    """
    counts = state_counts(states)
    paid, aside = counts.iloc[0], counts.iloc[1:].reset_index(drop=True)
    paying = ratio(int(paid["group"]), int(paid["group"] + paid["others"]))
    if paying is None or not states.size:
        return aside.assign(share=np.nan)
    return aside.assign(share=((aside["group"] + aside["others"]) * paying - aside["group"]) / states.size)


def pay_rates(states: MemberStates) -> list[Figure]:
    """pay_rate of all, group_pay_rate, others_pay_rate: paying ÷ official; high: the unknown pay as well."""
    everybody = states.group | ~states.group
    return [
        _pay_rate("pay_rate", states, everybody),
        _pay_rate("group_pay_rate", states, states.group),
        _pay_rate("others_pay_rate", states, ~states.group),
    ]


def _pay_rate(name: str, states: MemberStates, chosen: Mask) -> Figure:
    paid, size = int((states.paid & chosen).sum()), int(chosen.sum())
    unknown = int((states.unknown & chosen).sum())
    value = None if states.fee_year is None or unknown == size else ratio(paid, size)
    high = None if value is None else ratio(paid + unknown, size)
    return share_figure(
        Figure(name, states.basis.definition, value, low=value, high=high),
        (paid, size),
        illustrative=bool(states.illustrative(states.deciding_year)[chosen].any()),
        reason=_why_no_rate(states, size, unknown),
        counted=lambda: with_parts(states)[chosen],
    )


def _why_no_rate(states: MemberStates, size: int, unknown: int) -> str:
    if not size:
        return "nobody_in_group" if states.size else "no_members"
    return "no_fee_year" if states.fee_year is None else "all_unknown" if unknown else "nobody_paid"


def gap_figures(states: MemberStates) -> list[Figure]:
    """share_gap = s_P − s_O and its parts gap_not_paid, gap_unknown, gap_waived; unit 'points' (1 is 100 %).

    numerator and denominator of a part: members of the group and all members in that state.
    """
    official, paying = official_share(states), paying_share(states)
    known = official.value is not None and paying.value is not None
    whole = Figure(
        name="share_gap",
        definition=states.basis.definition,
        value=(paying.value or 0.0) - (official.value or 0.0) if known else None,
        unit="points",
        illustrative=official.illustrative or paying.illustrative,
        reason=None if known else official.reason or paying.reason,
        counted=lambda: with_parts(states),
    )
    return [whole, *(_part(whole, states, row) for row in gap_parts(states).to_dict("records"))]


def _part(whole: Figure, states: MemberStates, row: dict[Hashable, Any]) -> Figure:
    state = str(row["state"])
    return replace(
        whole,
        name=f"gap_{state}",
        value=None if whole.value is None else float(row["share"]),
        numerator=int(row["group"]),
        denominator=int(row["group"] + row["others"]),
        counted=lambda: _in_state(states, state),
    )


def _in_state(states: MemberStates, state: str) -> pd.DataFrame:
    rows = states.frame()
    return rows[rows["state"] == state]
