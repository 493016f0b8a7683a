"""The horizontal axis of fee years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts.base.layout import axis, lines
from charts.base.ticks import thin

BELOW = 40  # px for a year and a second line that says it is not over
_MOST = 6


def shown_years(years: pd.DataFrame) -> list[int]:
    """The years that are named: no more than fit on a phone, the last one always."""
    return thin(years["fee_year"].astype(int).tolist(), _MOST)


def open_years(years: pd.DataFrame) -> set[int]:
    """The years that are not over."""
    return set(years.loc[years["to_date"].astype(bool), "fee_year"].astype(int))


def year_axis(years: pd.DataFrame, to_date: str, *, beside: float = 0.45) -> dict[str, Any]:
    """Years in full, no more than fit on a phone, `to_date` below a year that is not over.

    years: fee_year, to_date. beside: room left of the first and right of the last year, in years.
    """
    all_years = years["fee_year"].astype(int).tolist()
    shown, still_open = shown_years(years), open_years(years)
    texts = [f"{year}<br>{lines(to_date)}" if year in still_open else str(year) for year in shown]
    ends = [all_years[0] - beside, all_years[-1] + beside] if all_years else [0, 1]
    return axis(shown, texts, range=ends, showgrid=False)
