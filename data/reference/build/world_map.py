"""The base map of the world: land and coast only, in the Equal Earth projection."""

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.reference.build import natural_earth
from data.reference.build.bases import Base
from data.reference.build.china_maps import without_islets
from data.reference.build.svg import drawing

# The map is cut where it cuts least: between the ends of Asia and of America.
CUT = -169.0
SOUTH = -57.0


def svg(base: Base) -> str:
    """The base map as SVG text."""
    projected = gpd.GeoSeries([_turned(natural_earth.world_land())], crs=4326).to_crs(base.crs)
    land = without_islets(
        shapely.make_valid(projected.simplify_coverage(base.tolerance).item()), base.least_island
    )
    return drawing(base, land=land, coast=land.boundary, provinces=shapely.MultiLineString())


def _turned(land: BaseGeometry) -> BaseGeometry:
    """Land from the cut eastwards; what lies west of it moves to the other end, the seam at 180° closes."""
    east = shapely.clip_by_rect(land, CUT, SOUTH, 180, 90)
    west = shapely.clip_by_rect(land, -180, SOUTH, CUT - 1e-6, 90)
    moved = shapely.transform(west, lambda points: np.add(points, (360, 0)))
    return shapely.union_all([shapely.make_valid(east), shapely.make_valid(moved)], grid_size=1e-6)
