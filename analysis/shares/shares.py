"""The two shares of the focus group: of the official roll, and of those who pay."""

from __future__ import annotations

import pandas as pd

from analysis.core.arrays import AnyArray, Mask
from analysis.core.figure import Figure, parts, ratio, share_figure
from analysis.core.member_states import MemberStates, why_no_roll, why_nobody_pays
from analysis.core.payment import PAID


def official_share(states: MemberStates) -> Figure:
    """s_O = |O_c| / |O| at basis.as_of. The roll is a census: no bounds beyond the value itself."""
    count, size = int(states.group.sum()), states.size
    value = ratio(count, size)
    return share_figure(
        Figure("official_share", "official", value, low=value, high=value),
        (count, size),
        illustrative=bool(states.own_illustrative.any()),
        reason=why_no_roll(states.dataset, states.basis),
        counted=lambda: states.roll.assign(
            in_group=states.group, part=parts(pd.Series(states.group, dtype="bool"))
        ),
    )


def paying_share(states: MemberStates) -> Figure:
    """s_P = |P_c| / |P| with P_c/(P + U_r) ≤ s_P ≤ (P_c + U_c)/(P + U_c). Waived members are in neither."""
    group, paid, unknown = states.group, states.paid, states.unknown
    count, size = int((paid & group).sum()), int(paid.sum())
    low, high = paying_bounds(paid, unknown, group)
    return share_figure(
        Figure("paying_share", states.basis.definition, ratio(count, size), low=low, high=high),
        (count, size),
        illustrative=bool(states.illustrative(states.deciding_year)[paid | unknown].any()),
        reason=why_nobody_pays(states),
        counted=lambda: with_parts(states),
    )


def paying_bounds(paid: AnyArray, unknown: AnyArray, group: Mask) -> tuple[float | None, float | None]:
    """The paying share if of those unknown only the others pay, and if only the group does.

    paid, unknown: a mask or a weight for each member.
    """
    p_c, p = paid[group].sum(), paid.sum()
    u_c, u_r = unknown[group].sum(), unknown[~group].sum()
    return ratio(float(p_c), float(p + u_r)), ratio(float(p_c + u_c), float(p + u_c))


def with_parts(states: MemberStates) -> pd.DataFrame:
    """The roll with states, and `part`: 'group' or 'others' for who pays, else the state."""
    rows = states.frame()
    return rows.assign(part=parts(rows["in_group"]).where(rows["state"] == PAID, rows["state"]))
