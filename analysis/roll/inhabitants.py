"""Share of inhabitants: whoever lives in territories that overlap counts once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Mask, Places
from analysis.core.figure import Figure, parts, ratio, share_figure
from analysis.core.member_states import MemberStates, why_no_roll

_DEEPEST = 8  # territories within territories; deeper than this is a circle in the data


def inhabitants_share(states: MemberStates) -> Figure:
    """Σ_c N ÷ Σ N over the roll, each inhabitant once; over members whose number is known.

    Without bounds where any member's number is not known.
    """
    within = _within(states)
    counted = inhabitants(states, within)
    of_group, of_all = float(np.nansum(counted[states.group])), float(np.nansum(counted))
    value = ratio(of_group, of_all)
    bound = None if states.roll["population"].isna().any() else value
    return share_figure(
        Figure("inhabitants_share", "official", value, low=bound, high=bound),
        (of_group, of_all),
        illustrative=bool(states.own_illustrative.any()),
        reason="no_inhabitants" if states.size else why_no_roll(states.dataset, states.basis),
        counted=lambda: _rows(states, within),
    )


def inhabitants(states: MemberStates, within: Places) -> Amounts:
    """The inhabitants that each member counts with, so that nobody counts twice; NaN where not known.

    within: place on the roll of the member whose territory a member lies in, -1 for none. The larger one
    counts with its own number less those of its parts, never below 0; its own number is at least their sum.
    Members in a circle count with their own number each.
    """
    whole = states.roll["population"].astype("float64").to_numpy()
    in_parts, parent = np.zeros(len(whole)), within.copy()
    for _ in range(_DEEPEST):  # innermost first: what lies in a territory is added up before it is compared
        inner = _leaves(parent)
        if not inner.any():
            break
        sums = np.bincount(parent[inner], np.nan_to_num(whole[inner]), minlength=len(whole))
        whole = np.fmax(whole, np.where(sums > 0, sums, np.nan))
        in_parts += sums
        parent = np.where(inner, -1, parent)
    return whole - in_parts


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
