"""How a member or prospect looks on a map: by colour, shape, fill and size, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from charts.theme import Theme

MARKS = ("not_paid", "unknown", "waived", "paid", "member", "prospect")  # from bottom to top
KEY_ORDER = ("paid", "member", "not_paid", "unknown", "waived", "prospect")
SMALLEST, LARGEST, UNKNOWN_SIZE = 8.0, 28.0, 8.0
_PX_PER_ROOT_MILLION = 5.6


@dataclass(frozen=True)
class Look:
    """symbol: a plotly symbol; fill and line: colours; line_width in px."""

    symbol: str
    fill: str
    line: str
    line_width: float


def look(mark: str, theme: Theme, *, in_group: bool = True) -> Look:
    """paid and member: filled; not paid: hollow; unknown: hollow with a dot; waived: half-tone square;
    prospect: orange diamond. Members outside the focus group in grey. ValueError for any other mark.
    """
    if mark == "prospect":
        return Look("diamond", theme.prospect, theme.prospect_line, 1.5)
    line = theme.focus if in_group else theme.others_line
    fill = theme.focus if in_group else theme.others
    pale = theme.focus_pale if in_group else theme.surface
    halo = (
        theme.background if in_group else line
    )  # parts overlapping marks; grey needs its outline to be seen
    looks = {
        "paid": Look("circle", fill, halo, 1.0),
        "member": Look("circle", fill, halo, 1.0),
        "not_paid": Look("circle", theme.background, line, 2.0),
        "unknown": Look("circle-dot", theme.background, line, 1.2),
        "waived": Look("square", pale, line, 2.0),
    }
    if mark not in looks:
        raise ValueError(f"A mark on a map is one of {', '.join(MARKS)}; given was {mark!r}.")
    return looks[mark]


def diameters(population: pd.Series, factor: float = 1.0) -> pd.Series:
    """px, so that areas are as populations, between a smallest and a largest; unknown is small and fixed.

    factor: under 1 for a map on which the same city has less room.
    """
    known = pd.to_numeric(population, errors="coerce").astype("float64")
    sizes = (_PX_PER_ROOT_MILLION * (known / 1e6) ** 0.5).clip(SMALLEST, LARGEST).fillna(UNKNOWN_SIZE)
    return (sizes * factor).round(1)
