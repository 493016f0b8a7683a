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
    """Further paying members that bring the share to the target. side: where from; 'nowhere' if none do."""

    side: Literal["elsewhere", "group", "none", "nowhere"]
    members: int


def needed_for(group: float, paying: float, target: float) -> Needed:
    """How many more paying members bring P_c ÷ P to the target, and from where.

    Below the present share they must come from elsewhere: the smallest n with P_c ÷ (P + n) ≤ τ, that is
    P_c ÷ τ − P. Above it they must be of the group: the smallest n with (P_c + n) ÷ (P + n) ≥ τ. A target of
    0 cannot be reached while the group pays, one of 1 not while others do.
    """
    tau = target
    if not paying or abs(group / paying - tau) < _EXACT:
        return Needed("none", 0)
    if group / paying > tau:
        return Needed("elsewhere", _up(group / tau - paying)) if tau else Needed("nowhere", 0)
    return Needed("group", _up((tau * paying - group) / (1 - tau))) if tau < 1 else Needed("nowhere", 0)


def _up(members: float) -> int:
    return math.ceil(members - _EXACT)
