"""The +k formulae: what further paying members do to the share, and how many a target takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

_EXACT = 1e-9  # members; a weight of rows without a name may be off by a rounding


def share_with_more(group: float, paying: float, more: int) -> float:
    """s_P' = (P_c + k) ÷ (P + k): the paying share with k more paying members of the group."""
    return (group + more) / (paying + more)


@dataclass(frozen=True)
class Needed:
    """Further paying members that bring the share to the target. side: where from; 'nowhere' if none do.

    exact: what the formula gives; members: the next whole number.
    """

    side: Literal["elsewhere", "group", "none", "nowhere"]
    exact: float = 0.0

    @property
    def members(self) -> int:
        """The smallest whole number of members that is enough."""
        return math.ceil(self.exact - _EXACT)


def needed_for(group: float, paying: float, target: float) -> Needed:
    """How many more paying members bring P_c ÷ P to the target, and from where.

    Below the present share they must come from elsewhere: the smallest n with P_c ÷ (P + n) ≤ τ, that is
    P_c ÷ τ − P. Above it they must be of the group: the smallest n with (P_c + n) ÷ (P + n) ≥ τ. A target of
    0 cannot be reached while the group pays, one of 1 not while others do.
    """
    if not paying or abs(group / paying - target) < _EXACT:
        return Needed("none")
    if group / paying > target:
        return Needed("elsewhere", group / target - paying) if target else Needed("nowhere")
    return Needed("group", (target * paying - group) / (1 - target)) if target < 1 else Needed("nowhere")
