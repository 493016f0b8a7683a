"""The part of a still map that a finger reaches a mark from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET = 44.0  # px: width and height of a target for a finger


def reach(x: Sequence[float], y: Sequence[float], size: float = TARGET) -> list[str]:
    """For each mark the CSS polygon (px, from the corner of a square of this size around the mark) of all
    points within the square that are nearer to it than to any other mark. Marks of one place share it.
    """
    centres = np.column_stack([x, y]).reshape(-1, 2)
    squares = shapely.box(
        centres[:, 0] - size / 2, centres[:, 1] - size / 2, centres[:, 0] + size / 2, centres[:, 1] + size / 2
    )
    return [
        _polygon(_nearest(at, centres, square, size), centres[at], size) for at, square in enumerate(squares)
    ]


def _nearest(at: int, centres: np.ndarray, square: shapely.Polygon, size: float) -> shapely.Geometry:
    """The square without what lies beyond the middle between this mark and each other one."""
    own = centres[at]
    for other in centres[np.abs(centres - own).max(axis=1) < 2 * size]:
        away = other - own
        distance = float(np.hypot(*away))
        if distance == 0:
            continue
        middle, along = (own + other) / 2, away / distance
        across = np.array([-along[1], along[0]])
        far = 4 * size
        half = [
            middle + across * far,
            middle - across * far,
            middle - across * far - along * far,
            middle + across * far - along * far,
        ]
        square = square.intersection(shapely.Polygon(half))
    return square


def _polygon(shape: shapely.Geometry, centre: np.ndarray, size: float) -> str:
    corners = shapely.get_coordinates(shape)[:-1] - centre + size / 2
    return ",".join(f"{left:.1f}px {top:.1f}px" for left, top in corners)
