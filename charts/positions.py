"""Where places lie on a base and how large their marks are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from charts.marks import diameters
from charts.projection import project

if TYPE_CHECKING:
    from charts.basemap import BaseInfo

_FULL_SIZE_FROM = 0.11  # px a km; on a smaller scale marks shrink, down to about half
_LEAST_FACTOR = 0.55


def extent_around(places: pd.DataFrame, base: BaseInfo) -> tuple[float, float, float, float]:
    """xmin, xmax, ymin, ymax in km of the part of a base that holds these places, with some room around.

    places: latitude, longitude (degrees WGS-84, may be missing). All of the base without any.
    """
    x, y = project(places["latitude"], places["longitude"], base.crs)
    x, y = x[np.isfinite(x)], y[np.isfinite(y)]
    if not len(x):
        return base.extent
    room = 0.12 * max(float(np.ptp(x)), float(np.ptp(y)), 100.0)
    return (
        max(base.xmin, float(x.min()) - room),
        min(base.xmax, float(x.max()) + room),
        max(base.ymin, float(y.min()) - room),
        min(base.ymax, float(y.max()) + room),
    )


def is_inside(places: pd.DataFrame, base: BaseInfo) -> pd.Series:
    """Which places lie on a base; who has no coordinates lies on none."""
    x, y = project(places["latitude"], places["longitude"], base.crs)
    inside = (x >= base.xmin) & (x <= base.xmax) & (y >= base.ymin) & (y <= base.ymax)
    return pd.Series(inside, index=places.index)


def on_base(places: pd.DataFrame, base: BaseInfo, px_per_km: float) -> pd.DataFrame:
    """Places on the base with x and y (km) and size (px), the most important first.

    places: latitude, longitude, population, mark, in_group. Prospects count most, then the focus group, then
    the number of inhabitants. Who has no coordinates or lies outside the base is left out.
    """
    x, y = project(places["latitude"], places["longitude"], base.crs)
    factor = min(1.0, max(_LEAST_FACTOR, (px_per_km / _FULL_SIZE_FROM) ** 0.5))
    sizes = diameters(places["population"], factor)
    drawn = places.assign(x=np.round(x, 1), y=np.round(y, 1), size=sizes)
    drawn = drawn[drawn["x"].between(base.xmin, base.xmax) & drawn["y"].between(base.ymin, base.ymax)]
    order = pd.DataFrame(
        {"prospect": drawn["mark"] == "prospect", "group": drawn["in_group"], "size": drawn["size"]}
    )
    order = order.sort_values(list(order.columns), ascending=False, kind="stable")
    return drawn.loc[order.index]
