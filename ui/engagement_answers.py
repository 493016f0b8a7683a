"""What the Engagement page asks, each answer computed once a version of the data and a basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

import analysis.engagement_score
import analysis.network_overlap
import analysis.potential
import analysis.presence
import analysis.turnout
import analysis.working_groups
from ui import contact_coverage, services
from ui.remembered import KEPT, by_version

if TYPE_CHECKING:
    from analysis.basis import Basis

Contacted = tuple[tuple[str, int], ...]


def contacts() -> pd.DataFrame:
    """One row a contact of anybody: city_id, channel, holder, last_contact_on; never who. Read anew."""
    return contact_coverage.coverage()


def contacted() -> Contacted:
    """City and number of its contacts, as a value that answers can be kept by."""
    counts = contacts()["city_id"].value_counts()
    return tuple(sorted((str(city), int(count)) for city, count in counts.items()))


@by_version(KEPT)
def cities(basis: Basis) -> pd.DataFrame:
    """Members and open prospects of the focus group, as analysis.places."""
    rows = services.places(basis)
    return rows[rows["in_group"]].sort_values(["name", "city_id"], ignore_index=True)


@by_version(KEPT)
def presence(basis: Basis) -> pd.DataFrame:
    """How each was seen at events."""
    return analysis.presence.presence(services.dataset(), basis.as_of, cities(basis))


@by_version(KEPT)
def events(basis: Basis) -> pd.DataFrame:
    """Each event with a list, the latest first, with how many of the group's members came."""
    members = cities(basis)
    members = members[members["kind"] == "member"]
    found = analysis.turnout.by_event(services.dataset(), basis.as_of, members["city_id"])
    return found.assign(
        unsaid=found["came"] - found["in_person"] - found["online"], absent=len(members) - found["came"]
    )


@by_version(KEPT)
def scores(basis: Basis, held: Contacted) -> pd.DataFrame:
    """Points of engagement, the least first."""
    by_city = pd.Series(dict(held), dtype="int64")
    found = analysis.engagement_score.scores(services.dataset(), presence(basis), by_city)
    return found.sort_values(["score", "name"], ignore_index=True)


@by_version(KEPT)
def interest(basis: Basis) -> pd.DataFrame:
    """Topics of the group's cities."""
    return analysis.working_groups.interest(services.dataset(), cities(basis))


@by_version(KEPT)
def unasked(basis: Basis) -> pd.DataFrame:
    """Cities of which no topic is on record."""
    return analysis.working_groups.unasked(services.dataset(), cities(basis))


@by_version(KEPT)
def overlap(basis: Basis) -> pd.DataFrame:
    """Each network with each city of the group."""
    return analysis.network_overlap.overlap(services.dataset(), cities(basis))


@by_version(KEPT)
def potential(basis: Basis, held: Contacted) -> pd.DataFrame:
    """Size, activity elsewhere and here."""
    elsewhere = analysis.network_overlap.elsewhere(overlap(basis))
    return analysis.potential.potential(cities(basis), presence(basis), scores(basis, held), elsewhere)


def in_view(basis: Basis, view: str, held: Contacted) -> pd.Series:
    """Which rows of `potential` belong to a group of the note."""
    city_ids = potential(basis, held)["city_id"]
    return analysis.potential.in_view(services.dataset(), view, city_ids)
