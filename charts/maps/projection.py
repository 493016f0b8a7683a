"""From degrees to km on the plane of a map."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer


def project(
    latitude: ArrayLike, longitude: ArrayLike, crs: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """x and y in km on the plane of `crs`, from degrees WGS-84; NaN where a degree is missing."""
    east, north = np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float)
    x, y = _transformer(crs).transform(east, north)
    known = np.isfinite(x) & np.isfinite(y)
    return np.where(known, x, np.nan) / _metres(crs), np.where(known, y, np.nan) / _metres(crs)


@lru_cache(maxsize=16)
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


@lru_cache(maxsize=16)
def _metres(crs: str) -> float:
    """How many of the plane's units make a km."""
    target = _transformer(crs).target_crs
    per_metre = target.axis_info[0].unit_conversion_factor if target and target.axis_info else 1.0
    return 1000.0 / float(per_metre)
