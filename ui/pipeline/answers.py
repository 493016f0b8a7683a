"""Figures of the Pipeline page: journeys, cohorts, expected members and fees, and the chances of stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analysis.core.city_names
import analysis.pipeline.candidates
import analysis.pipeline.cohorts
import analysis.pipeline.journeys
import analysis.pipeline.prospects
import analysis.pipeline.stage_chances
from analysis.pipeline.stage_chances import STAGE_CHANCES, read_chance
from data.cities import reference_cities
from data.store.saved import Saved
from ui.core import queries
from ui.core.cache import cached
from ui.widgets import saved_names

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.pipeline.stage_chances import ChanceScore

ManualChances = dict[str, Saved]
"""Stage → the chance that somebody set for it, with author and time."""
STAGE_CHANCE = "stage_chance"
Chances = tuple[tuple[str, float], ...]
"""Stage and chance: a value that results can be cached by."""


def manual_chances() -> ManualChances:
    """The chances that people set for stages. Read anew in every run."""
    known = {
        each.name: each
        for each in saved_names.saved_entries(STAGE_CHANCE)
        if read_chance(each.code) is not None
    }
    return {stage: known[stage] for stage in STAGE_CHANCES if stage in known}


def chances(manual: ManualChances) -> Chances:
    """The same without author and time."""
    values = ((stage, read_chance(each.code)) for stage, each in manual.items())
    return tuple((stage, chance) for stage, chance in values if chance is not None)


@cached
def worklist(basis: Basis) -> pd.DataFrame:
    """Open prospects, overdue steps first."""
    return analysis.pipeline.prospects.worklist(queries.prospects(basis))


@cached
def journeys(basis: Basis) -> pd.DataFrame:
    """One row a city that ever had a stage, with its name."""
    rows = analysis.pipeline.journeys.journeys(queries.dataset(), basis.as_of)
    return rows.assign(name=analysis.core.city_names.names_of(queries.dataset(), rows["city_id"]))


@cached
def drop_off(basis: Basis) -> pd.DataFrame:
    """What became of those that got so far and no further."""
    return analysis.pipeline.journeys.drop_off(journeys(basis))


@cached
def cohorts(basis: Basis, period: str) -> pd.DataFrame:
    """Conversion and speed by year or half year of entry."""
    return analysis.pipeline.cohorts.by_cohort(journeys(basis), period)


@cached
def set_aside(basis: Basis) -> pd.DataFrame:
    """Cities that are lost or parked, with the reason."""
    return analysis.pipeline.journeys.set_aside(queries.dataset(), journeys(basis), basis.as_of)


@cached
def expected(basis: Basis, manual: Chances) -> pd.DataFrame:
    """What each open prospect adds to the expected members and fees."""
    data, prospects = queries.dataset(), queries.prospects(basis)
    own = prospects.set_index("city_id")["probability"]
    rows = analysis.pipeline.candidates.candidates(data, basis, prospects, reference_cities())
    return analysis.pipeline.stage_chances.expected_members(data, rows, own, fee_year(basis), dict(manual))


def fee_year(basis: Basis) -> int:
    """The year whose grid prices the prospects: that of the basis, or of its date where none is known."""
    return basis.fee_year if basis.fee_year is not None else basis.as_of.year


@cached
def score(basis: Basis, manual: Chances) -> ChanceScore:
    """How the chances compare with what happened."""
    data = queries.dataset()
    return analysis.pipeline.stage_chances.score_chances(data, journeys(basis), basis.as_of, dict(manual))
