"""Figure: one number with its definition, its bounds and the rows that were counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

FEW = 5  # fewer than this are too few to speak of a share or of a median


@dataclass(frozen=True)
class Figure:
    """One measured value.

    value: a share from 0 to 1, EUR, a count or a plain number by `unit`; None where undefined, and then
        `reason` is the code why. Where it is withheld as too few, numerator and denominator still stand.
    low, high: bounds for what is unknown, equal to the value where nothing is.
    counted: makes the rows that were counted, when they are asked for.
    label: of what the value is, where it is of one thing among several (the largest country).
    """

    name: str
    definition: str | None
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "share"
    illustrative: bool = False
    reason: str | None = None
    label: str | None = None
    counted: Callable[[], pd.DataFrame] = field(default=pd.DataFrame, repr=False, compare=False)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows that were counted, with a column `part`: 'group' (numerator and denominator), 'others'
        (denominator only), or the state of those shown apart."""
        return self.counted()

    @property
    def uncertain(self) -> bool:
        """Whether unknowns could move the value."""
        return self.low is not None and self.high is not None and self.low < self.high


def share_figure(
    figure: Figure,
    sides: tuple[float, float],
    *,
    reason: str,
    illustrative: bool,
    counted: Callable[[], pd.DataFrame] = pd.DataFrame,
) -> Figure:
    """A figure with both sides of its quotient; where it has no value, with the reason instead."""
    facts = (
        {"reason": reason}
        if figure.value is None
        else dict(zip(("numerator", "denominator"), sides, strict=True))
    )
    return replace(figure, illustrative=illustrative, counted=counted, **facts)


def ratio(numerator: float, denominator: float) -> float | None:
    """The quotient, or None where there is nothing to divide by."""
    return numerator / denominator if denominator else None


def parts(member_of_group: pd.Series) -> pd.Series:
    """Mask of the focus group as the column `part` of rows that are all in the denominator."""
    return member_of_group.map({True: "group", False: "others"}).astype("str")
