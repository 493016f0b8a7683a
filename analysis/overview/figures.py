"""Every figure of a basis under every definition, and the checks that hold between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.core.basis import DEFINITIONS, Basis
from analysis.core.ledger import Ledger, build_ledger
from analysis.core.member_states import MemberStates, member_states, under_definition
from analysis.fees.arrears import arrears_figures, compute_arrears
from analysis.fees.collection import collection_by_year, collection_figures
from analysis.fees.concentration import by_country, concentration_figures
from analysis.fees.expected_dues import expected_fees, fee_figures
from analysis.fees.money import money_figures, money_of
from analysis.overview.checks import Check, data_checks, money_checks, share_checks, standing_checks
from analysis.roll.inhabitants import inhabitants_share
from analysis.roll.voters import would_vote
from analysis.shares.bridge import bridge_figures, build_bridge
from analysis.shares.gap import gap_figures, pay_rates
from analysis.shares.retention import retention_figures
from analysis.shares.shares import official_of, paying_of, relative_pay_rate

if TYPE_CHECKING:
    from analysis.core.figure import Figure
    from data.dataset import Dataset


def states_by_definition(
    dataset: Dataset, basis: Basis, ledger: Ledger | None = None
) -> dict[str, MemberStates]:
    """The member states of the basis under each definition: one roll, one group, one ledger."""
    ledger = ledger or build_ledger(dataset, basis.as_of, basis.fee_year)
    first = member_states(dataset, replace(basis, definition=DEFINITIONS[0]), ledger)
    made = {DEFINITIONS[0]: first}
    for name in DEFINITIONS[1:]:
        made[name] = under_definition(first, name)
    return made


def headline_figures(
    dataset: Dataset, basis: Basis, found: dict[str, MemberStates] | None = None
) -> list[Figure]:
    """official_share, paying_share and relative_pay_rate under each definition, then the figures of money.

    found: the answer of `states_by_definition` for the same basis, if it is there already.
    """
    found = found or states_by_definition(dataset, basis)
    one = found[DEFINITIONS[0]]
    official = official_of(one)
    paying = [paying_of(each) for each in found.values()]
    rates = [relative_pay_rate(official, figure) for figure in paying]
    return [official, *paying, *rates, *money_figures(money_of(one), basis)]


def further_figures(found: dict[str, MemberStates]) -> list[Figure]:
    """All other figures: of each definition, of inhabitants, arrears, collection, concentration and fees."""
    one = found[DEFINITIONS[0]]
    made = [inhabitants_share(one)]
    for each in found.values():
        between = build_bridge(each)
        made += [*pay_rates(each), *gap_figures(each)]
        made += [*bridge_figures(each, between), *retention_figures(each, between)]
    made += [*collection_figures(one, collection_by_year(one)), *arrears_figures(compute_arrears(one))]
    made += [*concentration_figures(one, by_country(one)), would_vote(found["good_standing"])]
    return [*made, *fee_figures(one, expected_fees(one))]


def checks(figures: list[Figure]) -> list[Check]:
    """Consistency of the headline figures of one basis."""
    return share_checks(figures)


def further_checks(found: dict[str, MemberStates]) -> list[Check]:
    """Consistency of all other figures, then what in the data to look at; none without a roll."""
    one = found[DEFINITIONS[0]]
    if not one.size:
        return []
    identities = [check for each in found.values() for check in standing_checks(each)]
    return [*identities, *money_checks(one, by_country(one), compute_arrears(one)), *data_checks(one)]
