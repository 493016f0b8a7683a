"""How many delegates may come in all: many runs in which cities lean the same way, and the range of most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np
import pandas as pd

from analysis.congress.attendance_rule import DEPENDENCE, LARGEST, SMALLEST, Chance

RUNS, SEED = 20_000, 2023
PART: Final = 0.8  # of the runs that the range is to hold
_MOODS = 200  # equally likely values of what all cities have in common
_NORMAL = NormalDist()


@dataclass(frozen=True)
class DelegateRange:
    """low to high delegates came out of `covered` of the runs, as near to PART as whole numbers allow."""

    low: int
    high: int
    covered: float


def simulate(
    cities: pd.DataFrame, *, runs: int = RUNS, seed: int = SEED, dependence: float = DEPENDENCE
) -> np.ndarray:
    """How often each number of delegates, from 0, came out of so many runs. The same cities and the same seed
    give the same answer, in whatever order the cities stand.

    cities: probability and people (on average) of each. dependence: correlation of what makes two cities
    come, 0 where each decides by itself, below 1. Each city keeps its chance over all runs, whatever it is.
    Cities of equal chances are drawn together: of k cities Binomial(k, p) come, and each brings
    Binomial(4, f) people besides the first.
    """
    random = np.random.default_rng(seed)
    mood = np.arange(runs) % _MOODS
    total = np.zeros(runs, dtype=np.int64)
    alike = cities.groupby(["probability", "people"], as_index=False).size()
    for probability, people, many in zip(*(alike[name] for name in alike), strict=True):
        came = random.binomial(many, _in_each_mood(float(probability), dependence)[mood])
        total += came + random.binomial((LARGEST - SMALLEST) * came, Chance(probability, people).further)
    return np.bincount(total)


@lru_cache(maxsize=256)
def _in_each_mood(probability: float, dependence: float) -> np.ndarray:
    """The chance of a city where what all have in common is at each of its values: a common normal factor and
    one of the city's own, which brings the city where both together lie below the quantile of its chance."""
    if probability in (0.0, 1.0) or not dependence:
        return np.full(_MOODS, probability)
    limit = _NORMAL.inv_cdf(probability)
    common, own = dependence**0.5, (1 - dependence) ** 0.5
    factors = (_NORMAL.inv_cdf((place + 0.5) / _MOODS) for place in range(_MOODS))
    return np.array([_NORMAL.cdf((limit - common * factor) / own) for factor in factors])


def central_range(counts: np.ndarray) -> DelegateRange:
    """The range in the middle whose part of the runs is nearest to PART; of two as near the wider one.

    Its ends are the numbers at which a tenth of the runs is reached from either side, or the next within.
    """
    reached = np.cumsum(counts) / counts.sum()
    tail = (1 - PART) / 2
    low, high = (int(np.searchsorted(reached, part)) for part in (tail, 1 - tail))
    ends = [(first, last) for first in (low, low + 1) for last in (high, high - 1) if first <= last]
    ranges = [DelegateRange(*each, _part_within(reached, *each)) for each in ends]
    return min(ranges, key=lambda each: (round(abs(each.covered - PART), 9), each.low - each.high))


def _part_within(reached: np.ndarray, low: int, high: int) -> float:
    return float(reached[high] - (reached[low - 1] if low else 0.0))


def range_if(cities: pd.DataFrame, times: float = 1.0, dependence: float = DEPENDENCE) -> DelegateRange:
    """The range if all chances were so many times as high, 1 at most, or cities depended otherwise."""
    chances = (cities["probability"] * times).clip(upper=1.0)
    return central_range(simulate(cities.assign(probability=chances), dependence=dependence))
