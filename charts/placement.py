"""Where the names on a map go, so that they cover neither each other nor a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDES = ("right", "left", "top", "bottom")
_GAP = 3.0
_LINE = 1.2


@dataclass(frozen=True)
class Spot:
    """A mark in px, y downwards, with its radius and the width of its name; a width of 0 has none."""

    x: float
    y: float
    radius: float
    name_width: float = 0.0


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
    """The side of each spot its name goes to, None where every side is taken.

    Earlier spots go first, so sort by importance. size: of the font, in px.
    """
    taken = [_mark(spot) for spot in spots]
    sides: list[str | None] = []
    for spot in spots:
        boxes = {side: name_box(spot, side, size) for side in SIDES} if spot.name_width else {}
        free = (side for side, box in boxes.items() if box.within(frame) and not _any_meets(box, taken))
        side = next(free, None)
        sides.append(side)
        if side is not None:
            taken.append(boxes[side])
    return sides


def name_box(spot: Spot, side: str, size: float) -> Box:
    """Where a name stands on a side of its mark."""
    high, reach = size * _LINE, spot.radius + _GAP
    if side == "right":
        return Box(spot.x + reach, spot.y - high / 2, spot.x + reach + spot.name_width, spot.y + high / 2)
    if side == "left":
        return Box(spot.x - reach - spot.name_width, spot.y - high / 2, spot.x - reach, spot.y + high / 2)
    left, right = spot.x - spot.name_width / 2, spot.x + spot.name_width / 2
    if side == "top":
        return Box(left, spot.y - reach - high, right, spot.y - reach)
    return Box(left, spot.y + reach, right, spot.y + reach + high)


def _mark(spot: Spot) -> Box:
    radius = spot.radius
    return Box(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius)


def _any_meets(box: Box, taken: Sequence[Box]) -> bool:
    return any(box.meets(other) for other in taken)
