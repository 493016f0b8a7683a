"""Bases in the Albers projection: land, coast and the lines between Chinese provinces, of one coverage."""

from collections import Counter
from functools import cache
from itertools import pairwise

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from data.reference.build import natural_earth
from data.reference.build.bases import ALBERS, Base
from data.reference.build.svg import drawing

# Whatever a frame can show meets this window of longitudes and latitudes.
WINDOW = shapely.box(45, -5, 165, 70)


def svg(base: Base) -> str:
    """The base map as SVG text."""
    frame = shapely.box(*base.frame)
    covering = covering_of(frame, base.tolerance)
    land = without_islets(shapely.coverage_union_all(covering.geometry.to_numpy()), base.least_island)
    chinese = covering[covering["province"] != natural_earth.ELSEWHERE]
    return drawing(
        base,
        land=shapely.clip_by_rect(land, *base.frame),
        coast=shapely.clip_by_rect(land.boundary, *base.frame),
        provinces=shapely.clip_by_rect(shared_lines(chinese), *base.frame),
    )


@cache
def projected() -> gpd.GeoDataFrame:
    """Divisions around China in km, one row per Chinese province and one for each division elsewhere."""
    frame = natural_earth.divisions()
    near = frame[frame.geometry.intersects(WINDOW)].to_crs(ALBERS)
    elsewhere = near[near["province"] == natural_earth.ELSEWHERE]
    provinces = near[near["province"] != natural_earth.ELSEWHERE]
    dissolved = provinces.dissolve("province", method="coverage").reset_index()
    return gpd.pd.concat([dissolved, elsewhere], ignore_index=True)


def covering_of(frame: BaseGeometry, tolerance: float) -> gpd.GeoDataFrame:
    """The divisions that meet a frame, what is no Chinese province made one, simplified without gaps."""
    near = projected()[projected().intersects(frame)].dissolve("province", method="coverage").reset_index()
    return near.set_geometry(near.geometry.simplify_coverage(tolerance))


def shared_lines(covering: gpd.GeoDataFrame) -> BaseGeometry:
    """Lines that two rows share. Outer borders and coasts belong to one row only and are left out."""
    edges: Counter[tuple] = Counter()
    for geometry in covering.geometry:
        for ring in shapely.get_parts(shapely.boundary(geometry)):
            points = [tuple(point) for point in shapely.get_coordinates(ring)]
            edges.update(tuple(sorted(edge)) for edge in pairwise(points))
    twice = sorted(edge for edge, count in edges.items() if count == 2)
    return shapely.line_merge(shapely.multilinestrings([shapely.linestrings(edge) for edge in twice]))


def without_islets(land: BaseGeometry, least: float) -> BaseGeometry:
    """The land without parts smaller than an area in square km."""
    return shapely.multipolygons([part for part in shapely.get_parts(land) if part.area >= least])
