"""What the Pipeline page asks beyond its list: journeys, cohorts, what is to be expected, and the chances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analysis.candidates
import analysis.cohorts
import analysis.journeys
import analysis.pipeline
import analysis.stage_chances
from analysis.stage_chances import STAGE_CHANCES, read_chance
from data.cities import reference_cities
from ui import saved, services
from ui.remembered import KEPT, by_version

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis
    from analysis.stage_chances import ChanceScore
    from data.store.saved import Saved

STAGE_CHANCE = "stage_chance"
Chances = tuple[tuple[str, float], ...]


def set_by_hand() -> dict[str, Saved]:
    """Stage → the chance that somebody set for it, with author and time. Read anew in every run."""
    known = {each.name: each for each in saved.listed(STAGE_CHANCE) if read_chance(each.code) is not None}
    return {stage: known[stage] for stage in STAGE_CHANCES if stage in known}


def chances(by_hand: dict[str, Saved]) -> Chances:
    """The same as a value that answers can be kept by."""
    read = ((stage, read_chance(each.code)) for stage, each in by_hand.items())
    return tuple((stage, chance) for stage, chance in read if chance is not None)


@by_version(KEPT)
def worklist(basis: Basis) -> pd.DataFrame:
    """Open prospects, overdue steps first."""
    return analysis.pipeline.worklist(services.prospects(basis))


@by_version(KEPT)
def journeys(basis: Basis) -> pd.DataFrame:
    """One row a city that ever had a stage, with its name."""
    found = analysis.journeys.journeys(services.dataset(), basis.as_of)
    return found.assign(name=analysis.journeys.names_of(services.dataset(), found["city_id"]))


@by_version(KEPT)
def drop_off(basis: Basis) -> pd.DataFrame:
    """What became of those that got so far and no further."""
    return analysis.journeys.drop_off(journeys(basis))


@by_version(KEPT)
def cohorts(basis: Basis, period: str) -> pd.DataFrame:
    """Conversion and speed by year or half year of entry."""
    return analysis.cohorts.by_cohort(journeys(basis), period)


@by_version(KEPT)
def set_aside(basis: Basis) -> pd.DataFrame:
    """Cities that are lost or parked, with the reason."""
    return analysis.journeys.set_aside(services.dataset(), journeys(basis), basis.as_of)


@by_version(KEPT)
def expected(basis: Basis, by_hand: Chances) -> pd.DataFrame:
    """What each open prospect adds to the expected members and fees."""
    waiting = services.prospects(basis)
    data = services.dataset()
    own = waiting.set_index("city_id")["probability"]
    found = analysis.candidates.candidates(data, basis, waiting, reference_cities())
    return analysis.stage_chances.expected(data, found, own, fee_year(basis), dict(by_hand))


def fee_year(basis: Basis) -> int:
    """The year whose grid prices the prospects: that of the basis, or of its date where none is known."""
    return basis.fee_year if basis.fee_year is not None else basis.as_of.year


@by_version(KEPT)
def score(basis: Basis, by_hand: Chances) -> ChanceScore:
    """How the chances compare with what happened."""
    data = services.dataset()
    return analysis.stage_chances.scored(data, journeys(basis), basis.as_of, dict(by_hand))
