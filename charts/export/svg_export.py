"""A Plotly figure as an SVG document that stands by itself: small, and the same bytes for the same figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from charts.base.svg import number
from charts.export.rendering import render_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

WIDTH = 400
"""px: readable on a phone, two beside each other on a page."""
_ID = re.compile(r' id="([^"]+)"')
_TAG = re.compile(r"<[^<>]+>")
_NEEDLESS = re.compile(r' (?:class|data-[a-z-]+|style)="(?:[a-zA-Z][^":]*)?"')
_PLACES = re.compile(r' (?:d|transform|points|x|y|x1|x2|y1|y2|r|width|height)="[^"]*"')
_NUMBER = re.compile(r"-?\d+\.\d\d+")
_EMPTY = re.compile(r"<g[^<>]*/>|<g[^<>]*></g>|<defs[^<>]*></defs>")


def to_svg(figure: go.Figure, width: int = WIDTH) -> str:
    """The figure so many px wide. RenderingError without Chromium or where it fails."""
    svg = render_figure(figure, "svg", width, 1).decode()
    return _without_empty(_TAG.sub(lambda tag: _short(tag.group()), _numbered(svg)))


def _numbered(svg: str) -> str:
    """With ids by their place in the document: Plotly draws lots for them."""
    for place, name in enumerate(dict.fromkeys(_ID.findall(svg))):
        svg = re.sub(rf'(id="|#){re.escape(name)}(?=["\')&])', rf"\g<1>i{place}", svg)
    return svg


def _short(tag: str) -> str:
    """A tag without classes, which nothing refers to, and with coordinates to one decimal."""
    bare = _NEEDLESS.sub("", tag)
    return _PLACES.sub(
        lambda place: _NUMBER.sub(lambda found: number(float(found.group())), place.group()), bare
    )


def _without_empty(svg: str) -> str:
    """Without groups that hold nothing, and groups that then hold nothing."""
    shorter = _EMPTY.sub("", svg)
    return svg if shorter == svg else _without_empty(shorter)
