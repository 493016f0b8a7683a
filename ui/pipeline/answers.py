"""What the Pipeline page asks beyond its list: journeys, cohorts, what is to be expected, and the chances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analysis.pipeline.candidates
import analysis.pipeline.cohorts
import analysis.pipeline.journeys
import analysis.pipeline.prospects
import analysis.pipeline.stage_chances
from analysis.pipeline.stage_chances import STAGE_CHANCES, read_chance
from data.cities import reference_cities
from ui.core import queries
from ui.core.cache import cached
from ui.widgets import saved_names

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.pipeline.stage_chances import ChanceScore
    from data.store.saved import Saved

STAGE_CHANCE = "stage_chance"
Chances = tuple[tuple[str, float], ...]


def set_by_hand() -> dict[str, Saved]:
    """Stage → the chance that somebody set for it, with author and time. Read anew in every run."""
    known = {
        each.name: each
        for each in saved_names.saved_entries(STAGE_CHANCE)
        if read_chance(each.code) is not None
    }
    return {stage: known[stage] for stage in STAGE_CHANCES if stage in known}


def chances(by_hand: dict[str, Saved]) -> Chances:
    """The same as a value that answers can be kept by."""
    read = ((stage, read_chance(each.code)) for stage, each in by_hand.items())
    return tuple((stage, chance) for stage, chance in read if chance is not None)


@cached
def worklist(basis: Basis) -> pd.DataFrame:
    """Open prospects, overdue steps first."""
    return analysis.pipeline.prospects.worklist(queries.prospects(basis))


@cached
def journeys(basis: Basis) -> pd.DataFrame:
    """One row a city that ever had a stage, with its name."""
    found = analysis.pipeline.journeys.journeys(queries.dataset(), basis.as_of)
    return found.assign(name=analysis.pipeline.journeys.names_of(queries.dataset(), found["city_id"]))


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
def expected(basis: Basis, by_hand: Chances) -> pd.DataFrame:
    """What each open prospect adds to the expected members and fees."""
    waiting = queries.prospects(basis)
    data = queries.dataset()
    own = waiting.set_index("city_id")["probability"]
    found = analysis.pipeline.candidates.candidates(data, basis, waiting, reference_cities())
    return analysis.pipeline.stage_chances.expected_members(data, found, own, fee_year(basis), dict(by_hand))


def fee_year(basis: Basis) -> int:
    """The year whose grid prices the prospects: that of the basis, or of its date where none is known."""
    return basis.fee_year if basis.fee_year is not None else basis.as_of.year


@cached
def score(basis: Basis, by_hand: Chances) -> ChanceScore:
    """How the chances compare with what happened."""
    data = queries.dataset()
    return analysis.pipeline.stage_chances.score_chances(data, journeys(basis), basis.as_of, dict(by_hand))
