"""Bases of maps in the colours of a theme, and the presets: which base, and which part of it."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from charts.base.theme import theme
from charts.maps.base_map import Base, data_uri, load_base
from charts.maps.positions import Extent, extent_around, is_inside
from ui.core import assets

CHINA, WORLD, FIT = "china", "world", "fit"
DEFAULT_PRESET = CHINA
PRESETS = (CHINA, "greater-bay", "yangtze-delta", "bohai", "northeast", WORLD, FIT)
REGIONS = ("greater-bay", "yangtze-delta", "bohai", "northeast")
"""Where large cities outside the association always stand, because they are what a reader looks for there."""
_FINEST_FIRST = (*REGIONS, CHINA, WORLD)
_CHINA = "CHN"
_LEAST_WIDE = 4000.0  # km of the world that are shown: closer its coast is too coarse
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
    all of them; all of the world without any.
    """
    placed = _placed(places)
    name = preset if preset != FIT else WORLD if placed.empty else _finest_base(placed, theme_name)
    base = served_base(name, theme_name, lines=lines)
    if preset != FIT or placed.empty:
        return base, _EXTENTS.get(name, base.extent)
    return base, extent_around(placed, base, least=_LEAST_WIDE if name == WORLD else 0.0)


def default_preset(places: pd.DataFrame) -> str:
    """China where most of the places lie there, else the part of the world around them.

    Without any place it is the world.
    """
    placed = _placed(places)
    if placed.empty:
        return WORLD
    return DEFAULT_PRESET if 2 * len(_in_china(placed)) >= len(placed) else FIT


def base_of_group(places: pd.DataFrame, theme_name: str, *, embedded: bool) -> tuple[Base, Extent | None]:
    """The base of `default_preset` and the part of it for a small map, None for all of it.

    embedded: the base carries its picture.
    """
    preset = default_preset(places)
    if preset == DEFAULT_PRESET:
        base, extent = served_base(preset, theme_name), None
    else:
        base, extent = preset_base(preset, theme_name, places, lines=True)
    return embedded_base(base.name, theme_name) if embedded else base, extent


def useful_presets(places: pd.DataFrame) -> tuple[str, ...]:
    """The parts of China on which any place in China lies, the world and 'fit' always."""
    chinese = _in_china(places)
    return tuple(
        name
        for name in PRESETS
        if name in {WORLD, FIT} or is_inside(chinese, *preset_base(name, "light", chinese, lines=True)).any()
    )


def _finest_base(placed: pd.DataFrame, theme_name: str) -> str:
    """The finest base that holds all of the places."""
    bases = (name for name in _FINEST_FIRST if is_inside(placed, served_base(name, theme_name)).all())
    return next(bases, WORLD)


def _in_china(places: pd.DataFrame) -> pd.DataFrame:
    return places[places["country"] == _CHINA]


def _placed(places: pd.DataFrame) -> pd.DataFrame:
    return places[places["latitude"].notna() & places["longitude"].notna()]
