"""What is assumed of a prospect at a stage: how likely it becomes a member. And how good that was.

These numbers are assumptions, not measurements: the only place where they stand. The Pipeline page and the
Method page show this table as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from analysis.core.figure import FEW
from analysis.core.least_scored import LEAST_SCORED
from analysis.core.tariff import DEFAULT_SCHEME, grid, level_of, priced
from analysis.pipeline.journeys import OPEN
from analysis.pipeline.stages import PATH, stage_spells
from data.dataset import Dataset
from data.schema import SCHEMES

STAGE_CHANCES: Final[dict[str, float]] = {
    "identified": 0.05,
    "contacted": 0.10,
    "interested": 0.25,
    "intent_expressed": 0.50,
    "applied": 0.80,
    "board_approved": 0.95,
    "assembly_listed": 0.98,
}
"""Chance that a city at this stage becomes a member one day, where nobody has said another."""

OWN, BY_HAND, ASSUMED = CHANCE_SOURCES = ("own", "by_hand", "assumed")


def read_chance(code: str) -> float | None:
    """A chance that was kept as text, such as '0.35'; None where it is none."""
    try:
        chance = float(code)
    except ValueError:
        return None
    return chance if 0 <= chance <= 1 else None


def expected_members(
    dataset: Dataset,
    waiting: pd.DataFrame,
    own: pd.Series,
    fee_year: int,
    by_hand: Mapping[str, float],
) -> pd.DataFrame:
    """What each open prospect adds to the expected members and fees.

    waiting: analysis.pipeline.candidates.candidates, so that nobody on the roll is counted again. own: the
    probability in the data by city_id. by_hand: chances of stages that somebody set. Columns: those of the
    candidates, probability, chance_from (one of CHANCE_SOURCES; the prospect's own holds first, then what was
    set by hand), fee_eur (a full year's fee by the grid of fee_year; missing where the grid has no price),
    scheme_assumed, expected_eur (probability × fee).
    """
    rows = waiting
    mine = own.reindex(rows["city_id"]).set_axis(rows.index)
    of_stage = rows["stage"].map(STAGE_CHANCES | dict(by_hand))
    source = pd.Series(ASSUMED, index=rows.index, dtype="str").mask(rows["stage"].isin(by_hand), BY_HAND)
    probability = mine.fillna(of_stage)
    fees = grid(dataset)
    cells = fees.place(rows)
    assumed = cells.scheme < 0
    scheme = np.where(assumed, SCHEMES.index(DEFAULT_SCHEME), cells.scheme)
    capital = np.maximum(cells.capital, 0)  # not known to be a capital: priced as none
    fee = priced(fees.prices(fee_year), level_of(cells, fees.levels(until=fee_year)), capital, scheme)
    return rows.assign(
        probability=probability,
        chance_from=source.mask(mine.notna(), OWN),
        fee_eur=fee,
        scheme_assumed=assumed,
        expected_eur=probability * fee,
    )


def by_stage(rows: pd.DataFrame) -> pd.DataFrame:
    """`expected_members` added up by stage, furthest first.

    Columns: stage, cities, members (expected), fees_eur (expected, of those that have a price; missing where
    none has), unpriced, illustrative.
    """
    sums = []
    for stage in reversed(PATH[:-1]):
        here = rows[rows["stage"] == stage]
        if len(here):
            sums.append(
                {
                    "stage": stage,
                    "cities": len(here),
                    "members": float(here["probability"].sum()),
                    "fees_eur": float(here["expected_eur"].sum(min_count=1)),
                    "unpriced": int(here["fee_eur"].isna().sum()),
                    "illustrative": bool(here["illustrative"].any()),
                }
            )
    return pd.DataFrame(sums, columns=["stage", "cities", "members", "fees_eur", "unpriced", "illustrative"])


@dataclass(frozen=True, eq=False)
class ChanceScore:
    """How the chances of stages compare with what happened.

    stages: one row a stage of the path: stage, probability, ended (cities that were there and have ended),
    joined (of them), share (joined of ended; missing under FEW), brier (mean squared difference; missing
    under LEAST_SCORED). ended: cities in all; brier: over every stage of theirs, None under LEAST_SCORED
    cities. not_joined:
    cities among them that did not join; where it is 0 the record may lack those that stayed away.
    """

    stages: pd.DataFrame
    ended: int
    not_joined: int
    brier: float | None


def score_chances(
    dataset: Dataset, journeys: pd.DataFrame, as_of: date, by_hand: Mapping[str, float]
) -> ChanceScore:
    """Chances of stages against the cities that ended: a member counts 1, lost and parked count 0.

    journeys: analysis.pipeline.journeys.journeys. A city counts once in every stage that it was at before it
    ended, also where it went back. A prospect's own probability is not scored: what it was at the time is not
    kept.
    """
    ended = journeys.loc[journeys["outcome"] != OPEN, ["city_id", "outcome"]]
    spells = stage_spells(dataset, as_of)
    passed = spells.loc[spells["stage"].isin(PATH[:-1]), ["city_id", "stage"]].drop_duplicates()
    pairs = passed.merge(ended, on="city_id")
    chances = STAGE_CHANCES | dict(by_hand)
    joined = (pairs["outcome"] == "member").astype("float64")
    chance = pairs["stage"].map(chances).astype("float64")  # also where no city has ended
    pairs = pairs.assign(joined=joined, squared=(chance - joined) ** 2)
    rows = [_stage_score(pairs[pairs["stage"] == stage], stage, chances[stage]) for stage in PATH[:-1]]
    of_city = pairs.drop_duplicates("city_id")
    return ChanceScore(
        stages=pd.DataFrame(rows),
        ended=len(of_city),
        not_joined=int((of_city["joined"] == 0).sum()),
        brier=float(pairs["squared"].mean()) if len(of_city) >= LEAST_SCORED else None,
    )


def _stage_score(here: pd.DataFrame, stage: str, chance: float) -> dict[str, object]:
    enough = len(here) >= FEW
    return {
        "stage": stage,
        "probability": chance,
        "ended": len(here),
        "joined": int(here["joined"].sum()),
        "share": float(here["joined"].mean()) if enough else float("nan"),
        "brier": float(here["squared"].mean()) if len(here) >= LEAST_SCORED else float("nan"),
    }
