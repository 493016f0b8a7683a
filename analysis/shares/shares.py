"""The two shares of the focus group: of the official roll, and of those who pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.core.figure import Figure, parts, ratio
from analysis.core.groups import in_group
from analysis.core.member_states import MemberStates, member_states, why_no_roll, why_nobody_pays
from analysis.core.payment import PAID
from analysis.core.roll import official_members

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from data.dataset import Dataset


def official_share(dataset: Dataset, basis: Basis) -> Figure:
    """s_O = |O_c| / |O| at basis.as_of. The roll is a census: no bounds beyond the value itself."""
    roll = official_members(dataset, basis)
    return _official(dataset, basis, roll, in_group(dataset, basis.group, roll["city_id"]))


def official_of(states: MemberStates) -> Figure:
    """As `official_share`, from member states that are there already."""
    return _official(states.dataset, states.basis, states.roll, pd.Series(states.group, dtype="bool"))


def _official(dataset: Dataset, basis: Basis, roll: pd.DataFrame, of_group: pd.Series) -> Figure:
    value = ratio(int(of_group.sum()), len(roll))
    return Figure(
        name="official_share",
        definition="official",
        value=value,
        numerator=int(of_group.sum()) if value is not None else None,
        denominator=len(roll) if value is not None else None,
        low=value,
        high=value,
        illustrative=bool((roll["provenance"] == "illustrative").any()),
        reason=None if value is not None else why_no_roll(dataset, basis),
        counted=lambda: roll.assign(in_group=of_group, part=parts(of_group)),
    )


def paying_share(dataset: Dataset, basis: Basis) -> Figure:
    """s_P = |P_c| / |P| with P_c/(P + U_r) ≤ s_P ≤ (P_c + U_c)/(P + U_c). Waived members are in neither."""
    return paying_of(member_states(dataset, basis))


def paying_of(states: MemberStates) -> Figure:
    """As `paying_share`, from member states that are there already."""
    group, paid, unknown = states.group, states.paid, states.unknown
    p_c, p = int((paid & group).sum()), int(paid.sum())
    u_c, u_r = int((unknown & group).sum()), int((unknown & ~group).sum())
    value = ratio(p_c, p)
    marked = states.illustrative(states.deciding_year)
    return Figure(
        name="paying_share",
        definition=states.basis.definition,
        value=value,
        numerator=p_c if value is not None else None,
        denominator=p if value is not None else None,
        low=ratio(p_c, p + u_r),
        high=ratio(p_c + u_c, p + u_c),
        illustrative=bool(marked[paid | unknown].any()),
        reason=None if value is not None else why_nobody_pays(states),
        counted=lambda: with_parts(states),
    )


def with_parts(states: MemberStates) -> pd.DataFrame:
    """The roll with states, and `part`: 'group' or 'others' for who pays, else the state."""
    rows = states.frame(states.fee_year)
    return rows.assign(part=parts(rows["in_group"]).where(rows["state"] == PAID, rows["state"]))


def relative_pay_rate(official: Figure, paying: Figure) -> Figure:
    """How many times as often the group pays as the others: [s_P/(1−s_P)] / [s_O/(1−s_O)]; unit 'ratio'.

    The same as (P_c/O_c) / (P_r/O_r), the ratio of the two pay rates.
    """
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
        counted=lambda: paying.rows,
    )
