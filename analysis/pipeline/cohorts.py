"""Conversion and speed by cohort: cities that came into the pipeline in the same year or half year."""

from __future__ import annotations

import pandas as pd

from analysis.core.figure import FEW
from analysis.pipeline.journeys import JOURNEY_OUTCOMES

PERIODS = ("year", "half")
_JUNE = 6


def by_cohort(journeys: pd.DataFrame, period: str) -> pd.DataFrame:
    """One row a cohort, oldest first, then one for all ('all').

    journeys: analysis.pipeline.journeys.journeys. Cities whose entry is not dated are in no cohort, and
    not in the row of all. period: one of PERIODS. Columns: cohort ('2021' or '2021-2'), entered, joined
    (members at any time), conversion (joined of entered), lost, parked, open (all three as of now),
    median_days (from entry to membership, of those that joined), illustrative. conversion is missing where
    fewer than FEW entered, median_days where fewer than FEW
    joined on a known day.
    """
    dated = journeys[journeys["entered_on"].notna()]
    cohort = _cohort(dated["entered_on"], period)
    parts = [_of(rows, str(code)) for code, rows in dated.groupby(cohort)]
    return pd.DataFrame([*parts, _of(dated, "all")])


def _cohort(entered_on: pd.Series, period: str) -> pd.Series:
    year: pd.Series = entered_on.dt.year.astype("str")
    if period == "year":
        return year
    half: pd.Series = entered_on.dt.month.gt(_JUNE).add(1).astype("str")
    return year + "-" + half


def _of(rows: pd.DataFrame, cohort: str) -> dict[str, object]:
    entered, days = len(rows), rows["days"].dropna()
    joined = int((rows["joined_on"].notna() | (rows["outcome"] == "member")).sum())
    now = {code: int((rows["outcome"] == code).sum()) for code in JOURNEY_OUTCOMES[1:]}
    return {
        "cohort": cohort,
        "entered": entered,
        "joined": joined,
        "conversion": joined / entered if entered >= FEW else float("nan"),
        **now,
        "median_days": float(days.median()) if len(days) >= FEW else float("nan"),
        "illustrative": bool(rows["illustrative"].any()),
    }
