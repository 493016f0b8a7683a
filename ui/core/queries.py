"""Answers for the pages: every figure computed once by version and basis, all with a bound.

Cached frames are shared between readers. Nobody changes a frame in place, so none of them can notice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import analysis.core.basis
import analysis.core.groups
import analysis.core.ledger
import analysis.core.member_states
import analysis.engagement.attendance
import analysis.fees.money
import analysis.followups.followups
import analysis.map.places
import analysis.overview.attention
import analysis.pipeline.prospects
import analysis.pipeline.stages
import analysis.roll.regions
import analysis.shares.history
import analysis.shares.shares
from analysis.core.basis import DEFAULT_DEFINITION, default_basis
from data.cities import reference_cities
from data.store import versions
from data.store.database import reading
from ui.core import cache, store
from ui.core.cache import cached_across_definitions, cached_by_version
from ui.core.overview_figures import Overview

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from data.dataset import Dataset

_KEPT = 256  # bases kept: a reader tries a handful, fifty readers share them
_BOOKS_KEPT = 16  # ledgers kept: one a date and fee year


def dataset() -> Dataset:
    """The version that this run of a page speaks of. Nobody changes its frames in place."""
    return cache.dataset()


def version_number(version_id: str) -> int:
    """The number by which people know a version. Raises as `data.store.versions.version`."""
    with reading(store.opened()) as connection:
        return versions.version(connection, version_id).number


def forget() -> None:
    """Open the store anew and drop everything remembered of it."""
    cache.forget()
    store.forget()


@cached_by_version(_BOOKS_KEPT)
def group_codes() -> tuple[str, ...]:
    """Every group to choose from, the default one first."""
    return tuple(analysis.core.groups.group_codes(dataset()))


@cached_by_version(_BOOKS_KEPT)
def fee_years() -> tuple[int, ...]:
    """All fee years on record, oldest first."""
    return tuple(analysis.core.basis.fee_years(dataset()))


@cached_by_version(_KEPT)
def default_fee_year(as_of: date) -> int | None:
    """The latest fee year with a receipt by a date; None where there is none."""
    return analysis.core.basis.default_fee_year(dataset(), as_of)


@cached_by_version(_BOOKS_KEPT)
def ledger(as_of: date, fee_year: int | None) -> analysis.core.ledger.Ledger:
    """What every member owed and paid, as known at a date: shared by all groups and definitions."""
    return analysis.core.ledger.build_ledger(dataset(), as_of, fee_year)


@cached_by_version(_KEPT)
def member_states(basis: Basis) -> analysis.core.member_states.MemberStates:
    """Roll, group and payment states of a basis, from which all its figures are counted."""
    if basis.definition != DEFAULT_DEFINITION:
        return analysis.core.member_states.under_definition(
            member_states(replace(basis, definition=DEFAULT_DEFINITION)), basis.definition
        )
    return analysis.core.member_states.member_states(dataset(), basis, ledger(basis.as_of, basis.fee_year))


@cached_by_version(_KEPT)
def payment_states(basis: Basis) -> pd.DataFrame:
    """The roll with each member's state and money."""
    return member_states(basis).frame(basis.fee_year)


@cached_by_version(_KEPT)
def overview(basis: Basis) -> Overview:
    """Everything the first page needs, each step computed once."""
    states = member_states(basis)
    official = analysis.shares.shares.official_of(states)
    paying = analysis.shares.shares.paying_of(states)
    money = analysis.fees.money.money_of(states)
    waiting = prospects(basis)
    return Overview(
        official=official,
        paying=paying,
        rate=analysis.shares.shares.relative_pay_rate(official, paying),
        money={figure.name: figure for figure in analysis.fees.money.money_figures(money, basis)},
        prospects=waiting,
        attention=analysis.overview.attention.attention(
            basis, payment_states(basis), waiting, attendance(basis), steps(basis)
        ),
        history=history(basis),
        places=places(basis),
    )


@cached_by_version(_KEPT)
def history(basis: Basis) -> pd.DataFrame:
    """Shares and money by fee year."""
    return analysis.shares.history.by_fee_year(dataset(), basis, member_states(basis))


@cached_by_version(_KEPT)
def regions(basis: Basis) -> pd.DataFrame:
    """Members and money by world region."""
    return analysis.roll.regions.regions_of(member_states(basis))


@cached_by_version(_KEPT)
def places(basis: Basis) -> pd.DataFrame:
    """Members and prospects as places."""
    return analysis.map.places.places(
        dataset(), basis, reference_cities(), payment_states(basis), attendance(basis)
    )


@cached_across_definitions
@cached_by_version(_KEPT)
def attendance(basis: Basis) -> pd.DataFrame:
    """Who came to what by the date of the basis."""
    return analysis.engagement.attendance.attendance(dataset(), basis.as_of)


@cached_across_definitions
@cached_by_version(_KEPT)
def steps(basis: Basis) -> pd.DataFrame:
    """What is to be done and what was done, at the date of the basis."""
    return analysis.followups.followups.followups(dataset(), basis.as_of)


@cached_across_definitions
@cached_by_version(_KEPT)
def prospects(basis: Basis) -> pd.DataFrame:
    """Open prospects at the date of the basis."""
    return analysis.pipeline.prospects.prospects(dataset(), basis.as_of)


@cached_across_definitions
@cached_by_version(_KEPT)
def funnel(basis: Basis) -> pd.DataFrame:
    """The stages with how many are and were there."""
    return analysis.pipeline.prospects.funnel(dataset(), basis.as_of)


@cached_across_definitions
@cached_by_version(_KEPT)
def stage_changes(basis: Basis) -> pd.DataFrame:
    """Stays in a stage of the open prospects, with the city's name, furthest prospect first."""
    names = prospects(basis)[["city_id", "name"]].rename(columns={"name": "city"})
    return names.merge(analysis.pipeline.stages.stage_spells(dataset(), basis.as_of), on="city_id")


@cached_by_version(_KEPT)
def effect_of_joining(basis: Basis) -> pd.DataFrame:
    """Both shares if all prospects of a stage joined."""
    view = overview(basis)
    return analysis.pipeline.prospects.effect_of_joining(
        view.prospects, dataset(), basis, view.official, view.paying
    )


@cached_by_version(_KEPT)
def differences(basis: Basis) -> list[analysis.shares.history.Difference]:
    """Change of both shares since the same day a year earlier, or why it is withheld."""
    return [
        analysis.shares.history.since_last_year(dataset(), basis, measure)
        for measure in (_official_share, _paying_share)
    ]


def _official_share(_: Dataset, basis: Basis) -> Figure:
    return analysis.shares.shares.official_of(member_states(basis))


def _paying_share(_: Dataset, basis: Basis) -> Figure:
    return analysis.shares.shares.paying_of(member_states(basis))


def warm() -> None:
    """Open the store, fill it at the first start, and compute what the first reader will ask for."""
    overview(default_basis(dataset()))
