"""The way of one city through the pipeline, step by step."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.pipeline.stages import PATH, recorded_spells
from data.dataset import Dataset

STEPS = ("first", "forward", "back", "again", "aside")


def stage_history(dataset: Dataset, as_of: date, city_id: str) -> pd.DataFrame:
    """Every recorded stay in a stage begun by the date, oldest first, two of one day in their order.

    Columns: stage, entered_on, until (missing for the last), days (to the next stay, or to the date), step
    (one of STEPS: 'aside' is to or from lost and parked, 'again' the same stage once more), by, note, source,
    provenance.
    """
    rows = recorded_spells(dataset, as_of)
    rows = rows[rows["city_id"] == city_id].reset_index(drop=True)
    days = (rows["until"].fillna(pd.Timestamp(as_of)) - rows["entered_on"]).dt.days.astype("Int64")
    rows = rows.assign(days=days, step=_steps(rows["stage"]))
    columns = ["stage", "entered_on", "until", "days", "step", "by", "note", "source", "provenance"]
    return rows[columns]


def _steps(stages: pd.Series) -> pd.Series:
    """How each stage lies to the one before."""
    place = stages.map({stage: float(at) for at, stage in enumerate(PATH)}).astype("float64")
    change = place.diff()
    steps = pd.Series("aside", index=stages.index, dtype="str")
    steps = steps.mask(change > 0, "forward").mask(change < 0, "back").mask(stages == stages.shift(), "again")
    return steps.mask(steps.index == 0, "first")
