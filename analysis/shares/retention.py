"""Who pays again: of last year's payers, and of those whose first fee was last year's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.core.arrays import Mask, Places, any_in_row
from analysis.core.figure import FEW, Figure, ratio
from analysis.core.member_states import MemberStates, why_none
from analysis.core.payment import UNKNOWN_CODE
from analysis.shares.bridge import Bridge


def retention_figures(states: MemberStates, bridge: Bridge | None) -> list[Figure]:
    """retention of all, group_retention, others_retention and first_year_retention.

    |P_y ∩ P_(y−1)| ÷ |P_(y−1)|, over the members on the roll at the date; under FEW it is withheld, and only
    its two sides are given. low, high: whatever the payments of both years are that are not known.
    First-year members: see `first_fee_years`.
    """
    if bridge is None:
        names = ("retention", "group_retention", "others_retention", "first_year_retention")
        reason = why_none(states, "no_fee_year")
        return [Figure(name, states.basis.definition, None, reason=reason) for name in names]
    everybody = np.ones(states.size, dtype="bool")
    first = first_fee_years(states) == states.deciding_year_of(bridge.fee_year - 1)
    return [
        _retention("retention", bridge, everybody, "nobody_paid_before"),
        _retention("group_retention", bridge, states.group, _why_nobody(states.group)),
        _retention("others_retention", bridge, ~states.group, _why_nobody(~states.group)),
        _retention("first_year_retention", bridge, first, _why_nobody(first, "no_first_year_members")),
    ]


def _retention(name: str, bridge: Bridge, chosen: Mask, reason: str) -> Figure:
    states, year = bridge.states, bridge.fee_year
    base = bridge.before & chosen
    stayed, size = int((base & bridge.after).sum()), int(base.sum())
    low, high = _bounds(bridge, chosen)
    this, last = (states.illustrative(states.deciding_year_of(each)) for each in (year, year - 1))
    figure = Figure(
        name,
        states.basis.definition,
        ratio(stayed, size),
        numerator=stayed,
        denominator=size,
        low=low,
        high=high,
        illustrative=bool((this | last)[base].any()),
        counted=lambda: states.frame(year)[base],
    )
    if not size:
        reason = why_none(states, reason)
        return replace(figure, numerator=None, denominator=None, low=None, high=None, reason=reason)
    return replace(figure, value=None, low=None, high=None, reason="too_few") if size < FEW else figure


def _why_nobody(chosen: Mask, without: str = "nobody_in_group") -> str:
    return "nobody_paid_before" if chosen.any() else without


def _bounds(bridge: Bridge, chosen: Mask) -> tuple[float | None, float | None]:
    """If nobody unknown paid again and whoever may have paid before did; if everybody unknown paid again."""
    perhaps_before = (bridge.states.codes_of(bridge.fee_year - 1) == UNKNOWN_CODE) & chosen
    perhaps_after = (bridge.states.codes_of(bridge.fee_year) == UNKNOWN_CODE) & chosen
    base = bridge.before & chosen
    size, stayed = int(base.sum()), int((base & bridge.after).sum())
    lost = int((perhaps_before & ~bridge.after).sum())
    won = int((perhaps_before & (bridge.after | perhaps_after)).sum())
    return ratio(stayed, size + lost), ratio(stayed + int((base & perhaps_after).sum()) + won, size + won)


def first_fee_years(states: MemberStates) -> Places:
    """The first fee year of each member of the roll, 0 where it is not known.

    The first year with a due, an invoice or a receipt on record, for members whose joining date is known and
    lies in that year or the year before: who joined in November has the first fee in the next year. Of older
    members the records do not reach back to the first fee.
    """
    ledger = states.ledger
    touched = (ledger.recorded | (ledger.receipts > 0))[states.rows]
    years = np.append(np.array(ledger.years), 0)
    first = years[np.where(any_in_row(touched), touched.argmax(axis=1), len(ledger.years))]
    joined = states.roll["joined_on"].dt.year.to_numpy("float64")
    return np.where((joined == first) | (joined == first - 1), first, 0)
