"""A horizontal axis of days, with few round months or years on it, in the reader's language."""

from __future__ import annotations

from typing import Any

import pandas as pd
from babel.dates import format_date

from charts.base.layout import axis
from charts.base.theme import Theme

_MOST = 4
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two ticks


def date_axis(first: pd.Timestamp, last: pd.Timestamp, theme: Theme, locale: str) -> dict[str, Any]:
    """An axis from first to last with at most four ticks, each the first of a month."""
    days = round_months(first, last)
    yearly = all(day.month == 1 for day in days)
    texts = [str(day.year) if yearly else format_date(day, "MMM y", locale=locale) for day in days]
    ends = [first.isoformat(), last.isoformat()]
    return axis([day.isoformat() for day in days], texts, type="date", range=ends, gridcolor=theme.grid)


def round_months(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """First days of months between two days, equally spaced, at most four; none in a span without any."""
    for step in _STEPS:
        days = _every(step, first, last)
        if len(days) <= _MOST:
            return days
    return days[:: -(-len(days) // _MOST)]


def _every(step: int, first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    months = range(first.year * 12, last.year * 12 + 12, step)
    days = [pd.Timestamp(year=month // 12, month=month % 12 + 1, day=1) for month in months]
    return [day for day in days if first <= day <= last]
