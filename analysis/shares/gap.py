"""Why the two shares differ: how often the group and the others pay, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.core.figure import Figure, ratio
from analysis.core.payment import NOT_PAID_CODE, PAID_CODE, STATES, UNKNOWN_CODE, WAIVED_CODE
from analysis.shares.shares import official_of, paying_of, with_parts

if TYPE_CHECKING:
    from collections.abc import Hashable

    from analysis.core.arrays import Mask
    from analysis.core.member_states import Standing

_ASIDE = (NOT_PAID_CODE, UNKNOWN_CODE, WAIVED_CODE)


def split(found: Standing) -> pd.DataFrame:
    """One row a state of members that are official and do not pay: not_paid, unknown, waived.

    Columns: state, group, others (numbers of members), share (their part of the difference s_P − s_O, as a
    share of 1; missing where a share is undefined). With n members of which c are of the group a state makes
    (n·s_P − c) ÷ |O| of the difference; the three parts add up to it exactly.
    """
    p_c, p = int((found.paid & found.group).sum()), int(found.paid.sum())
    paying = ratio(p_c, p)
    rows = []
    for code in _ASIDE:
        of_state = found.now == code
        n, c = int(of_state.sum()), int((of_state & found.group).sum())
        part = None if paying is None or not found.size else (n * paying - c) / found.size
        rows.append({"state": STATES[code], "group": c, "others": n - c, "share": part})
    return pd.DataFrame(rows).astype({"share": "float64"})


def state_counts(found: Standing) -> pd.DataFrame:
    """How many members of the group and of the others are in each state: columns state, group, others."""
    rows = []
    for code in (PAID_CODE, *_ASIDE):
        of_state = found.now == code
        c = int((of_state & found.group).sum())
        rows.append({"state": STATES[code], "group": c, "others": int(of_state.sum()) - c})
    return pd.DataFrame(rows)


def pay_rates(found: Standing) -> list[Figure]:
    """pay_rate of all, group_pay_rate, others_pay_rate: paying ÷ official; high: the unknown pay as well."""
    everybody = found.group | ~found.group
    return [
        _pay_rate("pay_rate", found, everybody),
        _pay_rate("group_pay_rate", found, found.group),
        _pay_rate("others_pay_rate", found, ~found.group),
    ]


def _pay_rate(name: str, found: Standing, chosen: Mask) -> Figure:
    paid, size = int((found.paid & chosen).sum()), int(chosen.sum())
    unknown = int((found.unknown & chosen).sum())
    value = None if found.fee_year is None or unknown == size else ratio(paid, size)
    return Figure(
        name=name,
        definition=found.basis.definition,
        value=value,
        numerator=paid if value is not None else None,
        denominator=size if value is not None else None,
        low=value,
        high=None if value is None else ratio(paid + unknown, size),
        illustrative=bool(found.marked(found.looks_at)[chosen].any()),
        reason=None if value is not None else _why_no_rate(found, size, unknown),
        counted=lambda: with_parts(found)[chosen],
    )


def _why_no_rate(found: Standing, size: int, unknown: int) -> str:
    if not size:
        return "nobody_in_group" if found.size else "no_members"
    return "no_fee_year" if found.fee_year is None else "all_unknown" if unknown else "nobody_paid"


def gap_figures(found: Standing) -> list[Figure]:
    """share_gap = s_P − s_O and its parts gap_not_paid, gap_unknown, gap_waived; unit 'points' (1 is 100 %).

    numerator and denominator of a part: members of the group and all members in that state.
    """
    official, paying = official_of(found), paying_of(found)
    known = official.value is not None and paying.value is not None
    whole = Figure(
        name="share_gap",
        definition=found.basis.definition,
        value=(paying.value or 0.0) - (official.value or 0.0) if known else None,
        unit="points",
        illustrative=official.illustrative or paying.illustrative,
        reason=None if known else official.reason or paying.reason,
        counted=lambda: with_parts(found),
    )
    made = [_part(whole, found, row) for row in split(found).to_dict("records")]
    return [whole, *made]


def _part(whole: Figure, found: Standing, row: dict[Hashable, Any]) -> Figure:
    state = str(row["state"])
    return replace(
        whole,
        name=f"gap_{state}",
        value=None if whole.value is None else float(row["share"]),
        numerator=int(row["group"]),
        denominator=int(row["group"] + row["others"]),
        counted=lambda: _in_state(found, state),
    )


def _in_state(found: Standing, state: str) -> pd.DataFrame:
    rows = found.frame(found.fee_year)
    return rows[rows["state"] == state]
