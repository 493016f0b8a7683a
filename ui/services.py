"""Answers for the pages: every figure computed once by version and basis, all with a bound.

Cached frames are shared between readers. Nobody changes a frame in place, so none of them can notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import analysis.attention
import analysis.figures
import analysis.history
import analysis.money
import analysis.pipeline
import analysis.places
import analysis.regions
import analysis.shares
import analysis.stages
import analysis.states
from analysis.basis import default_basis
from data.cities import reference_cities
from ui import remembered, store
from ui.remembered import by_version
from ui.views import Overview

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis
    from analysis.figure import Figure
    from analysis.figures import Check
    from data.dataset import Dataset

_KEPT = 256  # bases kept: a reader tries a handful, fifty readers share them


def dataset() -> Dataset:
    """The version that this run of a page speaks of. Nobody changes its frames in place."""
    return remembered.dataset()


def forget() -> None:
    """Open the store anew and drop everything remembered of it."""
    remembered.forget()
    store.forget()


@by_version(_KEPT)
def overview(basis: Basis) -> Overview:
    """Everything the first page needs, each step computed once."""
    data = dataset()
    states = analysis.states.member_states(data, basis)
    official = analysis.shares.official_share(data, basis)
    paying = analysis.shares.share_of_payers(data, basis, states)
    money = analysis.money.member_money(data, basis)
    waiting = prospects(basis)
    return Overview(
        official=official,
        paying=paying,
        rate=analysis.shares.relative_pay_rate(official, paying),
        money={figure.name: figure for figure in analysis.money.money_figures(money, basis)},
        prospects=waiting,
        attention=analysis.attention.attention(data, basis, states, waiting),
        history=history(basis),
        places=places(basis),
    )


@by_version(_KEPT)
def figures(basis: Basis) -> list[Figure]:
    """Headline figures under every definition."""
    return analysis.figures.headline_figures(dataset(), basis)


@by_version(_KEPT)
def history(basis: Basis) -> pd.DataFrame:
    """Shares and money by fee year."""
    return analysis.history.by_fee_year(dataset(), basis)


@by_version(_KEPT)
def regions(basis: Basis) -> pd.DataFrame:
    """Members and money by world region."""
    return analysis.regions.by_region(dataset(), basis)


@by_version(_KEPT)
def places(basis: Basis) -> pd.DataFrame:
    """Members and prospects as places."""
    return analysis.places.places(dataset(), basis, reference_cities())


@by_version(_KEPT)
def prospects(basis: Basis) -> pd.DataFrame:
    """Open prospects at the date of the basis."""
    return analysis.pipeline.prospects(dataset(), basis.as_of)


@by_version(_KEPT)
def funnel(basis: Basis) -> pd.DataFrame:
    """The stages with how many are and were there."""
    return analysis.pipeline.funnel(dataset(), basis.as_of)


@by_version(_KEPT)
def stage_changes(basis: Basis) -> pd.DataFrame:
    """Stays in a stage of the open prospects, with the city's name, furthest prospect first."""
    names = prospects(basis)[["city_id", "name"]].rename(columns={"name": "city"})
    return names.merge(analysis.stages.stage_spells(dataset(), basis.as_of), on="city_id")


@by_version(_KEPT)
def effect_of_joining(basis: Basis) -> pd.DataFrame:
    """Both shares if all prospects of a stage joined."""
    view = overview(basis)
    return analysis.pipeline.effect_of_joining(view.prospects, dataset(), basis, view.official, view.paying)


@by_version(_KEPT)
def differences(basis: Basis) -> list[analysis.history.Difference]:
    """Change of both shares since the same day a year earlier, or why it is withheld."""
    measures = (analysis.shares.official_share, analysis.shares.paying_share)
    return [analysis.history.since_last_year(dataset(), basis, measure) for measure in measures]


@by_version(_KEPT)
def checks(basis: Basis) -> list[Check]:
    """Consistency of the figures of a basis."""
    return analysis.figures.checks(figures(basis))


def warm() -> None:
    """Open the store, fill it at the first start, and compute what the first reader will ask for."""
    overview(default_basis(dataset()))
