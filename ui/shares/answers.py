"""What the Shares and What-if pages ask, each answer computed once a version of the data and a basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import analysis.fees.arrears
import analysis.fees.collection
import analysis.fees.concentration
import analysis.fees.expected_dues
import analysis.overview.checks
import analysis.overview.figures
import analysis.roll.inhabitants
import analysis.roll.optional_members
import analysis.roll.regions
import analysis.roll.voters
import analysis.shares.bridge
import analysis.shares.gap
import analysis.shares.retention
from analysis.core.basis import DEFINITIONS
from ui.core import queries
from ui.core.cache import cached

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from analysis.core.member_states import MemberStates
    from analysis.fees.arrears import Arrears
    from analysis.fees.collection import SameDay
    from analysis.overview.checks import Check
    from analysis.roll.optional_members import OptionalMembers
    from analysis.shares.bridge import Bridge


def states_by_definition(basis: Basis) -> dict[str, MemberStates]:
    """The member states of a basis under each definition."""
    return {name: queries.member_states(replace(basis, definition=name)) for name in DEFINITIONS}


@cached(per_definition=False)
def headline(basis: Basis) -> dict[tuple[str, str | None], Figure]:
    """Headline figures by name and definition."""
    found = analysis.overview.figures.headline_figures(states_by_definition(basis))
    return {(figure.name, figure.definition): figure for figure in found}


@cached
def why(basis: Basis) -> dict[str, Figure]:
    """Pay rates and the parts of the difference between the two shares, by name."""
    states = queries.member_states(basis)
    figures = [*analysis.shares.gap.pay_rates(states), *analysis.shares.gap.gap_figures(states)]
    return {figure.name: figure for figure in figures}


@cached
def state_counts(basis: Basis) -> pd.DataFrame:
    """Members of the group and of the others by payment state."""
    return analysis.shares.gap.state_counts(queries.member_states(basis))


@cached
def split(basis: Basis) -> pd.DataFrame:
    """What each state makes of the difference between the two shares."""
    return analysis.shares.gap.gap_parts(queries.member_states(basis))


@cached(per_definition=False)
def inhabitants(basis: Basis) -> Figure:
    """Share of inhabitants."""
    return analysis.roll.inhabitants.inhabitants_share(queries.member_states(basis))


@cached(per_definition=False)
def would_vote(basis: Basis) -> Figure:
    """Members in good standing."""
    return analysis.roll.voters.would_vote(states_by_definition(basis)["good_standing"])


@cached
def bridge(basis: Basis) -> Bridge | None:
    """From last year's payers to this year's."""
    return analysis.shares.bridge.build_bridge(queries.member_states(basis))


@cached
def bridge_figures(basis: Basis) -> dict[str, Figure]:
    """Members on the bridge and how many of them stayed, by name."""
    states, made = queries.member_states(basis), bridge(basis)
    figures = analysis.shares.bridge.bridge_figures(states, made)
    return {
        figure.name: figure
        for figure in [*figures, *analysis.shares.retention.retention_figures(states, made)]
    }


@cached
def paid_and_left(basis: Basis) -> pd.DataFrame:
    """Who paid and has left the roll since."""
    return analysis.shares.bridge.paid_and_left(queries.member_states(basis))


@cached(per_definition=False)
def arrears(basis: Basis) -> Arrears:
    """What is still owed."""
    return analysis.fees.arrears.compute_arrears(queries.member_states(basis))


@cached(per_definition=False)
def arrears_figures(basis: Basis) -> dict[str, Figure]:
    """Amount and number of members in arrears over all years, by name."""
    figures = analysis.fees.arrears.arrears_figures(arrears(basis))
    return {figure.name: figure for figure in figures if figure.definition == "in_full"}


@cached(per_definition=False)
def collection(basis: Basis) -> pd.DataFrame:
    """Dues and receipts by fee year and cumulative."""
    return analysis.fees.collection.collection_by_year(queries.member_states(basis))


@cached(per_definition=False)
def collected(basis: Basis) -> dict[str, Figure]:
    """Collection rate of the fee year and of all years, by name."""
    figures = analysis.fees.collection.collection_figures(queries.member_states(basis), collection(basis))
    every = {figure.name: figure for figure in figures if figure.definition == "received"}
    return every | {"collection_rate": headline(basis)["collection_rate", "received"]}


@cached
def same_day(basis: Basis) -> SameDay | None:
    """The year before to the same day, of today's members."""
    return analysis.fees.collection.collected_by_same_day(queries.member_states(basis))


@cached(per_definition=False)
def countries(basis: Basis) -> pd.DataFrame:
    """Money by country."""
    return analysis.fees.concentration.by_country(queries.member_states(basis))


@cached(per_definition=False)
def concentration(basis: Basis) -> dict[str, Figure]:
    """How much depends on few, by name."""
    figures = analysis.fees.concentration.concentration_figures(
        queries.member_states(basis), countries(basis)
    )
    return {figure.name: figure for figure in figures}


@cached
def levels(basis: Basis) -> pd.DataFrame:
    """Members and money by income level."""
    return analysis.roll.regions.by_income_level(queries.member_states(basis))


@cached(per_definition=False)
def fee_figures(basis: Basis) -> dict[str, Figure]:
    """What the grid expects and what was invoiced, by name."""
    figures = analysis.fees.expected_dues.fee_figures(
        queries.member_states(basis), queries.expected_fees(basis)
    )
    return {figure.name: figure for figure in figures}


@cached(per_definition=False)
def checks(basis: Basis) -> list[Check]:
    """Every check of a basis."""
    states = states_by_definition(basis)
    return [
        *analysis.overview.checks.share_checks(list(headline(basis).values())),
        *analysis.overview.figures.further_checks(states),
    ]


@cached
def optional_members(basis: Basis) -> list[OptionalMembers]:
    """Members that the switches speak of."""
    return analysis.roll.optional_members.optional_members(queries.member_states(basis))
