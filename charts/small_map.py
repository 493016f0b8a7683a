"""The map of the Overview, drawn on the server: nothing to load but the base, nothing to move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charts.caption import PAD
from charts.layout import SMALL
from charts.marks import KEY_ORDER, MARKS, look
from charts.measure import width
from charts.placement import Box, Spot, name_box, place_names
from charts.positions import on_base
from charts.svg import document, element, foot, head, number, text, title

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from charts.basemap import Base
    from charts.caption import Caption
    from charts.marks import Look
    from charts.theme import Theme

_NAMED_MEMBERS = 4
_TALLEST = 0.85  # height by width
_KEY_LINE = 20.0
_SWATCH = 9.0


@dataclass(frozen=True)
class Labels:
    """Words of the picture.

    caption: its width is the picture's; alt: what it shows, for who cannot see it; marks: the key by mark
    (paid, not_paid, waived, unknown, prospect; or member); others: the key of members outside the group.
    """

    caption: Caption
    alt: str
    marks: Mapping[str, str]
    others: str = ""


def svg(
    places: pd.DataFrame,
    base: Base,
    *,
    labels: Labels,
    theme: Theme,
    extent: tuple[float, float, float, float] | None = None,
) -> str:
    """Marks over the base, the prospects and the four largest of the group named where there is room.

    places: as analysis.places.places (name, latitude, longitude, population, mark, in_group), with `hover`
    (optional, plain text; `name` stands in). extent: the part of the base that is shown, in km. For a page
    base.image is an address, for a download a data URI (charts.basemap.data_uri).
    """
    window = _Window.of(extent or base.extent, base, labels.caption.room)
    drawn = _in_window(on_base(places, base, window.scale), window)
    above, y = head(labels.caption, theme)
    inside = _ground(base, window) + _marks(drawn, theme) + _names(drawn, window, theme)
    pane = _pane(inside, window, y)
    key, y = _key(drawn, labels, theme, y + window.high + 8)
    below, bottom = foot(labels.caption, theme, y + 6)
    return document(above + pane + key + below, labels.caption.width, bottom, labels.alt, theme)


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


def _marks(drawn: pd.DataFrame, theme: Theme) -> str:
    """A shape a place, others below, prospects on top, each telling its hover text to a pointer."""
    order = drawn["mark"].map({mark: at for at, mark in enumerate(MARKS)})
    focus = drawn["in_group"] | (drawn["mark"] == "prospect")
    rows = drawn.assign(focus=focus, order=order).sort_values(
        ["focus", "order", "size"], ascending=[True, True, False]
    )
    told = rows["hover"] if "hover" in rows else rows["name"]
    columns = (rows["px"], rows["py"], rows["size"], rows["mark"], rows["focus"], told)
    return "".join(
        element("g", title(hover) + shape(look(mark, theme, in_group=in_focus), x, y, size))
        for x, y, size, mark, in_focus, hover in zip(*columns, strict=True)
    )


def shape(style: Look, x: float, y: float, size: float) -> str:
    """One mark as plotly would draw its symbol."""
    radius, paint = size / 2, {"fill": style.fill, "stroke": style.line, "stroke_width": style.line_width}
    if style.symbol == "diamond":
        arm = number(radius * 1.3)
        return element(
            "path", d=f"M{number(x)} {number(y)}m0 -{arm}l{arm} {arm} -{arm} {arm} -{arm} -{arm}z", **paint
        )
    if style.symbol == "square":
        return element("rect", x=x - radius, y=y - radius, width=size, height=size, **paint)
    ring = element("circle", cx=x, cy=y, r=radius, **paint)
    if style.symbol == "circle-dot":
        return ring + element("circle", cx=x, cy=y, r=1.3, fill=style.line)
    return ring


def _names(drawn: pd.DataFrame, window: _Window, theme: Theme) -> str:
    """Names of the prospects and of the group's largest members, where they cover nothing."""
    prospect = drawn["mark"] == "prospect"
    largest = drawn.index[drawn["in_group"] & ~prospect][:_NAMED_MEMBERS]
    named = (prospect | drawn.index.isin(largest)).tolist()
    columns = (drawn["px"], drawn["py"], drawn["size"], drawn["name"].astype(str), named)
    spots = [
        Spot(x, y, size / 2, width(name, SMALL) if is_named else 0.0)
        for x, y, size, name, is_named in zip(*columns, strict=True)
    ]
    sides = place_names(spots, Box(0, 0, window.wide, window.high), SMALL)
    return "".join(
        _name(str(name), name_box(spot, side, SMALL), theme)
        for name, spot, side in zip(drawn["name"], spots, sides, strict=True)
        if side is not None
    )


def _name(name: str, box: Box, theme: Theme) -> str:
    """A name with a halo of the land's colour, so that lines do not run through it."""
    halo = {"paint_order": "stroke", "stroke": theme.land, "stroke_width": 3, "stroke_linejoin": "round"}
    return text(name, box.left, box.bottom - 3.5, SMALL, theme.text, **halo)


def _key(drawn: pd.DataFrame, labels: Labels, theme: Theme, y: float) -> tuple[str, float]:
    """The marks that occur with their names, in as many rows as it takes, and where it ends."""
    is_other = ~drawn["in_group"] & (drawn["mark"] != "prospect")
    present = set(drawn.loc[~is_other, "mark"])
    entries = [(labels.marks.get(mark, mark), look(mark, theme)) for mark in KEY_ORDER if mark in present]
    if is_other.any():
        entries.append((labels.others, look("paid", theme, in_group=False)))
    parts, x = [], float(PAD)
    for name, style in entries:
        wide = width(name, SMALL) + 34
        if x > PAD and x + wide > labels.caption.width:
            x, y = float(PAD), y + _KEY_LINE
        parts.append(shape(style, x + 6, y + 8, _SWATCH) + text(name, x + 18, y + 12, SMALL, theme.text))
        x += wide
    return "".join(parts), y + _KEY_LINE if entries else y
