"""The part of a still map that a finger reaches a mark from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

TARGET = 44.0  # px: width and height of a target for a finger


def hit_areas(x: Sequence[float], y: Sequence[float], *, width: float, height: float, most: int) -> list[str]:
    """For each of the first `most` marks the CSS polygon of all points nearer to it than to any other mark,
    within a square of TARGET px around it and within a map so wide and high. Marks of one place share it.

    x, y: px from the map's upper left corner, of all marks: what lies nearest to a mark beyond the first
    belongs to nobody. The polygon is in px from the upper left corner of the mark's square.
    """
    centres = np.column_stack([x, y]).reshape(-1, 2)
    picture = shapely.box(0, 0, width, height)
    return [
        _polygon(_nearest(at, centres).intersection(picture), centres[at])
        for at in range(min(most, len(centres)))
    ]


def _nearest(at: int, centres: np.ndarray) -> shapely.Geometry:
    """The square of a mark without what lies beyond the middle between it and each other one."""
    own = centres[at]
    field = shapely.box(*(own - TARGET / 2), *(own + TARGET / 2))
    for other in centres[np.abs(centres - own).max(axis=1) < 2 * TARGET]:
        away = other - own
        distance = float(np.hypot(*away))
        if distance == 0:
            continue
        middle, along = (own + other) / 2, away / distance
        across = np.array([-along[1], along[0]])
        far = 4 * TARGET
        half = [
            middle + across * far,
            middle - across * far,
            middle - across * far - along * far,
            middle + across * far - along * far,
        ]
        field = field.intersection(shapely.Polygon(half))
    return field


def _polygon(field: shapely.Geometry, centre: np.ndarray) -> str:
    corners = shapely.get_coordinates(field)[:-1] - centre + TARGET / 2
    return ",".join(f"{left:.1f}px {top:.1f}px" for left, top in corners)
