"""What the Shares and What-if pages show, each result computed once per version of the data and basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import TypeVar

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
from analysis.core.basis import Basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates
from analysis.overview.checks import Check
from ui.core import queries
from ui.core.cache import cached

T = TypeVar("T")


def _of_states(compute: Callable[[MemberStates], T], *, per_definition: bool = True) -> Callable[[Basis], T]:
    """The cached result of an analysis of member states, by basis. per_definition: as `cached`."""

    @cached(per_definition=per_definition)
    @wraps(compute)
    def result(basis: Basis) -> T:
        return compute(queries.member_states(basis))

    return result


state_counts = _of_states(analysis.shares.gap.state_counts)
gap_by_state = _of_states(analysis.shares.gap.gap_parts)
inhabitants_share = _of_states(analysis.roll.inhabitants.inhabitants_share, per_definition=False)
bridge = _of_states(analysis.shares.bridge.build_bridge)
paid_and_left = _of_states(analysis.shares.bridge.paid_and_left)
arrears = _of_states(analysis.fees.arrears.compute_arrears, per_definition=False)
collection = _of_states(analysis.fees.collection.collection_by_year, per_definition=False)
collected_by_same_day = _of_states(analysis.fees.collection.collected_by_same_day)
by_country = _of_states(analysis.fees.concentration.by_country, per_definition=False)
by_income_level = _of_states(analysis.roll.regions.by_income_level)
optional_members = _of_states(analysis.roll.optional_members.optional_members)


def states_by_definition(basis: Basis) -> dict[str, MemberStates]:
    """The member states of a basis under each definition."""
    return {name: queries.member_states(replace(basis, definition=name)) for name in DEFINITIONS}


def _by_name(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures}


@cached(per_definition=False)
def headline_figures(basis: Basis) -> dict[tuple[str, str | None], Figure]:
    """Headline figures by name and definition."""
    figures = analysis.overview.figures.headline_figures(states_by_definition(basis))
    return {(figure.name, figure.definition): figure for figure in figures}


@cached
def gap_figures(basis: Basis) -> dict[str, Figure]:
    """Pay rates and the parts of the difference between the two shares, by name."""
    states = queries.member_states(basis)
    return _by_name([*analysis.shares.gap.pay_rates(states), *analysis.shares.gap.gap_figures(states)])


@cached(per_definition=False)
def would_vote(basis: Basis) -> Figure:
    """Members in good standing."""
    return analysis.roll.voters.would_vote(states_by_definition(basis)["good_standing"])


@cached
def bridge_figures(basis: Basis) -> dict[str, Figure]:
    """Members on the bridge and how many of them stayed, by name."""
    given = queries.member_states(basis), bridge(basis)
    steps = analysis.shares.bridge.bridge_figures(*given)
    return _by_name([*steps, *analysis.shares.retention.retention_figures(*given)])


@cached(per_definition=False)
def arrears_figures(basis: Basis) -> dict[str, Figure]:
    """Amount and number of members in arrears over all years, by name."""
    figures = analysis.fees.arrears.arrears_figures(arrears(basis))
    return _by_name(figure for figure in figures if figure.definition == "in_full")


@cached(per_definition=False)
def settlement(basis: Basis) -> dict[str, float]:
    """Due − received as its parts, over all years up to the fee year."""
    return analysis.fees.arrears.settlement(arrears(basis))


@cached(per_definition=False)
def collection_figures(basis: Basis) -> dict[str, Figure]:
    """Collection rate of the fee year and of all years, by name."""
    figures = analysis.fees.collection.collection_figures(queries.member_states(basis), collection(basis))
    rate = headline_figures(basis)["collection_rate", "received"]
    return _by_name([*(figure for figure in figures if figure.definition == "received"), rate])


@cached(per_definition=False)
def concentration_figures(basis: Basis) -> dict[str, Figure]:
    """How much depends on few countries, by name."""
    states = queries.member_states(basis)
    return _by_name(analysis.fees.concentration.concentration_figures(states, by_country(basis)))


@cached(per_definition=False)
def fee_figures(basis: Basis) -> dict[str, Figure]:
    """What the fee grid expects and what was invoiced, by name."""
    states, fees = queries.member_states(basis), queries.expected_fees(basis)
    return _by_name(analysis.fees.expected_dues.fee_figures(states, fees))


@cached(per_definition=False)
def checks(basis: Basis) -> list[Check]:
    """Every check of a basis."""
    return [
        *analysis.overview.checks.share_checks(list(headline_figures(basis).values())),
        *analysis.overview.figures.further_checks(states_by_definition(basis)),
    ]
