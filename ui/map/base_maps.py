"""Bases of maps in the colours of a theme, and the presets: which base, and which part of it."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from charts.base.theme import theme
from charts.maps.base_map import Base, data_uri, load_base
from charts.maps.positions import Extent, extent_around, is_inside
from ui.core import assets

DEFAULT_PRESET = "china"
FIT = "fit"
PRESETS = ("china", "greater-bay", "yangtze-delta", "bohai", "northeast", "world", FIT)
REGIONS = ("greater-bay", "yangtze-delta", "bohai", "northeast")
"""Where large cities outside the association always stand, because they are what a reader looks for there."""
_FINEST_FIRST = (*REGIONS, "china", "world")
# km on the plane of the base: as close as the cities of the view allow. The others show all of their base.
_EXTENTS: dict[str, Extent] = {
    "china": (-2750, 2350, -2150, 2130),
    "greater-bay": (733, 993, -1558, -1362),
    "world": (-12200, 17000, -6200, 8000),
}


@lru_cache(maxsize=32)
def served_base(name: str, theme_name: str, *, lines: bool = True) -> Base:
    """A base whose picture the app serves itself, under `/assets/`."""
    svg, info = load_base(name, theme(theme_name), lines=lines)
    suffix = "" if lines else "-plain"
    return info.at(assets.register(f"{name}-{theme_name}{suffix}.svg", svg, "image/svg+xml"))


@lru_cache(maxsize=8)
def embedded_base(name: str, theme_name: str, *, lines: bool = True) -> Base:
    """A base that carries its picture, for files that leave the app."""
    svg, info = load_base(name, theme(theme_name), lines=lines)
    return info.at(data_uri(svg))


def preset_base(preset: str, theme_name: str, places: pd.DataFrame, *, lines: bool) -> tuple[Base, Extent]:
    """The base of a preset and the part of it to show, in km.

    places: what 'fit' is to show (latitude and longitude in degrees WGS-84): on the finest base that holds
    all of them.
    """
    if preset != FIT:
        base = served_base(preset, theme_name, lines=lines)
        return base, _EXTENTS.get(preset, base.extent)
    placed = places[places["latitude"].notna() & places["longitude"].notna()]
    for name in _FINEST_FIRST:
        base = served_base(name, theme_name, lines=lines)
        if is_inside(placed, base).all():
            break
    return base, extent_around(placed, base)
