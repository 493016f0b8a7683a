"""Values of canonical files: ISO 8601 dates, plain numbers, true and false.

Each parser returns the values, missing where blank or bad, and a mask of the bad ones.
"""

from __future__ import annotations

import pandas as pd

TRUTH = {"true": True, "false": False}
_DECIMAL = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
_WHOLE = r"[+-]?[0-9]{1,15}"


def parse_days(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """YYYY-MM-DD as datetime64[s]."""
    is_iso = text.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").astype(bool)
    days = pd.to_datetime(text.where(is_iso), format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    days = days.where(days.dt.year > 0)  # there is no year 0
    return days, days.isna() & (text != "")


def parse_partial_dates(text: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """YYYY-MM-DD or YYYY, a year alone as 1 January; between: the precision (day, year or missing)."""
    is_year = text.str.fullmatch(r"[0-9]{4}").astype(bool)
    days, bad = parse_days(text.where(~is_year, text + "-01-01"))
    precision = pd.Series("day", index=text.index, dtype="str").mask(is_year, "year").mask(days.isna())
    return days, precision, bad


def parse_decimals(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Decimal numbers as float64."""
    fits = text.str.fullmatch(_DECIMAL).astype(bool)
    numbers = pd.to_numeric(text.where(fits), errors="coerce").astype("float64")
    numbers = numbers.where(numbers.abs() < float("inf"))
    return numbers, numbers.isna() & (text != "")


def parse_integers(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Whole numbers as Int64."""
    fits = text.str.fullmatch(_WHOLE).astype(bool)
    return pd.to_numeric(text.where(fits), errors="coerce").astype("Int64"), ~fits & (text != "")


def parse_booleans(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """True and false as boolean."""
    lower = text.str.lower()
    return lower.map(TRUTH).astype("boolean"), ~lower.isin(["", *TRUTH])
