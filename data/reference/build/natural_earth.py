"""Natural Earth geometry in longitude and latitude, as the npm packages carry it."""

import io
from functools import cache

import geopandas as gpd
import numpy as np
import shapely

from data.reference.build import archives
from data.reference.build.tables import curated

ELSEWHERE = ""
# A map of the world is cut where it cuts least: between the ends of Asia and of America.
WEST = -169.0
# Antarctica reaches further south than this, no other land does.
SOUTH = -60.0


@cache
def divisions() -> gpd.GeoDataFrame:
    """First-level divisions of the world at 10m detail: `province` (GB/T 2260 code, or blank) and geometry.

    They form a coverage: neighbours share their vertices, so land has no seams along borders.
    """
    raw = archives.json_member(archives.NATURAL_EARTH_ADMIN, "data/build.json")
    frame = gpd.GeoDataFrame.from_features(raw["features"], crs=4326)
    codes = {row["iso_3166_2"]: row["code"] for row in curated("provinces")}
    keys = frame["iso_3166_2"].where(~frame["adm0_a3"].isin(["HKG", "MAC"]), frame["iso_3166_2"].str[:2])
    return gpd.GeoDataFrame(
        {"province": keys.map(codes).fillna(ELSEWHERE)}, geometry=frame.geometry, crs=4326
    )


@cache
def world_land() -> shapely.Geometry:
    """Land of the world without Antarctica at 50m detail, as one map from WEST eastwards.

    The file names no reference system, holds invalid rings, and its rings jump at 180°: here they do not.
    """
    content = archives.member(archives.NATURAL_EARTH_LAND, "land-50m.json")
    frame = gpd.read_file(io.BytesIO(content)).set_crs(4326, allow_override=True)
    polygons = [
        _unrolled(part) for part in shapely.get_parts(frame.geometry.to_numpy()) if part.bounds[1] > SOUTH
    ]
    land = shapely.union_all(shapely.make_valid(polygons, method="structure", keep_collapsed=False))
    return shapely.union_all([_between(land, WEST - 360, turn=360), _between(land, WEST, turn=0)])


def _unrolled(polygon: shapely.Polygon) -> shapely.Polygon:
    """The polygon without jumps of 360°, moved as a whole so that its middle lies east of WEST."""
    rings = [
        np.unwrap(shapely.get_coordinates(ring), period=360, axis=0) for ring in shapely.get_rings(polygon)
    ]
    middle = (rings[0][:, 0].min() + rings[0][:, 0].max()) / 2
    turns = np.floor((middle - WEST) / 360) * 360
    outer, *holes = [ring - (_turns_of(ring, rings[0]), 0) - (turns, 0) for ring in rings]
    return shapely.Polygon(outer, holes)


def _between(land: shapely.Geometry, west: float, *, turn: float) -> shapely.Geometry:
    """Land of one turn of the globe eastwards of a meridian, which is left out, moved by a turn."""
    hair = 1e-6
    clipped = shapely.clip_by_rect(land, west + hair, SOUTH, west + 360 - hair, 90)
    return shapely.transform(clipped, lambda points: np.add(points, (turn, 0)))


def _turns_of(ring: np.ndarray, outer: np.ndarray) -> float:
    """By how many degrees a hole lies a whole turn away from its outer ring."""
    return float(np.round((ring[:, 0].mean() - outer[:, 0].mean()) / 360) * 360)
