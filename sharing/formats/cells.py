"""Values of figures and tables in words, one form a unit."""

from __future__ import annotations

from datetime import date
from typing import Final

from charts.base.theme import LIGHT
from sharing.report import Cell, Figure
from text import format as form
from text import say_in

FORMATS: Final = {"share": "0.0%", "eur": "#,##0", "count": "#,##0", "index": "0.000"}
"""How Excel and PowerPoint write numbers, by unit."""
COLOURS: Final = (LIGHT.focus, LIGHT.others, LIGHT.prospect, *LIGHT.extras)
"""Colours of the series of a chart that Excel or PowerPoint draws, as #RRGGBB."""
NUMBERS: Final = tuple(form.BY_UNIT)
"""Units of numbers."""
_DAY_LENGTH = 10  # of 2023-05-31; a year alone stays as it is


def text(value: Cell, unit: str) -> str:
    """A value as people read it; unknown is a dash."""
    if value is None:
        return form.MISSING
    if isinstance(value, str):
        return form.day(date.fromisoformat(value)) if unit == "day" and len(value) == _DAY_LENGTH else value
    return form.BY_UNIT[unit](value) if unit in form.BY_UNIT else str(value)


def bounds(figure: Figure, language: str) -> str:
    """'between 27.0 % and 34.4 %' where unknowns could move the figure, else ''."""
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return ""
    low, high = (text(value, figure.unit) for value in (figure.low, figure.high))
    return say_in(language, "snapshot_file.range", low=low, high=high)
