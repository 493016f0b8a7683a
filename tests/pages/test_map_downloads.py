"""Files of the map, read back: words, mark and the same cities as the list, whatever the format."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import openpyxl
import pypdf
import pytest
from PIL import Image

from analysis.core.basis import Basis
from charts.base.theme import LIGHT
from charts.export import rendering
from tests.support.apptest import opened
from ui.core.tables import readable
from ui.map import answers as map_places
from ui.map import downloads as map_files
from ui.map.pictures import figure_for_file
from ui.map.place_list import with_sources
from ui.map.tables import map_columns
from ui.map.view import MapView
from ui.map.words import file_lines
from ui.widgets.downloads import as_csv, as_excel

BASIS = Basis(date(2023, 5, 31), 2023)
BAY = MapView(BASIS, preset="greater-bay")
TITLE = "Chinese cities, map of the Greater Bay Area: 1 of 1 member paying"
DATE, DEFINITION, MARK = "31 May 2023", "Paying = any receipt", "Illustrative data"
SOURCE = "Base: Natural Earth. Places and inhabitants: GeoNames (CC BY 4.0)."
DISCLAIMER = "Lines and names on this map do not imply any opinion on the legal status of any territory."
SAID = (TITLE, DATE, DEFINITION, MARK, SOURCE, DISCLAIMER)
SVG = "{http://www.w3.org/2000/svg}"
IN_THE_BAY = {
    "Dongguan", "Foshan", "Guangzhou", "Hong Kong", "Huizhou", "Jiangmen", "Macao", "Shenzhen", "Zhaoqing",
    "Zhongshan", "Zhuhai",
}  # fmt: skip


@pytest.fixture
def chromium():
    if rendering.chromium() is None:
        pytest.skip("no Chromium on this machine: install the package chromium to draw PNG and PDF")


def one_line(text: str) -> str:
    return " ".join(text.split())


def says_all(text: str, sentences: tuple[str, ...] = SAID) -> None:
    missing = [sentence for sentence in sentences if sentence not in one_line(text)]
    assert missing == []


def listed(view: MapView):
    """Rows of the list, in sight first, as map_list.show orders them."""
    places = map_places.places_of(view)
    near = map_places.in_sight(view)
    return places[near], places


def table_for_files(view: MapView):
    near, places = listed(view)
    lines = file_lines(view, near)
    return with_sources(readable(places, map_columns(places, view.layer)), places, lines), lines


def svg_words(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def test_an_svg_stands_alone_says_what_it_is_and_draws_the_cities_in_sight():
    svg = map_files.as_svg(BAY, "light")
    says_all(" ".join(svg_words(svg)))
    assert "/assets/" not in svg
    images = [image.get("href", "") for image in ET.fromstring(svg).iter(f"{SVG}image")]  # noqa: S314
    assert [image[:26] for image in images] == ["data:image/svg+xml;base64,"]
    hovers = re.findall(r"<title>([A-Z][^\u4e00-\u9fff]*?) [\u4e00-\u9fff]", svg)
    assert sorted(hovers) == sorted(listed(BAY)[0]["name"])
    assert set(svg_words(svg)) >= IN_THE_BAY


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (MapView(BASIS), "Chinese cities: 20 of 23 members paying"),
        (MapView(BASIS, preset="northeast"), "Chinese cities, map of the Northeast: 6 of 6 members paying"),
        (
            MapView(BASIS, preset="fit", fitted=("chn-foshan",)),
            "Chinese cities, part of the map: 1 of 1 member paying",
        ),
        (MapView(BASIS, preset="world", everyone=True), "Everyone: 60 of 115 members paying"),
    ],
    ids=["whole group in sight", "a part of it", "around a selection", "the world"],
)
def test_a_title_names_the_part_of_the_map_unless_everybody_is_on_it(view, title):
    assert file_lines(view, listed(view)[0])[0] == title


def test_geojson_has_a_point_for_each_row_and_says_what_it_is():
    near, places = listed(BAY)
    written = json.loads(map_files.as_geojson(places, file_lines(BAY, near)))
    assert written["type"] == "FeatureCollection"
    assert written["name"] == TITLE
    says_all(f"{written['name']} {written['description']}")
    found = {one["properties"]["city_id"]: one for one in written["features"]}
    assert list(found) == places["city_id"].tolist()
    foshan = found["chn-foshan"]
    assert foshan["geometry"] == {"type": "Point", "coordinates": [113.1315, 23.0268]}
    assert foshan["properties"]["stage"] == "intent_expressed"
    marked = {city for city, one in found.items() if one["properties"]["illustrative"]}
    assert marked == set(places.loc[places["illustrative"], "city_id"])
    assert "chn-foshan" in marked
    assert "chn-shenzhen" not in marked


def test_geojson_by_province_has_a_point_for_each_province():
    view = MapView(BASIS, by="province")
    provinces = map_places.provinces_of(view)
    written = json.loads(map_files.as_geojson(provinces, file_lines(view, listed(view)[0])))
    facts = [one["properties"] for one in written["features"]]
    assert [one["province"] for one in facts] == provinces["province"].tolist()
    assert sum(one["members"] for one in facts) == 23
    assert "of 33 provinces" in written["name"]


def test_a_csv_says_on_each_row_what_it_is_and_has_the_cities_of_the_list():
    table, _ = table_for_files(BAY)
    rows = list(csv.DictReader(io.StringIO(as_csv(table).decode("utf-8-sig"))))
    assert [row["City"] for row in rows] == listed(BAY)[1]["name"].tolist()
    assert {row["The map shows"] for row in rows} == {TITLE}
    for row in rows:
        says_all(" ".join(row.values()), (DATE, DEFINITION, SOURCE, DISCLAIMER))
    by_city = {row["City"]: row for row in rows}
    assert by_city["Foshan"]["Illustrative"] == "yes"
    assert by_city["Shenzhen"]["Illustrative"] == ""
    assert by_city["Foshan"]["中文"] == "佛山"


def test_a_workbook_says_above_its_rows_what_it_is_and_has_the_cities_of_the_list():
    table, lines = table_for_files(BAY)
    sheet = openpyxl.load_workbook(io.BytesIO(as_excel(table, lines)))["Data"]
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    above, (header, *below) = rows[: len(lines)], [row for row in rows[len(lines) :] if row]
    says_all(" ".join(str(row[0]) for row in above))
    assert header[:2] == ["City", "中文"]
    assert [row[0] for row in below] == listed(BAY)[1]["name"].tolist()


def test_the_rows_of_a_selection_alone_go_into_its_files():
    address = {"preset": "greater-bay", "select": "chn-foshan.chn-macao"}
    app = opened("map", **address)
    app.session_state["map_only"] = True
    app.run()
    assert app.dataframe[0].value["City"].tolist() == ["Foshan", "Macao"]


def test_a_selection_stands_out_in_a_picture_as_it_does_on_the_page():
    plain, chosen = (map_files.as_svg(BAY, "light", picked) for picked in ((), ("chn-foshan",)))
    assert 'opacity="0.3"' not in plain
    assert chosen.count('opacity="0.3"') == len(listed(BAY)[0]) - 1
    traces = figure_for_file(BAY, "light", 900, ("chn-foshan",)).data
    picked = [trace.customdata[at] for trace in traces for at in trace.selectedpoints]
    assert picked == ["chn-foshan"]


@pytest.mark.browser
def test_a_pdf_says_what_it_is_and_names_the_cities(chromium):
    pdf = pypdf.PdfReader(io.BytesIO(map_files.as_pdf(BAY, TITLE)))
    assert len(pdf.pages) == 1
    assert pdf.metadata is not None
    assert pdf.metadata.title == TITLE
    text = pdf.pages[0].extract_text()
    says_all(text)
    assert sorted(line for line in text.splitlines() if line in IN_THE_BAY) == sorted(IN_THE_BAY)


@pytest.mark.browser
@pytest.mark.parametrize("scale", [2, 4])
def test_a_png_has_its_words_and_marks_inside_in_the_size_asked_for(chromium, scale):
    """A PNG has no words to read back: that they are drawn is seen where the figure says they stand."""
    figure = figure_for_file(BAY, "light", 900)
    says_all(" ".join(re.sub(r"<[^>]+>", " ", note.text) for note in figure.layout.annotations))
    picture = Image.open(io.BytesIO(map_files.as_png(BAY, "light", scale=scale))).convert("RGB")
    assert picture.size == (900 * scale, figure.layout.height * scale)
    margin = figure.layout.margin
    head = picture.crop((0, 0, picture.width, (margin.t - 8) * scale))
    foot = picture.crop((0, picture.height - (margin.b - 40) * scale, picture.width, picture.height))
    for part in (head, foot):
        dark = sum(count for count, colour in part.getcolors(1 << 20) if max(colour) < 110)
        assert dark > 300 * scale
    pixels = {colour: count for count, colour in picture.getcolors(1 << 20)}
    assert pixels[hexed(LIGHT.prospect)] > 150 * scale
    assert pixels[hexed(LIGHT.focus)] > 300 * scale


def hexed(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize(
    "make",
    [lambda: map_files.as_png(BAY, "light", scale=2), lambda: map_files.as_pdf(BAY, TITLE)],
    ids=["png", "pdf"],
)
def test_without_chromium_the_reason_says_what_to_install(monkeypatch, make):
    monkeypatch.setattr(rendering, "chromium", lambda: None)
    with pytest.raises(rendering.RenderingError, match="install it, or name one in CHROMIUM"):
        make()


def test_a_chromium_that_ends_early_is_a_rendering_error(monkeypatch):
    monkeypatch.setattr(rendering, "chromium", lambda: "false")
    with pytest.raises(rendering.RenderingError, match="could not draw the page"):
        map_files.as_pdf(BAY, TITLE)
