"""From last year's payers to this year's: who came, who came back, who is missing, by name.

P_y = P_(y−1) + new + reactivated − lapsed, over the members on the roll at the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.core.arrays import Mask, any_in_row
from analysis.core.figure import Figure
from analysis.core.frames import first_match, sort_rows
from analysis.core.member_states import MemberStates, why_nobody_pays
from analysis.core.payment import NOT_PAID, NOT_YET, PAID_CODE, UNKNOWN, WAIVED, state_names
from data.membership import has_left

PARTS = ("new", "reactivated", "lapsed")
_MISSING = (NOT_PAID, UNKNOWN, WAIVED, NOT_YET)


@dataclass(frozen=True, eq=False)
class Bridge:
    """Masks over the roll: who paid before (y−1), who pays now (y), who paid in an earlier year on record."""

    states: MemberStates
    fee_year: int
    before: Mask
    after: Mask
    earlier: Mask

    @cached_property
    def stayed(self) -> Mask:
        """P_y ∩ P_(y−1)."""
        return self.before & self.after

    @cached_property
    def new(self) -> Mask:
        """Pays now and in no earlier year on record."""
        return self.after & ~self.before & ~self.earlier

    @cached_property
    def reactivated(self) -> Mask:
        """Pays now, not in the year before, but in an earlier one."""
        return self.after & ~self.before & self.earlier

    @cached_property
    def lapsed(self) -> Mask:
        """Paid in the year before, is not among those who pay now: not paid, waived or not known."""
        return self.before & ~self.after

    def moves(self) -> pd.DataFrame:
        """One row a member that came, came back or is missing, with the roll's columns.

        And in_group, state (now), state_before, part (one of PARTS), move (the part; a lapse by its state:
        one of _MISSING), due_eur and received_eur of the year, illustrative.
        """
        part = first_match({name: getattr(self, name) for name in PARTS}, "", self.states.roll.index)
        rows = self.states.frame(self.fee_year).assign(
            state_before=state_names(self.states.codes_of(self.fee_year - 1)), part=part
        )
        rows = rows.assign(move=part.where(part != "lapsed", rows["state"]))[part != ""]
        return sort_rows(rows, ["move", "name"], {"move": ("new", "reactivated", *_MISSING)})

    def steps(self) -> pd.DataFrame:
        """The bridge in order: one row a step with step, count (signed for what lies between), group.

        Steps: before, new, reactivated, then the lapsed by their state (_MISSING), after.
        """
        group, now = self.states.group, state_names(self.states.codes_of(self.fee_year)).to_numpy()
        lapsed = {state: self.lapsed & (now == state) for state in _MISSING}
        masks = {"before": (self.before, 1), "new": (self.new, 1), "reactivated": (self.reactivated, 1)}
        masks |= {state: (mask, -1) for state, mask in lapsed.items()} | {"after": (self.after, 1)}
        return pd.DataFrame(
            [
                {"step": step, "count": sign * int(mask.sum()), "group": sign * int((mask & group).sum())}
                for step, (mask, sign) in masks.items()
            ]
        )


def build_bridge(states: MemberStates) -> Bridge | None:
    """The bridge of a basis from the fee year before; None without a fee year."""
    if states.fee_year is None:
        return None
    y, paid = states.fee_year, states.codes == PAID_CODE
    earlier = [states.ledger.column(year) for year in states.years if year < y - 1]
    return Bridge(
        states=states,
        fee_year=y,
        before=states.codes_of(y - 1) == PAID_CODE,
        after=states.codes_of(y) == PAID_CODE,
        earlier=any_in_row(paid[:, earlier]),
    )


def bridge_figures(states: MemberStates, bridge: Bridge | None) -> list[Figure]:
    """paying_members, paying_members_before, bridge_new, bridge_reactivated and bridge_lapsed.

    value: number of members; numerator: those of the group, denominator: all.
    """
    names = {
        "paying_members": "after",
        "paying_members_before": "before",
        "bridge_new": "new",
        "bridge_reactivated": "reactivated",
        "bridge_lapsed": "lapsed",
    }
    return [_count(states, bridge, name, part) for name, part in names.items()]


def _count(states: MemberStates, bridge: Bridge | None, name: str, part: str) -> Figure:
    reason = _why_no_bridge(states, bridge, part)
    if bridge is None or reason:
        return Figure(name, states.basis.definition, None, unit="members", reason=reason)
    mask = getattr(bridge, part)
    year = bridge.fee_year - 1 if part in {"before", "lapsed"} else bridge.fee_year
    return Figure(
        name=name,
        definition=states.basis.definition,
        value=int(mask.sum()),
        numerator=int((mask & states.group).sum()),
        denominator=int(mask.sum()),
        unit="members",
        illustrative=bool(states.illustrative(states.deciding_year_of(year))[mask].any()),
        counted=lambda: states.frame(year)[mask],
    )


def _why_no_bridge(states: MemberStates, bridge: Bridge | None, part: str) -> str | None:
    """Why a part cannot be counted: an end of the bridge where nothing is known leaves nothing to count."""
    if bridge is None or not states.size:
        return why_nobody_pays(states)
    ends = {"after": [bridge.fee_year], "before": [bridge.fee_year - 1]}
    years = ends.get(part, [bridge.fee_year - 1, bridge.fee_year])
    return "all_unknown" if any(states.nothing_known(year) for year in years) else None


def paid_and_left(states: MemberStates) -> pd.DataFrame:
    """Who paid for the fee year or the one before and has left the roll: listed apart, counted in no figure.

    Rows of `members` with paid_for (the later of the two years) and received_eur of it.
    """
    members = states.dataset.table("members")
    years = [] if states.fee_year is None else [states.fee_year, states.fee_year - 1]
    paid_for = pd.Series(pd.NA, index=members.index, dtype="Int64")
    received = pd.Series(np.nan, index=members.index)
    for year in reversed(years):
        amounts = states.ledger.received_eur[:, states.ledger.column(year)]
        paid_for = paid_for.mask(amounts > 0, year)
        received = received.mask(amounts > 0, pd.Series(amounts, index=members.index))
    gone = has_left(members, states.basis.as_of) & paid_for.notna()
    return members.assign(paid_for=paid_for, received_eur=received)[gone].reset_index(drop=True)
