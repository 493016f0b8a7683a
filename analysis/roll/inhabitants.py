"""Share of inhabitants: territories that overlap are counted once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Mask, Places
from analysis.core.figure import Figure, parts, ratio, share_figure
from analysis.core.member_states import MemberStates

_DEEPEST = 8  # territories within territories; deeper than this is a circle in the data


def inhabitants_share(states: MemberStates) -> Figure:
    """Σ_c N ÷ Σ N over the roll, overlapping territories once; over members whose number is known.

    A city whose territory lies in that of another member is part of it. The larger one counts, with its own
    number or the sum of its parts, whichever is more, so that a group is never more than the whole.
    Without bounds where any territory's number is not known.
    """
    within = _within(states)
    everybody = states.group | ~states.group
    of_group = territories(states, within, states.group)
    of_all = territories(states, within, everybody)
    value = ratio(float(np.nansum(of_group)), float(np.nansum(of_all)))
    bound = None if np.isnan(of_all).any() else value
    return share_figure(
        Figure("inhabitants_share", "official", value, low=bound, high=bound),
        (float(np.nansum(of_group)), float(np.nansum(of_all))),
        illustrative=bool(states.own_illustrative.any()),
        reason="no_inhabitants" if states.size else "no_members",
        counted=lambda: _rows(states, within),
    )


def territories(states: MemberStates, within: Places, chosen: Mask) -> Amounts:
    """Inhabitants of each separate territory of the chosen members; NaN where not known.

    within: place on the roll of the member whose territory a member lies in, -1 for none.
    """
    own = states.roll["population"].astype("float64").to_numpy()
    counted = np.where(chosen, own, 0.0)
    parent = np.where(chosen & (within >= 0) & np.append(chosen, False)[within], within, -1)
    for _ in range(_DEEPEST):  # innermost first: what lies in a territory is added up before it is compared
        inner = _leaves(parent)
        if not inner.any():
            break
        sums = np.bincount(parent[inner], np.nan_to_num(counted[inner]), minlength=len(own))
        has = np.bincount(parent[inner], minlength=len(own)) > 0
        counted = np.where(has, np.fmax(counted, np.where(sums > 0, sums, np.nan)), counted)
        counted, parent = np.where(inner, 0.0, counted), np.where(inner, -1, parent)
        chosen = chosen & ~inner
    return counted[chosen]


def _leaves(parent: Places) -> Mask:
    """Members in another one's territory with nobody inside their own, all of whose neighbours are so.

    Whoever has a member inside waits for it, and so do its neighbours: their sum must be formed at once.
    """
    inside = np.isin(np.arange(len(parent)), parent[parent >= 0])
    waits = np.isin(parent, parent[(parent >= 0) & inside])
    mask: Mask = (parent >= 0) & ~inside & ~waits
    return mask


def _within(states: MemberStates) -> Places:
    """Place on the roll of the member each member's territory lies in; -1 for none, or for itself."""
    cities = pd.Index(states.roll["city_id"])
    within = cities.get_indexer(pd.Index(states.roll["territory_of"]))
    return np.where(within == np.arange(len(cities)), -1, within)


def _rows(states: MemberStates, within: Places) -> pd.DataFrame:
    rows = states.roll.assign(in_group=states.group, illustrative=states.own_illustrative)
    part = parts(rows["in_group"]).where(rows["population"].notna(), "unknown")
    return rows.assign(part=part.where(within < 0, "overlap"))
