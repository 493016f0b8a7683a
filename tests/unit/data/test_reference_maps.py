"""What the maps promise: provinces without gaps, cities where they belong, neutral bases without colours."""

import json
import re
import xml.etree.ElementTree as ET
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=36 +lon_0=105 +datum=WGS84 +units=km +no_defs"
BASES = ["china", "greater-bay", "yangtze-delta", "bohai", "northeast", "world"]
CHINESE_BASES = BASES[:-1]
# On islands that a map of the world leaves out.
TOO_SMALL = ["idn-batam", "syc-victoria"]
SVG = "{http://www.w3.org/2000/svg}"
LAYERS = ["sea", "land", "provinces", "coast"]
# Farthest that a point may lie outside its province or its land: coasts are simplified by this much.
COAST_KM = {
    "china": 4.0,
    "greater-bay": 1.0,
    "yangtze-delta": 1.0,
    "bohai": 1.0,
    "northeast": 1.5,
    "world": 30.0,
}


@cache
def table(name: str) -> pd.DataFrame:
    """A reference file as text; a blank stays a blank."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype="str", keep_default_na=False)


def chinese() -> pd.DataFrame:
    cities = table("cities")
    return cities[cities["country"] == "CHN"]


@cache
def provinces() -> gpd.GeoDataFrame:
    """Shapes in km with the English name as index."""
    shapes = gpd.read_file(REFERENCE / "provinces.geojson").to_crs(ALBERS)
    names = table("provinces").set_index("code")["name"]
    return shapes.set_index(shapes["code"].map(names))


def projected(cities: pd.DataFrame, crs: str) -> gpd.GeoSeries:
    points = gpd.points_from_xy(cities["longitude"].astype(float), cities["latitude"].astype(float))
    return gpd.GeoSeries(points, index=cities["city_id"], crs=4326).to_crs(crs)


class Drawn:
    """One base map: where it lies and its lines, back in km."""

    def __init__(self, name: str) -> None:
        self.place = json.loads((REFERENCE / "basemap" / f"{name}.json").read_text(encoding="utf-8"))
        self.text = (REFERENCE / "basemap" / f"{name}.svg").read_text(encoding="utf-8")
        self.root = ET.fromstring(self.text)  # noqa: S314 - our own file
        _, _, self.width, self.height = (float(n) for n in self.root.attrib["viewBox"].split())
        wide, high = self.place["xmax"] - self.place["xmin"], self.place["ymax"] - self.place["ymin"]
        self.km = wide / self.width
        self.km_y = high / self.height

    @property
    def frame(self) -> shapely.Polygon:
        return shapely.box(*(self.place[edge] for edge in ("xmin", "ymin", "xmax", "ymax")))

    def group(self, layer: str) -> ET.Element:
        return next(g for g in self.root.findall(f"{SVG}g") if g.attrib["class"] == layer)

    def lines(self, layer: str) -> list[list[tuple[float, float]]]:
        path = self.group(layer).find(f"{SVG}path")
        assert path is not None
        return [self._line(part) for part in path.attrib["d"].split("M")[1:]]

    def _line(self, part: str) -> list[tuple[float, float]]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = 0, 0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((self.place["xmin"] + x * self.km, self.place["ymax"] - y * self.km_y))
        return points

    @cached_property
    def land(self) -> shapely.Geometry:
        """Rings filled by the even-odd rule."""
        rings = [shapely.LineString([*ring, ring[0]]) for ring in self.lines("land")]
        return shapely.build_area(shapely.union_all(rings))


@cache
def drawn(name: str) -> Drawn:
    return Drawn(name)


# Provinces


def test_provinces_leave_no_gaps_and_do_not_overlap() -> None:
    shapes = provinces().geometry
    assert shapes.is_valid.all()
    whole = shapely.union_all(shapes.to_numpy())
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)])
    overlap, gaps = shapes.area.sum() - whole.area, filled.area - whole.area
    assert overlap / whole.area < 0.0001
    assert gaps / whole.area < 0.0001


def test_simplification_keeps_the_area_of_the_provinces() -> None:
    """9.376 million km² is the area of the 33 shapes before simplification."""
    assert provinces().area.sum() == pytest.approx(9_376_300, rel=0.001)


def test_province_codes_and_shapes_agree() -> None:
    codes = table("provinces")["code"]
    assert codes.is_unique
    assert sorted(gpd.read_file(REFERENCE / "provinces.geojson")["code"]) == sorted(codes)


def test_every_chinese_city_lies_in_its_province() -> None:
    """A point on a simplified coast may lie up to one km off it, but never in another province."""
    cities = chinese().set_index("city_id")
    shapes = provinces().geometry
    wrong = {}
    for city_id, point in projected(chinese(), ALBERS).items():
        province = cities.loc[city_id, "province"]
        within = set(shapes.index[shapes.covers(point)])
        if within - {province} or shapes[province].distance(point) > 1:
            wrong[city_id] = (province, within)
    assert wrong == {}


# Base maps


@pytest.mark.parametrize("name", BASES)
def test_a_base_map_has_its_layers_in_order_and_no_label(name: str) -> None:
    root = drawn(name).root
    assert [group.attrib["class"] for group in root.findall(f"{SVG}g")] == LAYERS
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "style", "g", "rect", "path"}


@pytest.mark.parametrize("name", BASES)
def test_a_base_map_has_no_colour_of_its_own(name: str) -> None:
    text = drawn(name).text
    assert text.count("/*STYLE*/") == 1
    assert set(re.findall(r'fill="([^"]*)"', text)) == {"none"}
    assert re.findall(r'(?:stroke|stroke-width|style|color)="', text) == []
    assert re.findall(r"#[0-9a-fA-F]{3,8}", text) == []


@pytest.mark.parametrize("name", BASES)
def test_lines_of_a_base_map_keep_their_width_when_it_is_stretched(name: str) -> None:
    paths = drawn(name).root.findall(f".//{SVG}path")
    assert len(paths) == 3
    assert {path.attrib["vector-effect"] for path in paths} == {"non-scaling-stroke"}
    assert drawn(name).root.attrib["preserveAspectRatio"] == "none"


@pytest.mark.parametrize("name", BASES)
def test_a_base_map_is_small_and_as_wide_as_it_says(name: str) -> None:
    base = drawn(name)
    assert len(base.text.encode()) < 90_000
    assert base.km == pytest.approx(base.km_y)
    assert base.place["sources"][0]["licence"] == "public domain"


@pytest.mark.parametrize("name", CHINESE_BASES)
def test_chinese_base_maps_share_one_projection(name: str) -> None:
    assert drawn(name).place["crs"] == ALBERS


def test_the_china_base_map_shows_every_chinese_city() -> None:
    points = projected(chinese(), ALBERS)
    assert points[~points.within(drawn("china").frame)].index.tolist() == []


@pytest.mark.parametrize("name", BASES)
def test_cities_stand_on_the_land_of_a_base_map(name: str) -> None:
    base = drawn(name)
    land = base.land
    cities = table("cities") if name == "world" else chinese()
    points = projected(cities, base.place["crs"])
    shown = points[points.within(base.frame)].drop(TOO_SMALL, errors="ignore")
    assert len(shown) >= 10
    off = shown[shown.distance(land) > COAST_KM[name]]
    assert off.index.tolist() == []


@pytest.mark.parametrize(
    ("name", "longitude", "latitude"),
    [
        ("china", 125.0, 28.0), ("china", 115.0, 18.0), ("china", 120.0, 39.0), ("greater-bay", 114.0, 21.9),
        ("yangtze-delta", 123.0, 32.0), ("bohai", 119.5, 38.5), ("northeast", 131.0, 41.0),
        ("world", -30.0, 0.0), ("world", -150.0, 30.0), ("world", 80.0, -30.0), ("world", -170.0, 55.5),
        ("world", 51.0, 42.0),
    ],
)  # fmt: skip
def test_the_sea_is_no_land(name: str, longitude: float, latitude: float) -> None:
    base = drawn(name)
    point = shapely.Point(
        Transformer.from_crs(4326, base.place["crs"], always_xy=True).transform(longitude, latitude)
    )
    assert point.within(base.frame)
    assert not base.land.covers(point)


@pytest.mark.parametrize("name", CHINESE_BASES)
def test_province_lines_lie_between_two_provinces_and_nowhere_else(name: str) -> None:
    """No line of a base map follows an outer border: each point has a province on both sides."""
    lines = shapely.MultiLineString(drawn(name).lines("provinces"))
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(lines, 20)))
    shapes = provinces().geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    found, _ = tree.query(points, predicate="dwithin", distance=8)
    beside = pd.Series(found).value_counts().reindex(range(len(points)), fill_value=0)
    assert len(points) > 10
    assert (beside < 2).sum() == 0


def test_the_world_base_map_has_no_province_lines() -> None:
    assert drawn("world").lines("provinces") == []


def test_no_line_of_the_world_base_map_runs_across_it() -> None:
    lines = drawn("world").lines("coast")
    longest = max(abs(x1 - x0) for line in lines for (x0, _), (x1, _) in pairwise(line))
    assert longest < 600
