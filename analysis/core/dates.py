"""Days in relation to a year ago, and rows of tables by their day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.dataset import Dataset


def same_day_last_year(day: date) -> date:
    """29 February has no same day a year earlier: the 28th stands for it."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def receipts_by(dataset: Dataset, as_of: date, fee_year: int | None = None) -> pd.DataFrame:
    """Receipts dated on or before a day, of one fee year or of all."""
    receipts = dataset.table("receipts")
    arrived = receipts["received_on"] <= pd.Timestamp(as_of)
    return receipts[arrived if fee_year is None else arrived & (receipts["fee_year"] == fee_year)]


def has_begun(events: pd.DataFrame, as_of: date) -> pd.Series:
    """Mask over events, or rows with their starts_on: begun by a day. One without a date counts as held."""
    return ~(events["starts_on"] > pd.Timestamp(as_of))
