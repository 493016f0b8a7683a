"""Bases of maps in the colours of a theme, each served once from an address named by its content."""

from __future__ import annotations

from functools import lru_cache

from charts.base.theme import theme
from charts.maps.base_map import Base, data_uri, load_base
from ui.core import assets


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
