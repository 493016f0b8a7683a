"""Where the names on a map go, so that they cover neither each other nor a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SIDES = ("right", "left", "top", "bottom", "top right", "bottom right", "top left", "bottom left")
TEXT_POSITIONS = {
    "right": "middle right",
    "left": "middle left",
    "top": "top center",
    "bottom": "bottom center",
} | {side: side for side in SIDES[4:]}
"""Plotly's words for the sides."""
_GAP = 3.0
_LINE = 1.2
_PLOTLYS = 0.8  # Plotly sets a name the radius by this and 1 px away from a mark: beside large ones farther
_LIFTED = 2.5  # px that a name below stands nearer: letters begin lower than their line does


@dataclass(frozen=True)
class Spot:
    """A mark in px, y downwards, with its radius and the width of its name; a width of 0 has none.

    arm: how far the mark reaches as it is drawn, where that is farther than its radius: corners and outlines.
    """

    x: float
    y: float
    radius: float
    name_width: float = 0.0
    arm: float = 0.0


@dataclass(frozen=True)
class Box:
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether all of it lies inside the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


def place_names(spots: Sequence[Spot], frame: Box, size: float) -> list[str | None]:
    """The side of each spot its name goes to, None where every side is taken by a mark or a name.

    Earlier spots go first, so sort by importance. size: of the font, in px.
    """
    marks = np.array([_mark(spot) for spot in spots]).reshape(-1, 4)
    taken: list[Box] = []
    sides: list[str | None] = []
    for spot in spots:
        side = _free_side(spot, size, frame, marks, taken) if spot.name_width else None
        sides.append(side)
        if side is not None:
            taken.append(name_box(spot, side, size))
    return sides


def name_box(spot: Spot, side: str, size: float) -> Box:
    """Where a name stands on a side or at a corner of its mark."""
    high, reach = size * _LINE, max(spot.radius + _GAP, spot.radius / _PLOTLYS + 1)
    left, top = spot.x - spot.name_width / 2, spot.y - high / 2
    if "right" in side:
        left = spot.x + reach
    elif "left" in side:
        left = spot.x - reach - spot.name_width
    if "top" in side:
        top = spot.y - reach - high
    elif "bottom" in side:
        top = spot.y + reach - _LIFTED
    return Box(left, top, left + spot.name_width, top + high)


def _mark(spot: Spot) -> tuple[float, float, float, float]:
    """left, top, right, bottom of a mark in px."""
    arm = max(spot.radius, spot.arm)
    return spot.x - arm, spot.y - arm, spot.x + arm, spot.y + arm


def _free_side(spot: Spot, size: float, frame: Box, marks: np.ndarray, taken: Sequence[Box]) -> str | None:
    """The first side on which a name stays in the frame and covers no mark (one row each) and no name."""
    corner, far = name_box(spot, "top left", size), name_box(spot, "bottom right", size)
    around = Box(corner.left, corner.top, far.right, far.bottom)
    near = marks[_covered(around, marks)]
    names = [box for box in taken if box.meets(around)]
    for side in SIDES:
        box = name_box(spot, side, size)
        met = any(box.meets(other) for other in names) or bool(_covered(box, near).any())
        if box.within(frame) and not met:
            return side
    return None


def _covered(box: Box, marks: np.ndarray) -> np.ndarray:
    """Which marks have an area in common with a box."""
    left, top, right, bottom = marks.T
    covered: np.ndarray = (left < box.right) & (box.left < right) & (top < box.bottom) & (box.top < bottom)
    return covered
