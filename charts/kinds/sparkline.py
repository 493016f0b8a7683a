"""A line as small as a word: the course of one figure beside its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from charts.base.svg import document, element, number, path
from charts.base.theme import Theme

_EDGE = 4.0


@dataclass(frozen=True)
class Size:
    """px of the drawing."""

    width: int = 120
    height: int = 32


def svg(
    values: Sequence[float | None], *, theme: Theme, alt: str, to_date: bool = False, size: Size | None = None
) -> str:
    """The values from left to right over a zero baseline, the last known one marked.

    values: oldest first, not negative; None or NaN is a gap in the line. to_date: the last value is of a
    year that is not over; the way to it is dotted and its mark hollow.
    """
    size = size or Size()
    points = _points(values, size)
    solid = points[:-1] if to_date else points
    stroke = {"fill": "none", "stroke": theme.focus, "stroke_width": 2, "stroke_linejoin": "round"}
    base = size.height - _EDGE
    parts = [element("path", d=f"M0 {number(base)}H{size.width}", stroke=theme.grid, stroke_width=1)]
    parts += [element("path", d=path(run), **stroke) for run in _runs(solid) if len(run) > 1]
    alone = [run[0] for run in _runs(solid) if len(run) == 1]  # between two gaps: no line shows them
    parts += [element("circle", cx=x, cy=y, r=1.5, fill=theme.focus) for x, y in alone]
    if to_date and len(points) > 1 and points[-1] and points[-2]:
        parts.append(element("path", d=path([points[-2], points[-1]]), **stroke, stroke_dasharray="2 3"))
    last = points[-1] if points else None
    if last:
        fill = theme.background if to_date else theme.focus
        parts.append(
            element("circle", cx=last[0], cy=last[1], r=3, fill=fill, stroke=theme.focus, stroke_width=2)
        )
    return document("".join(parts), size.width, size.height, alt, theme)


def _points(values: Sequence[float | None], size: Size) -> list[tuple[float, float] | None]:
    """Where each value lies, zero on the baseline and the highest at the top; None for a gap."""
    known = [None if value is None or value != value else float(value) for value in values]  # noqa: PLR0124
    highest = max((value for value in known if value is not None), default=0.0) or 1.0
    step = (size.width - 2 * _EDGE) / max(len(known) - 1, 1)
    high = size.height - 2 * _EDGE
    return [
        None if value is None else (_EDGE + at * step, size.height - _EDGE - value / highest * high)
        for at, value in enumerate(known)
    ]


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The parts between gaps."""
    parts = groupby(points, lambda point: point is None)
    return [[point for point in part if point] for is_gap, part in parts if not is_gap]
