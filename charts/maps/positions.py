"""Where places lie on a base and how large their marks are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from charts.base.label_placement import Spot
from charts.base.layout import SMALL
from charts.base.measure import width
from charts.maps.marks import diameters, is_prospect, mark_reach, mark_sizes
from charts.maps.projection import project

if TYPE_CHECKING:
    from charts.maps.base_map import BaseInfo

Extent = tuple[float, float, float, float]

_FULL_SIZE_FROM = 0.11  # px a km; on a smaller scale marks shrink, down to about half
_LEAST_FACTOR = 0.45
_PROSPECT_WEIGHT = 1.3  # beside a member of its size
_SIDES = (0.55, 1.1)  # height by width of what is shown around chosen places


def extent_around(places: pd.DataFrame, base: BaseInfo, least: float = 0.0) -> Extent:
    """xmin, xmax, ymin, ymax in km of the part of a base that holds these places, with some room around.

    places: latitude, longitude (degrees WGS-84, may be missing). All of the base without any. Neither a
    strip nor a column: the shorter side is widened as far as the base goes. least: km that it is wide.
    """
    x, y = project(places["latitude"], places["longitude"], base.crs)
    x, y = x[np.isfinite(x)], y[np.isfinite(y)]
    if not len(x):
        return base.extent
    room = 0.12 * max(float(np.ptp(x)), float(np.ptp(y)), 100.0)
    wide, high = float(np.ptp(x)) + 2 * room, float(np.ptp(y)) + 2 * room
    wide = max(wide, high / _SIDES[1], least)
    high = max(high, wide * _SIDES[0])
    xmin, xmax = _within(float(x.min() + x.max()) / 2, wide, base.xmin, base.xmax)
    ymin, ymax = _within(float(y.min() + y.max()) / 2, high, base.ymin, base.ymax)
    return xmin, xmax, ymin, ymax


def _within(centre: float, length: float, low: float, high: float) -> tuple[float, float]:
    """A stretch of this length around the centre, moved into its limits and never longer than they are."""
    length = min(length, high - low)
    start = min(max(centre - length / 2, low), high - length)
    return start, start + length


def inset(extent: Extent, edge: float) -> Extent:
    """An extent without its edge, which is a part of its width on each side."""
    xmin, xmax, ymin, ymax = extent
    cut = (xmax - xmin) * edge
    return xmin + cut, xmax - cut, ymin + cut, ymax - cut


def is_inside(places: pd.DataFrame, base: BaseInfo, extent: Extent | None = None) -> pd.Series:
    """Which places lie on a base, or on a part of it; who has no coordinates lies on none."""
    xmin, xmax, ymin, ymax = extent or base.extent
    x, y = project(places["latitude"], places["longitude"], base.crs)
    inside = (x >= xmin) & (x <= xmax) & (y >= ymin) & (y <= ymax)
    return pd.Series(inside, index=places.index)


def on_base(places: pd.DataFrame, base: BaseInfo, px_per_km: float) -> pd.DataFrame:
    """Places on the base with x and y (km) and size (px), the most important first.

    places: latitude, longitude, population, mark, in_group. The focus group and prospects count most, cities
    outside the association least; among equals the number of inhabitants, of prospects a little more. Who has
    no coordinates or lies outside the base is left out.
    """
    x, y = project(places["latitude"], places["longitude"], base.crs)
    factor = min(1.0, max(_LEAST_FACTOR, (px_per_km / _FULL_SIZE_FROM) ** 0.5))
    full = diameters(places["population"], factor)
    drawn = places.assign(x=np.round(x, 1), y=np.round(y, 1), size=mark_sizes(full, places["mark"]))
    drawn = drawn[drawn["x"].between(base.xmin, base.xmax) & drawn["y"].between(base.ymin, base.ymax)]
    waiting = is_prospect(drawn["mark"])
    order = pd.DataFrame(
        {
            "inside": drawn["mark"] != "untapped",
            "group": drawn["in_group"] | waiting,
            "size": full.loc[drawn.index] * waiting.map({True: _PROSPECT_WEIGHT, False: 1.0}),
        }
    )
    order = order.sort_values(list(order.columns), ascending=False, kind="stable")
    return drawn.loc[order.index]


def names_on_map(drawn: pd.DataFrame) -> pd.Series:
    """The name of each place on the map: its `label` where there is such a column, '' for none."""
    return (drawn["label"] if "label" in drawn else drawn["name"]).fillna("").astype(str)


def spots(
    px: pd.Series, py: pd.Series, radius: pd.Series, names: pd.Series, drawn: pd.DataFrame
) -> list[Spot]:
    """Every mark, since all are in the way of names, with the width of its name where it is to have one."""
    widths = [width(name, SMALL) if name else 0.0 for name in names]
    columns = (px, py, radius, widths, mark_reach(drawn["size"], drawn["mark"]))
    return [Spot(*facts) for facts in zip(*columns, strict=True)]
