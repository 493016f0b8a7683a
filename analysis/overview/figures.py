"""Every figure of a basis under every definition, and the checks that hold between them."""

from __future__ import annotations

from dataclasses import replace

from analysis.core.basis import Basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.figure import Figure
from analysis.core.member_states import MemberStates, member_states, under_definition
from analysis.fees.arrears import arrears_figures, compute_arrears
from analysis.fees.collection import collection_by_year, collection_figures
from analysis.fees.concentration import by_country, concentration_figures
from analysis.fees.expected_dues import expected_fees, fee_figures
from analysis.fees.money import money_figures
from analysis.overview.checks import Check, data_checks, money_checks, state_checks
from analysis.roll.inhabitants import inhabitants_share
from analysis.roll.voters import would_vote
from analysis.shares.bridge import bridge_figures, build_bridge
from analysis.shares.gap import gap_figures, pay_rates, relative_pay_rate
from analysis.shares.retention import retention_figures
from analysis.shares.shares import official_share, paying_share
from data.dataset import Dataset


def states_by_definition(dataset: Dataset, basis: Basis) -> dict[str, MemberStates]:
    """The member states of the basis under each definition: one roll, one group, one ledger."""
    first = member_states(dataset, replace(basis, definition=DEFINITIONS[0]))
    return {name: under_definition(first, name) for name in DEFINITIONS}


def headline_figures(states: dict[str, MemberStates]) -> list[Figure]:
    """official_share, paying_share and relative_pay_rate under each definition, then the figures of money.

    states: `states_by_definition`.
    """
    one = states[DEFINITIONS[0]]
    paying = [paying_share(each) for each in states.values()]
    rates = [relative_pay_rate(each) for each in states.values()]
    return [official_share(one), *paying, *rates, *money_figures(one)]


def further_figures(states: dict[str, MemberStates]) -> list[Figure]:
    """All other figures: of each definition, of inhabitants, arrears, collection, concentration and fees."""
    one = states[DEFINITIONS[0]]
    figures = [inhabitants_share(one)]
    for each in states.values():
        bridge = build_bridge(each)
        figures += [*pay_rates(each), *gap_figures(each)]
        figures += [*bridge_figures(each, bridge), *retention_figures(each, bridge)]
    figures += [*collection_figures(one, collection_by_year(one)), *arrears_figures(compute_arrears(one))]
    figures += [*concentration_figures(one, by_country(one)), would_vote(states["good_standing"])]
    return [*figures, *fee_figures(one, expected_fees(one))]


def further_checks(states: dict[str, MemberStates]) -> list[Check]:
    """Consistency of all other figures, then what in the data to look at; none without a roll."""
    one = states[DEFINITIONS[0]]
    if not one.size:
        return []
    identities = [check for each in states.values() for check in state_checks(each)]
    return [*identities, *money_checks(one, by_country(one), compute_arrears(one)), *data_checks(one)]
