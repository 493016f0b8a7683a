"""A line as small as a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charts.theme import Theme


@dataclass(frozen=True)
class Size:
    """px of the drawing."""

    width: int = 120
    height: int = 32


def svg(
    values: Sequence[float | None], *, theme: Theme, alt: str, to_date: bool = False, size: Size | None = None
) -> str:
    """values: oldest first; None is a gap. to_date: the last one is of a year that is not over."""
    raise NotImplementedError
