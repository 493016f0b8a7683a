"""Who pays again: of last year's payers, and of those whose first fee was last year's."""

from __future__ import annotations

import numpy as np

from analysis.core.arrays import Mask, Places, any_in_row
from analysis.core.figure import Figure, ratio, share_figure
from analysis.core.member_states import MemberStates
from analysis.shares.bridge import Bridge


def retention_figures(states: MemberStates, bridge: Bridge | None) -> list[Figure]:
    """retention of all, group_retention, others_retention and first_year_retention.

    |P_y ∩ P_(y−1)| ÷ |P_(y−1)|, over the members on the roll at the date. high: those whose payment is not
    known pay as well. First-year members: see `first_fee_years`.
    """
    if bridge is None:
        names = ("retention", "group_retention", "others_retention", "first_year_retention")
        return [Figure(name, states.basis.definition, None, reason="no_fee_year") for name in names]
    first = first_fee_years(states) == bridge.fee_year - 1
    return [
        _retention("retention", bridge, bridge.before, "nobody_paid_before"),
        _retention("group_retention", bridge, bridge.before & states.group, "nobody_paid_before"),
        _retention("others_retention", bridge, bridge.before & ~states.group, "nobody_paid_before"),
        _retention("first_year_retention", bridge, bridge.before & first, "no_first_year_members"),
    ]


def _retention(name: str, bridge: Bridge, base: Mask, reason: str) -> Figure:
    states, year = bridge.states, bridge.fee_year
    stayed, size = int((base & bridge.after).sum()), int(base.sum())
    unknown = int((base & states.unknown).sum())
    value = ratio(stayed, size)
    this, last = (states.illustrative(states.deciding_year_of(each)) for each in (year, year - 1))
    return share_figure(
        Figure(name, states.basis.definition, value, low=value, high=ratio(stayed + unknown, size)),
        (stayed, size),
        illustrative=bool((this | last)[base].any()),
        reason=reason,
        counted=lambda: states.frame(year)[base],
    )


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
