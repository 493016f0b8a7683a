"""The base map of the world: land and coast only, in the Equal Earth projection."""

import geopandas as gpd
import shapely

from data.reference.build import natural_earth
from data.reference.build.bases import Base
from data.reference.build.china_maps import without_islets
from data.reference.build.svg import drawing


def svg(base: Base) -> str:
    """The base map as SVG text."""
    projected = gpd.GeoSeries([natural_earth.world_land()], crs=4326).to_crs(base.crs)
    land = without_islets(
        shapely.make_valid(projected.simplify_coverage(base.tolerance).item()), base.least_island
    )
    return drawing(base, land=land, coast=land.boundary, provinces=shapely.MultiLineString())
