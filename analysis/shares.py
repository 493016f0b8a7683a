"""The two shares of the focus group: of the official roll, and of those who pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figure import Figure, ratio
from analysis.groups import in_group
from analysis.roll import is_known, official_members
from analysis.states import PAID, UNKNOWN, member_states

if TYPE_CHECKING:
    from analysis.basis import Basis
    from data.dataset import Dataset


def official_share(dataset: Dataset, basis: Basis) -> Figure:
    """s_O = |O_c| / |O| at basis.as_of. The roll is a census: no bounds beyond the value itself."""
    roll = official_members(dataset, basis)
    member_of_group = in_group(dataset, basis.group, roll["city_id"])
    value = ratio(int(member_of_group.sum()), len(roll))
    return Figure(
        name="official_share",
        definition="official",
        value=value,
        numerator=int(member_of_group.sum()) if value is not None else None,
        denominator=len(roll) if value is not None else None,
        low=value,
        high=value,
        illustrative=bool((roll["provenance"] == "illustrative").any()),
        reason=None if value is not None else _why_no_roll(dataset, basis),
        rows=roll.assign(in_group=member_of_group, part=_part(member_of_group)),
    )


def paying_share(dataset: Dataset, basis: Basis) -> Figure:
    """s_P = |P_c| / |P| with P_c/(P + U_r) ≤ s_P ≤ (P_c + U_c)/(P + U_c). Waived members are in neither."""
    return share_of_payers(dataset, basis, member_states(dataset, basis))


def share_of_payers(dataset: Dataset, basis: Basis, states: pd.DataFrame) -> Figure:
    """The paying share from states that are already there (see analysis.states.member_states)."""
    of_group, paid, unknown = states["in_group"], states["state"] == PAID, states["state"] == UNKNOWN
    p_c, p = int((paid & of_group).sum()), int(paid.sum())
    u_c, u_r = int((unknown & of_group).sum()), int((unknown & ~of_group).sum())
    value = ratio(p_c, p)
    return Figure(
        name="paying_share",
        definition=basis.definition,
        value=value,
        numerator=p_c if value is not None else None,
        denominator=p if value is not None else None,
        low=ratio(p_c, p + u_r),
        high=ratio(p_c + u_c, p + u_c),
        illustrative=bool(states.loc[paid | unknown, "illustrative"].any()),
        reason=None if value is not None else _why_no_payers(dataset, basis, states),
        rows=states.assign(part=_part(of_group).where(paid, states["state"])),
    )


def relative_pay_rate(official: Figure, paying: Figure) -> Figure:
    """Odds that a group member pays against the others: [s_P/(1−s_P)] / [s_O/(1−s_O)]; unit 'ratio'."""
    value = None
    s_o, s_p = official.value, paying.value
    if s_o is not None and s_p is not None and 0 < s_o < 1 and s_p < 1:
        value = (s_p / (1 - s_p)) / (s_o / (1 - s_o))
    return Figure(
        name="relative_pay_rate",
        definition=paying.definition,
        value=value,
        unit="ratio",
        illustrative=official.illustrative or paying.illustrative,
        reason=None if value is not None else official.reason or paying.reason or "no_comparison",
        rows=paying.rows,
    )


def _part(member_of_group: pd.Series) -> pd.Series:
    return pd.Series(np.where(member_of_group, "group", "others"), index=member_of_group.index, dtype="str")


def _why_no_roll(dataset: Dataset, basis: Basis) -> str:
    return "no_members" if is_known(dataset, basis.as_of) else "before_first_roll"


def _why_no_payers(dataset: Dataset, basis: Basis, states: pd.DataFrame) -> str:
    if states.empty:
        return _why_no_roll(dataset, basis)
    if basis.fee_year is None:
        return "no_fee_year"
    return "all_unknown" if (states["state"] == UNKNOWN).all() else "nobody_paid"
