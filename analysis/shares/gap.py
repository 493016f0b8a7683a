"""Why the two shares differ: how often the group and the others pay, and what follows from it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.core.arrays import Mask
from analysis.core.figure import Figure, ratio, share_figure
from analysis.core.member_states import MemberStates, why_no_roll
from analysis.core.payment import (
    NOT_PAID_CODE,
    NOT_YET_CODE,
    PAID_CODE,
    STATES,
    UNKNOWN_CODE,
    WAIVED_CODE,
)
from analysis.shares.shares import official_share, paying_share, with_parts


def state_counts(states: MemberStates) -> pd.DataFrame:
    """How many members of the group and of the others are in each state: columns state, group, others."""
    rows = []
    for code in (PAID_CODE, NOT_PAID_CODE, UNKNOWN_CODE, WAIVED_CODE, NOT_YET_CODE):
        in_state = states.current_codes == code
        group = int((in_state & states.group).sum())
        rows.append({"state": STATES[code], "group": group, "others": int(in_state.sum()) - group})
    return pd.DataFrame(rows)


def gap_parts(states: MemberStates) -> pd.DataFrame:
    """One row a state of members that are official and do not pay: not_paid, unknown, waived, not_yet.

    Columns: state, group, others (numbers of members), share (their part of the difference s_P − s_O, as a
    share of 1; missing where a share is undefined). With n members of which c are of the group a state makes
    (n·s_P − c) ÷ |O| of the difference; the four parts add up to it exactly.
    """
    counts = state_counts(states)
    paid, aside = counts.iloc[0], counts.iloc[1:].reset_index(drop=True)
    paying = ratio(int(paid["group"]), int(paid["group"] + paid["others"]))
    if paying is None or not states.size:
        return aside.assign(share=np.nan)
    return aside.assign(share=((aside["group"] + aside["others"]) * paying - aside["group"]) / states.size)


def pay_rates(states: MemberStates) -> list[Figure]:
    """pay_rate of all, group_pay_rate, others_pay_rate: paying ÷ (paying + not paying), over known payments.

    low: nobody whose payment is not known pays, high: everybody does. Waived fees are in neither number. Only
    payers are known where some are not known and nobody is known not to pay: then there is no value.
    """
    everybody = states.group | ~states.group
    return [
        _pay_rate("pay_rate", states, everybody),
        _pay_rate("group_pay_rate", states, states.group),
        _pay_rate("others_pay_rate", states, ~states.group),
    ]


def _pay_rate(name: str, states: MemberStates, chosen: Mask) -> Figure:
    paid, not_paid, unknown = (
        int((mask & chosen).sum()) for mask in (states.paid, states.not_paid, states.unknown)
    )
    asked = paid + not_paid + unknown
    reason = _why_no_rate(states, chosen, not_paid=not_paid, unknown=unknown)
    return share_figure(
        Figure(
            name,
            states.basis.definition,
            None if reason else ratio(paid, paid + not_paid),
            low=ratio(paid, asked),
            high=ratio(paid + unknown, asked),
        ),
        (paid, paid + not_paid),
        illustrative=bool(states.illustrative(states.deciding_year)[chosen].any()),
        reason=reason or "nobody_paid",
        counted=lambda: with_parts(states)[chosen],
    )


def _why_no_rate(states: MemberStates, chosen: Mask, *, not_paid: int, unknown: int) -> str | None:
    if not chosen.any():
        return "nobody_in_group" if states.size else why_no_roll(states.dataset, states.basis)
    if states.fee_year is None:
        return "no_fee_year"
    if states.nothing_known(states.fee_year, chosen):
        return "all_unknown"
    return "only_payers_known" if unknown and not not_paid else None


def relative_pay_rate(states: MemberStates) -> Figure:
    """How many times as often a member of the group pays: its pay rate ÷ that of the others; unit 'ratio'.

    low: the lowest rate of the group ÷ the highest of the others; high: the other way round, missing where
    the others may pay not at all.
    """
    everybody, group, others = pay_rates(states)
    value = _quotient(group.value, others.value)
    compared = group.reason if group.reason == "only_payers_known" else others.reason
    reason = everybody.reason or (compared if compared == "only_payers_known" else "no_comparison")
    return replace(
        everybody,
        name="relative_pay_rate",
        unit="ratio",
        value=value,
        numerator=None,
        denominator=None,
        low=_quotient(group.low, others.high),
        high=_quotient(group.high, others.low),
        reason=None if value is not None else reason,
    )


def _quotient(part: float | None, whole: float | None) -> float | None:
    return None if part is None or whole is None else ratio(part, whole)


def gap_figures(states: MemberStates) -> list[Figure]:
    """share_gap = s_P − s_O and its parts gap_not_paid, gap_unknown, gap_waived, gap_not_yet; unit 'points'
    (1 is 100 %).

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
    part = replace(
        whole,
        name=f"gap_{state}",
        counted=lambda: _in_state(states, state),
    )
    if whole.value is None:
        return part
    group, others = int(row["group"]), int(row["others"])
    return replace(part, value=float(row["share"]), numerator=group, denominator=group + others)


def _in_state(states: MemberStates, state: str) -> pd.DataFrame:
    rows = states.frame()
    return rows[rows["state"] == state]
