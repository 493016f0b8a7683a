"""Who could vote in the General Assembly today: members that paid in full for the year before."""

from __future__ import annotations

from dataclasses import replace

from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates, under_definition, why_nobody_pays


def would_vote(states: MemberStates) -> Figure:
    """Members in good standing, with those of the group among them; high: the unknown are as well.

    states: those under the definition good standing. Who had nothing left to pay by a waiver is never among
    them, also where a waived fee counts as paying: whether it gives a vote is not in the public rules.
    """
    states = under_definition(replace(states, basis=replace(states.basis, waived=False)), "good_standing")
    paid, unknown = states.paid, states.unknown
    reason = why_nobody_pays(states)
    known = reason == "nobody_paid"  # nothing worse than that: some states are known
    count = int(paid.sum())
    return Figure(
        name="would_vote",
        definition="good_standing",
        value=count if known else None,
        numerator=int((paid & states.group).sum()) if known else None,
        denominator=count if known else None,
        low=count if known else None,
        high=count + int(unknown.sum()) if known else None,
        unit="members",
        illustrative=bool(states.illustrative(states.deciding_year)[paid | unknown].any()),
        reason=None if known else reason,
        counted=lambda: states.frame()[paid],
    )
