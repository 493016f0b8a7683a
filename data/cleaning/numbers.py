"""Numbers of canonical files: digits with a decimal point, no separators, no unit."""

from __future__ import annotations

import pandas as pd

TRUTH = {"true": True, "false": False}
_DECIMAL = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
_WHOLE = r"[+-]?[0-9]{1,15}"


def parse_decimals(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read decimal numbers: float64 with NaN where blank or bad, and a mask of the bad ones."""
    fits = text.str.fullmatch(_DECIMAL).astype(bool)
    numbers = pd.to_numeric(text.where(fits), errors="coerce").astype("float64")
    numbers = numbers.where(numbers.abs() < float("inf"))
    return numbers, numbers.isna() & (text != "")


def parse_integers(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read whole numbers: Int64 with NA where blank or bad, and a mask of the bad ones."""
    fits = text.str.fullmatch(_WHOLE).astype(bool)
    return pd.to_numeric(text.where(fits), errors="coerce").astype("Int64"), ~fits & (text != "")


def parse_booleans(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read true and false: boolean with NA where blank or bad, and a mask of the bad ones."""
    lower = text.str.lower()
    return lower.map(TRUTH).astype("boolean"), ~lower.isin(["", *TRUTH])
