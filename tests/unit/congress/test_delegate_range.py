"""The range of delegates: what it covers in worlds that are drawn otherwise, and what moves it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analysis.congress.attendance_rule import DEPENDENCE
from analysis.congress.delegate_range import PART, central_range, range_if, simulate

World = tuple[np.ndarray, np.ndarray]
SIZES = {"a handful": (4, 10), "a region": (10, 20), "a large group": (20, 60), "everybody": (60, 120)}
WORLDS, OUTCOMES = 60, 200  # of each size; outcomes drawn in each world
# From a table of the normal distribution, so that nothing is computed as the code does
QUANTILES = {0.1: -1.2816, 0.25: -0.6745, 0.4: -0.2533, 0.5: 0.0, 0.7: 0.5244}


def world(lot: np.random.Generator, size: tuple[int, int]) -> World:
    """Chances and average people of so many cities."""
    many = lot.integers(*size)
    return lot.choice(list(QUANTILES), many), lot.choice([1.5, 2.0, 2.5, 3.0], many)


def outcomes(lot: np.random.Generator, drawn: World, dependence: float) -> np.ndarray:
    """Delegates that come, time after time, city by city: one comes where what moves all and what moves it
    alone lie together below the quantile of its chance."""
    chances, people = drawn
    limits = np.array([QUANTILES[each] for each in chances])
    common = lot.standard_normal((OUTCOMES, 1)) * dependence**0.5
    own = lot.standard_normal((OUTCOMES, len(chances))) * (1 - dependence) ** 0.5
    sizes = 1 + (lot.random((OUTCOMES, len(chances), 4)) < ((people - 1) / 4)[:, None]).sum(axis=2)
    return ((common + own < limits) * sizes).sum(axis=1)


def coverage(
    size: tuple[int, int], *, said: float, true: float, wrong: Callable[[float], float] | None = None
) -> float:
    """In how many outcomes the range holds. said, true: the dependence of the forecast and of the world;
    wrong: the chance that the forecast takes in place of the true one."""
    lot, inside = np.random.default_rng(20230612), 0.0
    for _ in range(WORLDS):
        drawn = world(lot, size)
        chances = drawn[0] if wrong is None else np.array([wrong(each) for each in drawn[0]])
        cities = pd.DataFrame({"probability": chances, "people": drawn[1]})
        found = central_range(simulate(cities, runs=4000, dependence=said))
        came = outcomes(lot, drawn, true)
        inside += ((came >= found.low) & (came <= found.high)).mean()
    return inside / WORLDS


def test_the_range_covers_78_to_82_of_100_outcomes_over_groups_of_every_size():
    covered = [coverage(size, said=DEPENDENCE, true=DEPENDENCE) for size in SIZES.values()]
    assert 0.78 <= sum(covered) / len(covered) <= 0.82, covered


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
@pytest.mark.parametrize("dependence", [0.0, DEPENDENCE, 0.3])
def test_so_it_does_at_every_size_and_dependence(size, dependence):
    assert 0.765 <= coverage(size, said=dependence, true=dependence) <= 0.835


@pytest.mark.full
def test_a_range_of_cities_that_decide_by_themselves_holds_too_little_under_a_common_shock():
    large = SIZES["a large group"]
    assert 0.45 <= coverage(large, said=0.0, true=DEPENDENCE) <= 0.66
    assert coverage(large, said=DEPENDENCE, true=0.0) >= 0.95


@pytest.mark.full
def test_with_wrong_chances_the_range_holds_less_than_it_says():
    """What docs/congress.md says of it."""
    for size in SIZES.values():
        too_high = coverage(size, said=DEPENDENCE, true=DEPENDENCE, wrong=lambda chance: 4 / 3 * chance)
        too_low = coverage(size, said=DEPENDENCE, true=DEPENDENCE, wrong=lambda chance: 2 / 3 * chance)
        assert 0.54 <= too_high <= 0.71
        assert 0.6 <= too_low <= 0.73


def test_the_range_is_the_one_nearest_to_four_of_five_runs():
    found = central_range(np.array([5, 5, 40, 40, 5, 5]))
    assert (found.low, found.high, found.covered) == (2, 3, pytest.approx(0.8))
    alone = central_range(np.array([0, 0, 7]))
    assert (alone.low, alone.high, alone.covered) == (2, 2, 1.0)
    few = central_range(np.array([50, 45, 5]))
    assert (few.low, few.high, few.covered) == (0, 1, pytest.approx(0.95))


CITIES = pd.DataFrame({"probability": [0.5] * 12 + [0.25] * 7 + [0.1] * 6, "people": [2.5] * 12 + [2.0] * 13})


def test_dependence_widens_the_range_and_leaves_every_chance_as_it_is():
    numbers = np.arange(126)
    means, widths = [], []
    for dependence in (0.0, 0.15, 0.5):
        counts = simulate(CITIES, dependence=dependence)
        means.append(counts @ numbers[: len(counts)] / counts.sum())
        found = central_range(counts)
        widths.append(found.high - found.low)
    assert means == pytest.approx([15 + 3.5 + 1.2] * 3, abs=0.1)
    assert widths == sorted(set(widths))


def test_one_city_comes_by_its_chance_however_much_all_lean_the_same_way():
    counts = simulate(pd.DataFrame({"probability": [0.3], "people": [1.0]}), dependence=0.6)
    assert (counts / counts.sum()).tolist() == pytest.approx([0.7, 0.3], abs=0.01)
    sure = pd.DataFrame({"probability": [1.0, 0.0], "people": [1.0, 5.0]})
    assert simulate(sure).tolist() == [0, 20_000]


def test_with_lower_and_higher_chances_the_range_moves():
    lower, as_it_is, higher = (range_if(CITIES, times) for times in (2 / 3, 1.0, 4 / 3))
    assert lower.high < as_it_is.high < higher.high
    assert lower.low <= as_it_is.low <= higher.low
    assert abs(as_it_is.covered - PART) < 0.03
