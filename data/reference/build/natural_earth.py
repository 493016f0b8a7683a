"""Natural Earth geometry in longitude and latitude, as the npm packages carry it."""

import io
from functools import cache

import geopandas as gpd
import shapely

from data.reference.build import archives
from data.reference.build.tables import curated

ELSEWHERE = ""


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
    """Land of the world at 50m detail. The file names no reference system and holds invalid rings."""
    content = archives.member(archives.NATURAL_EARTH_LAND, "land-50m.json")
    frame = gpd.read_file(io.BytesIO(content)).set_crs(4326, allow_override=True)
    return shapely.union_all(shapely.make_valid(frame.geometry.to_numpy()))
