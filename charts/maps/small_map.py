"""A map drawn on the server, for the Overview, phones and files: it loads its base and does not move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from charts.base.caption import PAD
from charts.base.label_placement import Box, name_box, place_names
from charts.base.layout import SMALL
from charts.base.measure import width
from charts.base.svg import document, element, foot, head, number, text, title
from charts.maps.marks import DIAMOND_ARM, LEGEND_ORDER, MARKS, is_other_member, is_prospect, look
from charts.maps.positions import names_on_map, on_base, spots

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charts.base.caption import Caption
    from charts.base.theme import Theme
    from charts.maps.base_map import Base
    from charts.maps.marks import Look

_NAMED_MEMBERS = 4
_MOST_NAMED = 400
_DIMMED = 0.35
_TALLEST = 0.85  # height by width
_LEGEND_LINE = 20.0
_SWATCH = 9.0
_RING = 4.0  # px around a selected mark


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    caption: its width is the map's; alt: alternative text; marks: names in the
    legend by mark (paid, not_paid, waived, unknown, prospect; or member); others: name of the other members.
    """

    caption: Caption
    alt: str
    marks: Mapping[str, str]
    others: str = ""


@dataclass(frozen=True)
class View:
    """What is shown of a base.

    extent: the part of it, in km, None for all; named: how many members get their name beside the prospects
    (None: everyone there is room for); selected: city_ids that stand out.
    """

    extent: tuple[float, float, float, float] | None = None
    named: int | None = _NAMED_MEMBERS
    selected: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Drawing:
    """A picture and where its marks are.

    width, height: px of the map; marks: one row a mark in sight, the most important first, with city_id,
    name, and px and py from the map's upper left corner.
    """

    svg: str
    width: float
    height: float
    marks: pd.DataFrame = field(repr=False)


def svg(
    places: pd.DataFrame,
    base: Base,
    *,
    labels: Labels,
    theme: Theme,
    extent: tuple[float, float, float, float] | None = None,
) -> str:
    """Marks over the base, the prospects and the four largest of the group named where there is room."""
    return drawing(places, base, labels=labels, theme=theme, view=View(extent)).svg


def drawing(
    places: pd.DataFrame, base: Base, *, labels: Labels, theme: Theme, view: View | None = None
) -> Drawing:
    """Marks over the base, with as many names as the view asks for and there is room for.

    places: as analysis.map.places.places (name, latitude, longitude, population, mark, in_group), with
    `hover` (optional, plain text; `name` stands in) and `label` (optional: the name on the map). For a page
    base.image is an address, for a download a data URI (charts.maps.base_map.data_uri).
    """
    view = view or View()
    window = _Window.of(view.extent or base.extent, base, labels.caption.room)
    drawn = _in_window(on_base(places, base, window.scale), window)
    above, top = head(labels.caption, theme)
    inside = _ground(base, window) + _marks(drawn, theme, view.selected)
    pane = _pane(inside + _names(drawn, window, theme, view), window, top)
    legend, y = _legend(drawn, labels, theme, top + window.high + 8)
    below, bottom = foot(labels.caption, theme, y + 6)
    wide = labels.caption.width
    picture = document(above + pane + legend + below, wide, bottom, labels.alt, theme)
    return Drawing(picture, wide, bottom, drawn.assign(px=drawn["px"] + PAD, py=drawn["py"] + top))


@dataclass(frozen=True)
class _Window:
    """The part of a base that is shown: its left and upper edge in km, px a km, and its size in px."""

    xmin: float
    ymax: float
    scale: float
    wide: float
    high: float

    @classmethod
    def of(cls, extent: tuple[float, float, float, float], base: Base, wide: float) -> _Window:
        """A window `wide` px wide on an extent in km; a tall one is widened as far as the base goes."""
        xmin, xmax, ymin, ymax = extent
        across = min(max(xmax - xmin, (ymax - ymin) / _TALLEST), base.xmax - base.xmin)
        left = min(max((xmin + xmax - across) / 2, base.xmin), base.xmax - across)
        scale = wide / across
        return cls(left, ymax, scale, wide, float(round((ymax - ymin) * scale)))


def _in_window(drawn: pd.DataFrame, window: _Window) -> pd.DataFrame:
    """The places that are in sight, with px and py from the upper left corner."""
    px, py = (drawn["x"] - window.xmin) * window.scale, (window.ymax - drawn["y"]) * window.scale
    drawn = drawn.assign(px=px.round(1), py=py.round(1))
    return drawn[drawn["px"].between(0, window.wide) & drawn["py"].between(0, window.high)]


def _pane(inside: str, window: _Window, y: float) -> str:
    """The window's content, cut at its edges. (A page's rules for `svg` would reach a nested one.)"""
    name = f"pane-{number(window.wide)}-{number(window.high)}"
    edges = element("rect", width=window.wide, height=window.high)
    cut = element("defs", element("clipPath", edges, id=name))
    content = element("g", inside, clip_path=f"url(#{name})")
    return cut + element("g", content, transform=f"translate({PAD} {number(y)})")


