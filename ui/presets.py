"""Views of the map: which base, and which part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts.positions import extent_around, is_inside
from ui import bases

if TYPE_CHECKING:
    import pandas as pd

    from charts.basemap import Base

Extent = tuple[float, float, float, float]

DEFAULT_PRESET = "china"
FIT = "fit"
PRESETS = ("china", "greater-bay", "yangtze-delta", "bohai", "northeast", "world", FIT)
_FINEST_FIRST = ("greater-bay", "yangtze-delta", "bohai", "northeast", "china", "world")


def base_of(preset: str, theme_name: str, places: pd.DataFrame, *, lines: bool) -> tuple[Base, Extent | None]:
    """The base of a preset and the part of it to show, None for all.

    places: what 'fit' is to show (latitude and longitude in degrees WGS-84): on the finest base that holds
    all of them.
    """
    if preset != FIT:
        return bases.served_base(preset, theme_name, lines=lines), None
    for name in _FINEST_FIRST:
        base = bases.served_base(name, theme_name, lines=lines)
        if is_inside(places, base).all():
            return base, extent_around(places, base)
    return base, extent_around(places, base)
