"""Figures of the Engagement page, each computed once a version of the data, a basis and a circle.

A circle (`whom`) is whose engagement is looked at: 'group' for the focus group, 'all' for all members and
prospects. Contacts are no part of a version; of them only cities, channels and holders come here.
"""

from __future__ import annotations

from itertools import chain

import pandas as pd

from analysis.core.basis import Basis
from analysis.engagement import (
    attendance_by_event,
    network_overlap,
    score,
    silence,
    working_groups,
)
from analysis.engagement import potential as untapped_potential
from data.cities import reference_cities
from data.offers import reference_offers
from ui.core import queries
from ui.core.cache import cached

WHOM = ("group", "all")
Reached = frozenset[str] | None


@cached
def cities(basis: Basis, whom: str) -> pd.DataFrame:
    """Members on the roll and open prospects of the circle, as places."""
    rows = queries.places(basis)
    chosen = rows[rows["in_group"]] if whom == "group" else rows
    return chosen.drop_duplicates("city_id").reset_index(drop=True)


def uses_wechat(basis: Basis, whom: str) -> bool:
    """Whether a city of the circle lies where people are reached by WeChat: in China."""
    return bool((cities(basis, whom)["country"] == "CHN").any())


@cached
def events(basis: Basis, whom: str) -> pd.DataFrame:
    """Held events with how many of the circle came."""
    return attendance_by_event.by_event(queries.dataset(), cities(basis, whom), basis.as_of)


@cached
def attendances(basis: Basis, whom: str) -> pd.DataFrame:
    """Who of the circle came to what."""
    return attendance_by_event.attendances(queries.dataset(), cities(basis, whom), basis.as_of)


@cached
def seen(basis: Basis, whom: str, months: int) -> pd.DataFrame:
    """The circle with how often each city was seen, and whether it is silent (`silence`)."""
    rows = attendance_by_event.by_city(queries.dataset(), cities(basis, whom), basis.as_of)
    return rows.assign(silence=silence.silence(rows, basis.as_of, months))


def members(basis: Basis, whom: str, months: int) -> pd.DataFrame:
    """The same without prospects."""
    rows = seen(basis, whom, months)
    return rows[rows["kind"] == "member"]


@cached
def scores(basis: Basis, whom: str, reached: Reached) -> pd.DataFrame:
    """The circle with its points and their parts, most points first."""
    rows = seen(basis, whom, silence.SILENT_MONTHS)
    topics = queries.dataset().table("topics")
    points = score.score(rows, topics, reached)
    invented = topics.loc[topics["provenance"] == "illustrative", "city_id"]
    points = points.assign(illustrative=points["illustrative"] | points["city_id"].isin(invented))
    return points.sort_values(["points", "name"], ascending=[False, True], ignore_index=True)


@cached
def interests(basis: Basis, whom: str) -> pd.DataFrame:
    """Topics of the circle, one row a city and a topic."""
    return working_groups.interests(queries.dataset(), cities(basis, whom))


@cached
def topics(basis: Basis, whom: str) -> pd.DataFrame:
    """Every topic on record or on offer with how many cities of the circle have it."""
    offered = tuple(code for codes in reference_offers()["topics"] for code in codes)
    return working_groups.by_topic(queries.dataset(), interests(basis, whom), offered)


@cached
def groups(basis: Basis, whom: str, reached: Reached) -> pd.DataFrame:
    """Proposed working groups, to which cities without a topic that came in person are added as ones to ask,
    most points first."""
    recorded = queries.dataset().table("topics")["city_id"]
    rows = scores(basis, whom, reached)
    to_ask = rows[(rows["in_person"] > 0) & ~rows["city_id"].isin(recorded)]
    names = topics(basis, whom)["topic"].tolist()
    return working_groups.propose_groups(interests(basis, whom), names, to_ask)


@cached
def network_answers(basis: Basis, whom: str) -> pd.DataFrame:
    """Cities of the circle by networks, one answer each, in the order of `cities`."""
    return network_overlap.answers(queries.dataset(), cities(basis, whom))


@cached
def potential(basis: Basis, whom: str, reached: Reached) -> pd.DataFrame:
    """The circle and every city of a saved list with points, activity elsewhere and whether it is untapped.

    The largest untapped first, then the others by inhabitants.
    """
    data = queries.dataset()
    every = scores(basis, "all", reached)
    listed = [*chain.from_iterable(untapped_potential.saved_lists(data, basis.group).values())]
    wanted = {*cities(basis, whom)["city_id"], *listed}
    inside = every[every["city_id"].isin(wanted)]
    outside = untapped_potential.outsiders(listed, every, reference_cities())
    if len(outside):
        outside = _outside_points(outside, reached)
        inside = pd.concat([inside, outside], ignore_index=True)
    inside = inside.reset_index(drop=True)
    answers = network_overlap.answers(data, inside)
    rows = inside.assign(
        elsewhere=network_overlap.membership_elsewhere(answers),
        population=inside["population"].astype("Int64"),
    )
    rows = rows.assign(untapped=untapped_potential.is_untapped(rows))
    return rows.sort_values(
        ["untapped", "population"], ascending=False, na_position="last", ignore_index=True
    )


def _outside_points(outside: pd.DataFrame, reached: Reached) -> pd.DataFrame:
    """Points of cities that are neither members nor prospects."""
    data = queries.dataset()
    rows = outside.assign(joined_on=pd.Series(pd.NaT, index=outside.index, dtype="datetime64[s]"))
    seen_rows = attendance_by_event.by_city(data, rows, data.as_of)
    return score.score(seen_rows, data.table("topics"), reached)
