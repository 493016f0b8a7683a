"""Dates of canonical files: ISO 8601, or a year alone where only the year is known."""

from __future__ import annotations

import pandas as pd


def parse_days(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read YYYY-MM-DD.

    Returns the dates (datetime64[s], NaT where blank or bad) and a mask of the values that are no date.
    """
    is_iso = text.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").astype(bool)
    days = pd.to_datetime(text.where(is_iso), format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    days = days.where(days.dt.year > 0)  # there is no year 0
    return days, days.isna() & (text != "")


def parse_partial_dates(text: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Read YYYY-MM-DD or YYYY.

    Returns the dates (a year alone as 1 January), their precision ('day', 'year' or missing) and a mask of
    the values that are neither.
    """
    is_year = text.str.fullmatch(r"[0-9]{4}").astype(bool)
    days, bad = parse_days(text.where(~is_year, text + "-01-01"))
    precision = pd.Series("day", index=text.index, dtype="str").mask(is_year, "year").mask(days.isna())
    return days, precision, bad