def _ground(base: Base, window: _Window) -> str:
    place = {"x": (base.xmin - window.xmin) * window.scale, "y": (window.ymax - base.ymax) * window.scale}
    size = {"width": (base.xmax - base.xmin) * window.scale, "height": (base.ymax - base.ymin) * window.scale}
    return element("image", href=base.image, **place, **size, preserveAspectRatio="none")


def _marks(drawn: pd.DataFrame, theme: Theme, selected: frozenset[str]) -> str:
    """A shape a place, others below, prospects on top, each with its tooltip."""
    order = drawn["mark"].map({mark: at for at, mark in enumerate(MARKS)})
    focus = drawn["in_group"] | is_prospect(drawn["mark"])
    rows = drawn.assign(focus=focus, order=order).sort_values(
        ["focus", "order", "size"], ascending=[True, True, False]
    )
    tooltips = rows["hover"] if "hover" in rows else rows["name"]
    chosen = rows["city_id"].isin(selected) if selected else pd.Series(data=False, index=rows.index)
    dim = {"opacity": _DIMMED} if selected else {}
    columns = (rows["px"], rows["py"], rows["size"], rows["mark"], rows["focus"], tooltips, chosen)
    return "".join(
        element(
            "g",
            title(hover)
            + (_ring(x, y, size, theme) if ringed else "")
            + shape(look(mark, theme, in_group=in_focus), x, y, size),
            **({} if ringed else dim),
        )
        for x, y, size, mark, in_focus, hover, ringed in zip(*columns, strict=True)
    )


def _ring(x: float, y: float, size: float, theme: Theme) -> str:
    return element("circle", cx=x, cy=y, r=size / 2 + _RING, fill="none", stroke=theme.text, stroke_width=2)


def shape(style: Look, x: float, y: float, size: float) -> str:
    """One mark as plotly would draw its symbol."""
    radius, paint = size / 2, {"fill": style.fill, "stroke": style.line, "stroke_width": style.line_width}
    dot = element("circle", cx=x, cy=y, r=1.3, fill=style.line) if style.symbol.endswith("-dot") else ""
    if style.symbol.startswith("diamond"):
        arm = number(radius * DIAMOND_ARM)
        edge = f"M{number(x)} {number(y)}m0 -{arm}l{arm} {arm} -{arm} {arm} -{arm} -{arm}z"
        return element("path", d=edge, **paint) + dot
    if style.symbol == "square":
        return element("rect", x=x - radius, y=y - radius, width=size, height=size, **paint)
    return element("circle", cx=x, cy=y, r=radius, **paint) + dot


def _names(drawn: pd.DataFrame, window: _Window, theme: Theme, view: View) -> str:
    """Names of the prospects and of the group's largest members, where they cover nothing."""
    names = names_on_map(drawn)
    named = is_prospect(drawn["mark"])
    largest = drawn.index[drawn["in_group"] & ~named][: view.named]
    named |= drawn.index.isin(largest) | (view.named is None)
    names = names.where(named & (np.arange(len(drawn)) < _MOST_NAMED), "")
    radius = drawn["size"] / 2 + drawn["city_id"].isin(view.selected) * _RING
    marks = spots(drawn["px"], drawn["py"], radius, names, drawn)
    sides = place_names(marks, Box(0, 0, window.wide, window.high), SMALL)
    return "".join(
        _name(name, name_box(spot, side, SMALL), theme)
        for name, spot, side in zip(names, marks, sides, strict=True)
        if side is not None
    )


def _name(name: str, box: Box, theme: Theme) -> str:
    """A name with a halo of the land's colour, so that lines do not run through it."""
    halo = {"paint_order": "stroke", "stroke": theme.land, "stroke_width": 3, "stroke_linejoin": "round"}
    return text(name, box.left, box.bottom - 3.5, SMALL, theme.text, **halo)


def _legend(drawn: pd.DataFrame, labels: Labels, theme: Theme, y: float) -> tuple[str, float]:
    """The marks that occur with their names, in as many rows as it takes, and where it ends."""
    is_other = is_other_member(drawn)
    present = set(drawn.loc[~is_other, "mark"])
    entries = [(labels.marks.get(mark, mark), look(mark, theme)) for mark in LEGEND_ORDER if mark in present]
    if is_other.any():
        entries.append((labels.others, look("paid", theme, in_group=False)))
    parts, x = [], float(PAD)
    for name, style in entries:
        wide = width(name, SMALL) + 34
        if x > PAD and x + wide > labels.caption.width:
            x, y = float(PAD), y + _LEGEND_LINE
        parts.append(shape(style, x + 6, y + 8, _SWATCH) + text(name, x + 18, y + 12, SMALL, theme.text))
        x += wide
    return "".join(parts), y + _LEGEND_LINE if entries else y
