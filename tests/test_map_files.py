"""Files of the map carry title, date, definition, source, disclaimer and mark, whatever made them."""

import json
from datetime import date

import pytest

from analysis.basis import Basis
from charts import rendering
from ui import map_files, map_places
from ui.map_view import MapView

VIEW = MapView(Basis(date(2023, 5, 31), 2023), preset="greater-bay")
INSIDE = (
    "1 of 1 member paying",
    "31 May 2023",
    "Paying = any receipt",
    "GeoNames (CC BY 4.0)",
    "do not imply any opinion",
    "Illustrative data",
)


@pytest.fixture
def chromium():
    if rendering.chromium() is None:
        pytest.skip("no Chromium on this machine: install the package chromium to draw PNG and PDF")


def test_an_svg_stands_alone_and_says_what_it_is():
    svg = map_files.as_svg(VIEW, "light")
    spoken = svg.replace("</text>", " ")
    text = " ".join(part.split(">")[-1] for part in spoken.split("<"))
    text = " ".join(text.split())
    assert "data:image/svg+xml;base64," in svg
    assert "/assets/" not in svg
    for sentence in INSIDE:
        assert all(word in text for word in sentence.split()), sentence


def test_geojson_has_a_point_a_place_and_says_what_it_is():
    places = map_places.places_of(VIEW)
    written = json.loads(map_files.as_geojson(VIEW, list(INSIDE)))
    assert written["type"] == "FeatureCollection"
    assert all(sentence in written["description"] for sentence in INSIDE)
    assert len(written["features"]) == len(places)
    foshan = next(one for one in written["features"] if one["properties"]["city_id"] == "chn-foshan")
    assert foshan["geometry"] == {"type": "Point", "coordinates": [113.1315, 23.0268]}
    assert foshan["properties"]["stage"] == "intent_expressed"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("kind", "scale", "begins"), [("png", 2, b"\x89PNG"), ("png", 4, b"\x89PNG"), ("pdf", 1, b"%PDF")]
)
def test_a_picture_is_drawn_by_chromium_in_the_size_asked_for(chromium, kind, scale, begins):
    picture = map_files.as_picture(VIEW, "light", kind, scale)
    assert picture.startswith(begins)
    if kind == "png":
        assert int.from_bytes(picture[16:20], "big") == 900 * scale


def test_without_chromium_the_reason_says_what_to_install(monkeypatch):
    monkeypatch.setattr(rendering, "chromium", lambda: None)
    with pytest.raises(rendering.RenderingError, match="install it, or name one in CHROMIUM"):
        map_files.as_picture(VIEW, "light", "png", 2)
