"""Above five thousand places the page counts places in cells: none is lost, none is counted twice."""

import json
import random
import re
from datetime import date

import pytest

from analysis.core.basis import default_basis
from tests.pages.test_every_page import use_data
from tests.support.apptest import opened, words
from tests.support.datasets import in_memory, member, write_folder
from tests.support.stores import commit_sample
from ui.core import queries, store
from ui.map import answers as map_places
from ui.map.view import MapView

__all__ = ["use_data"]

AS_OF = date(2023, 5, 31)
TOGETHER = 1500  # members of one town: the number of its cell takes a separator
UNPLACED, ABROAD = 7, 3


def crowd(size: int) -> dict[str, list[dict[str, object]]]:
    """So many members over China, of which some have no coordinates and some lie far away."""
    lot = random.Random(5)  # noqa: S311  nothing secret is drawn
    rows = []
    for number in range(size):
        place = {"latitude": round(lot.uniform(22, 45), 4), "longitude": round(lot.uniform(100, 118), 4)}
        if number < TOGETHER:
            place = {"latitude": 30.0, "longitude": 110.0}
        elif number < TOGETHER + UNPLACED:
            place = {"latitude": None, "longitude": None}
        elif number < TOGETHER + UNPLACED + ABROAD:
            place = {"latitude": 48.9, "longitude": 2.4}
        rows.append(member(f"chn-{number:05d}", **place))
    return {"members": rows}


@pytest.fixture
def many(tmp_path, use_data):
    """The app over a roll of so many members; answers how many of them lie on the map of China."""

    def show(size: int) -> int:
        write_folder(tmp_path / "many", crowd(size), title="Many", as_of=AS_OF)
        use_data(tmp_path / "many")
        return size - UNPLACED - ABROAD

    return show


def view(**choices: object) -> MapView:
    return MapView(default_basis(queries.dataset()), everyone=True, **choices)


def counts_told(texts: list[str]) -> list[int]:
    """The numbers in '1,234 places near here'."""
    found = [re.match(r"(.+) places? near here$", text) for text in texts]
    assert all(found), texts[:3]
    return [int(re.sub(r"\D", "", match[1])) for match in found if match]


def test_the_cells_of_both_maps_add_up_to_the_places_in_sight(many):
    placed = many(5_100)
    app = opened("map", show="all", preset="china")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    hovers = [text for trace in figure["data"] for text in trace["hovertext"]]
    assert sum(counts_told(hovers)) == placed
    assert max(counts_told(hovers)) >= TOGETHER
    still = next(text.value for text in app.markdown if 'class="picture"' in text.value)
    titles = re.findall(r"<title>([^<]*near here)</title>", still)
    assert sorted(counts_told(titles)) == sorted(counts_told(hovers))
    assert f"{placed:,} places lie here" in words(app).replace("\u202f", ",")
    assert {trace["meta"] for trace in figure["data"]} == {"cell"}


def test_up_to_five_thousand_places_each_has_its_own_mark(many):
    placed = many(5_000)
    assert not map_places.is_crowded(view())
    app = opened("map", show="all", preset="china")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    ids = [city for trace in figure["data"] for city in trace["customdata"]]
    assert len(ids) == len(set(ids)) == placed
    assert "places lie here" not in words(app)


def test_a_crowd_by_province_is_counted_by_province_and_no_cells_are_announced(many):
    many(5_100)
    assert not map_places.is_crowded(view(by="province"))
    assert "places lie here" not in words(opened("map", show="all", by="province"))


def test_a_cell_of_one_place_says_so_and_selects_nobody(many):
    many(5_100)
    cells = map_places.crowd_cells(view())
    assert "1 place near here" in set(cells["hover"])
    assert map_places.cities_behind(view(), cells["city_id"].head(3).tolist()) == []


def test_the_map_shows_the_data_of_today_not_of_the_version_before(many):
    many(TOGETHER + UNPLACED + ABROAD + 10)
    before = map_places.places_of(view())
    pictured = map_places.provinces_of(view())
    commit_sample(store.opened(), in_memory(crowd(TOGETHER + UNPLACED + ABROAD + 20), as_of=AS_OF))
    assert len(map_places.places_of(view())) == len(before) + 10
    assert map_places.provinces_of(view()) is not pictured
