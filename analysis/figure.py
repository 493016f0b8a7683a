"""Figure: one number with its definition, its bounds and the rows that were counted."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Figure:
    """One measured value.

    value: share 0-1, EUR or count by `unit`; None where undefined, and then `reason` is the code why.
    low, high: bounds for what is unknown, equal to the value where nothing is.
    rows: the rows that were counted, with a column `part`: 'group' (numerator and denominator), 'others'
        (denominator only), or the state of those shown apart.
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
    rows: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False, compare=False)

    @property
    def uncertain(self) -> bool:
        """Whether unknowns could move the value."""
        return self.low is not None and self.high is not None and self.low < self.high


def ratio(numerator: float, denominator: float) -> float | None:
    """The quotient, or None where there is nothing to divide by."""
    return numerator / denominator if denominator else None
