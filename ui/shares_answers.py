"""What the Shares and What-if pages ask, each answer computed once a version of the data and a basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import analysis.apart
import analysis.arrears
import analysis.bridge
import analysis.checks
import analysis.collection
import analysis.concentration
import analysis.fees
import analysis.figures
import analysis.inhabitants
import analysis.quality
import analysis.regions
import analysis.retention
import analysis.split
import analysis.voters
from analysis.basis import DEFINITIONS
from ui import services
from ui.remembered import remembered, whatever_definition

if TYPE_CHECKING:
    import pandas as pd

    from analysis.apart import Apart
    from analysis.arrears import Arrears
    from analysis.basis import Basis
    from analysis.bridge import Bridge
    from analysis.checks import Check
    from analysis.collection import SameDay
    from analysis.figure import Figure
    from analysis.quality import FieldQuality
    from analysis.standing import Standing


def standings(basis: Basis) -> dict[str, Standing]:
    """The standing of a basis under each definition."""
    return {name: services.standing(replace(basis, definition=name)) for name in DEFINITIONS}


@whatever_definition
@remembered
def headline(basis: Basis) -> dict[tuple[str, str | None], Figure]:
    """Headline figures by name and definition."""
    found = analysis.figures.headline_figures(services.dataset(), basis, standings(basis))
    return {(figure.name, figure.definition): figure for figure in found}


@remembered
def why(basis: Basis) -> dict[str, Figure]:
    """Pay rates and the parts of the difference between the two shares, by name."""
    found = services.standing(basis)
    figures = [*analysis.split.pay_rates(found), *analysis.split.gap_figures(found)]
    return {figure.name: figure for figure in figures}


@remembered
def state_counts(basis: Basis) -> pd.DataFrame:
    """Members of the group and of the others by payment state."""
    return analysis.split.state_counts(services.standing(basis))


@remembered
def split(basis: Basis) -> pd.DataFrame:
    """What each state makes of the difference between the two shares."""
    return analysis.split.split(services.standing(basis))


@whatever_definition
@remembered
def inhabitants(basis: Basis) -> Figure:
    """Share of inhabitants."""
    return analysis.inhabitants.inhabitants_share(services.standing(basis))


@whatever_definition
@remembered
def would_vote(basis: Basis) -> Figure:
    """Members in good standing."""
    return analysis.voters.would_vote(standings(basis)["good_standing"])


@remembered
def bridge(basis: Basis) -> Bridge | None:
    """From last year's payers to this year's."""
    return analysis.bridge.bridge(services.standing(basis))


@remembered
def bridge_figures(basis: Basis) -> dict[str, Figure]:
    """Members on the bridge and how many of them stayed, by name."""
    found, made = services.standing(basis), bridge(basis)
    figures = analysis.bridge.bridge_figures(found, made)
    return {figure.name: figure for figure in [*figures, *analysis.retention.retention_figures(found, made)]}


@remembered
def paid_and_left(basis: Basis) -> pd.DataFrame:
    """Who paid and has left the roll since."""
    return analysis.bridge.paid_and_left(services.standing(basis))


@whatever_definition
@remembered
def arrears(basis: Basis) -> Arrears:
    """What is still owed."""
    return analysis.arrears.arrears(services.standing(basis))


@whatever_definition
@remembered
def arrears_figures(basis: Basis) -> dict[str, Figure]:
    """Amount and number of members in arrears over all years, by name."""
    figures = analysis.arrears.arrears_figures(arrears(basis))
    return {figure.name: figure for figure in figures if figure.definition == "in_full"}


@whatever_definition
@remembered
def collection(basis: Basis) -> pd.DataFrame:
    """Dues and receipts by fee year and cumulative."""
    return analysis.collection.collection_by_year(services.standing(basis))


@whatever_definition
@remembered
def collected(basis: Basis) -> dict[str, Figure]:
    """Collection rate of the fee year and of all years, by name."""
    figures = analysis.collection.collection_figures(services.standing(basis), collection(basis))
    every = {figure.name: figure for figure in figures if figure.definition == "received"}
    return every | {"collection_rate": headline(basis)["collection_rate", "received"]}


@remembered
def same_day(basis: Basis) -> SameDay | None:
    """The year before to the same day, of today's members."""
    return analysis.collection.same_day(services.standing(basis))


@whatever_definition
@remembered
def countries(basis: Basis) -> pd.DataFrame:
    """Money by country."""
    return analysis.concentration.by_country(services.standing(basis))


@whatever_definition
@remembered
def concentration(basis: Basis) -> dict[str, Figure]:
    """How much depends on few, by name."""
    figures = analysis.concentration.concentration_figures(services.standing(basis), countries(basis))
    return {figure.name: figure for figure in figures}


@remembered
def levels(basis: Basis) -> pd.DataFrame:
    """Members and money by income level."""
    return analysis.regions.levels_of(services.standing(basis))


@whatever_definition
@remembered
def fees(basis: Basis) -> pd.DataFrame:
    """The fee grid against the fees in the file."""
    return analysis.fees.expected_fees(services.standing(basis))


@whatever_definition
@remembered
def fee_figures(basis: Basis) -> dict[str, Figure]:
    """What the grid expects and what was invoiced, by name."""
    figures = analysis.fees.fee_figures(services.standing(basis), fees(basis))
    return {figure.name: figure for figure in figures}


@whatever_definition
@remembered
def checks(basis: Basis) -> list[Check]:
    """Every check of a basis."""
    found = standings(basis)
    return [
        *analysis.checks.share_checks(list(headline(basis).values())),
        *analysis.figures.further_checks(found),
    ]


@remembered
def fields(basis: Basis) -> dict[str, FieldQuality]:
    """How far each field reaches."""
    return analysis.quality.field_quality(services.standing(basis), fees(basis))


def weakest(figure: Figure, basis: Basis) -> FieldQuality | None:
    """The weakest field a figure rests on."""
    return analysis.quality.weakest(figure.name, fields(basis))


@remembered
def apart(basis: Basis) -> list[Apart]:
    """Members that the switches speak of."""
    return analysis.apart.apart(services.standing(basis))
