"""The divisions in which cities of the roll label CHN lie: their names and their simplified shapes."""

import json

import shapely

from data.reference.build import china_maps, gb2260, natural_earth
from data.reference.build.tables import OUT, curated, write

TOLERANCE_KM = 3
DECIMALS = 3


def build() -> None:
    """Write provinces.csv and provinces.geojson, both in the order of the codes."""
    names_zh = {division.code: division.name for division in gb2260.divisions("province")}
    rows = [
        {"code": row["code"], "name": row["name"], "name_zh": names_zh[row["code"]]}
        for row in curated("provinces")
    ]
    write("provinces", ("code", "name", "name_zh"), rows)
    shapes = _shapes()
    features = [_feature(row["code"], shapes[row["code"]]) for row in rows]
    text = "[\n" + ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features) + "\n]"
    collection = f'{{"type":"FeatureCollection","features":{text}}}\n'
    (OUT / "provinces.geojson").write_text(collection, encoding="utf-8", newline="\n")
    print(f"provinces.geojson: {len(collection) / 1000:.0f} KB")


def _shapes() -> dict[str, shapely.Geometry]:
    """Simplified in km as one coverage, then back to longitude and latitude."""
    frame = china_maps.projected()
    chinese = frame[frame["province"] != natural_earth.ELSEWHERE]
    simpler = chinese.set_geometry(chinese.geometry.simplify_coverage(TOLERANCE_KM)).to_crs(4326)
    return dict(zip(simpler["province"], simpler.geometry, strict=True))


def _feature(code: str, shape: shapely.Geometry) -> dict[str, object]:
    """Rounding moves a shared vertex alike on both sides, so it opens no gap."""
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS)).normalize()
    return {"type": "Feature", "properties": {"code": code}, "geometry": shapely.geometry.mapping(rounded)}
