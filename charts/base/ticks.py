"""Round values for an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(highest: float, *, most: int = 5, lowest: float = 0.0) -> list[float]:
    """At most `most` round values from 0 (or below `lowest`) up to at least `highest`, equally spaced.

    [0, 1] where there is nothing to show.
    """
    span = max(highest, 0.0) - min(lowest, 0.0)
    if not math.isfinite(span) or span <= 0:
        return [0.0, 1.0]
    rough = span / (most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    candidates = [step * scale for scale in (power, power * 10) for step in _STEPS]
    for step in candidates:
        first, last = math.floor(round(min(lowest, 0.0) / step, 9)), math.ceil(round(highest / step, 9))
        if last - first < most:
            return [round(number * step, 12) for number in range(first, last + 1)]
    raise AssertionError("a step of ten times the rough one always fits")


def ticks_below(highest: float, *, most: int = 5, lowest: float = 0.0) -> tuple[list[float], float]:
    """Round values that are not above the end of the axis, and that end, a little over `highest`."""
    values = ticks(highest, most=most, lowest=lowest)
    top = max(highest * 1.06, values[1]) if highest > 0 else values[-1]
    return [value for value in values if value <= top], top


def thin(values: Sequence[int], most: int) -> list[int]:
    """Every k-th value counted back from the last one, so that the last is always among them."""
    step = max(1, math.ceil(len(values) / most))
    return list(values[::-1][::step])[::-1]


def spread(places: Sequence[float], apart: float) -> list[float]:
    """The same places, moved as little as needed to lie at least `apart` from each other, in their order."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [places[at] for at in order]
    for before, after in pairwise(range(len(moved))):
        moved[after] = max(moved[after], moved[before] + apart)
    return [moved[order.index(at)] for at in range(len(places))]
