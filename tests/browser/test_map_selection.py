"""A reader selects cities on the map and in the list: map, list and address always say the same."""

import csv
import math

import pytest
from playwright.sync_api import expect

from tests.support.browser import settled
from tests.support.drawn_map import at_rest, centre, click, drawn, highlighted, selected_in, shown

pytestmark = pytest.mark.browser
BAY = "/map?preset=greater-bay"


@pytest.fixture
def bay(visit):
    """Opens the map of the bay, or another address of the map, and waits until it is drawn."""

    def go(path=BAY):
        page = visit(path)
        drawn(page)
        at_rest(page)
        return page

    return go


def listed(page, *cities: str) -> None:
    """Wait until the line above the list and the address both have these cities."""
    count = "1 city selected" if len(cities) == 1 else f"{len(cities)} cities selected"
    expect(page.get_by_text(count, exact=True)).to_be_visible(timeout=15_000)
    settled(page)
    at_rest(page)
    assert set(selected_in(page)) == set(cities)


def rows(page) -> list[str]:
    """Names of the cities in the list, from its table for screen readers."""
    table = page.locator(".st-key-list_wide [data-testid=stDataFrame] table")
    return table.locator("[role=row] [role=gridcell][aria-colindex='1']").all_text_contents()


def test_a_click_selects_and_a_click_with_shift_adds(bay):
    page = bay()
    click(page, "chn-foshan")
    listed(page, "chn-foshan")
    click(page, "chn-zhuhai", adding=True)
    listed(page, "chn-foshan", "chn-zhuhai")
    assert rows(page) == ["Foshan", "Zhuhai"]
    highlighted(page, "chn-foshan", "chn-zhuhai")


def test_a_lasso_selects_what_it_encloses_and_nothing_else(bay):
    page = bay()
    page.locator(".js-plotly-plot").hover()
    page.locator(".modebar-btn[data-val=lasso]").click()
    x, y = (sum(pair) / 2 for pair in zip(centre(page, "chn-zhuhai"), centre(page, "chn-macao"), strict=True))
    turns = [2 * math.pi * step / 12 for step in range(13)]
    around = [(x + 30 * math.cos(turn), y + 30 * math.sin(turn)) for turn in turns]
    page.mouse.move(*around[0])
    page.mouse.down()
    for point in around[1:]:
        page.mouse.move(*point)
    page.mouse.up()
    listed(page, "chn-zhuhai", "chn-macao")
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV", exact=True).first.click()
    lines = waited.value.path().read_text(encoding="utf-8-sig").splitlines()
    names = [row[0] for row in csv.reader(lines) if row]
    assert {"Zhuhai", "Macao"} <= set(names)
    assert "Guangzhou" not in names


def test_the_part_of_the_map_a_reader_moved_to_stays_when_they_select(bay):
    page = bay()
    before = shown(page)
    page.mouse.move(*centre(page, "chn-zhuhai"))
    for _ in range(4):
        page.mouse.wheel(0, -300)
    at_rest(page)
    zoomed = shown(page)
    assert zoomed[1] - zoomed[0] < 0.8 * (before[1] - before[0])
    click(page, "chn-zhuhai")
    listed(page, "chn-zhuhai")
    assert shown(page) == pytest.approx(zoomed, abs=0.01)
    click(page, "chn-macao", adding=True)
    listed(page, "chn-zhuhai", "chn-macao")
    assert shown(page) == pytest.approx(zoomed, abs=0.01)


def test_an_address_with_a_selection_shows_just_that_part_of_the_map(bay):
    page = bay("/map?preset=fit&select=chn-foshan.chn-zhuhai")
    xmin, xmax, ymin, ymax = shown(page)
    assert xmax - xmin < 260
    assert ymax - ymin < 260
    frame = page.locator(".js-plotly-plot .nsewdrag").bounding_box()
    for city in ("chn-foshan", "chn-zhuhai"):
        x, y = centre(page, city)
        assert frame["x"] < x < frame["x"] + frame["width"]
        assert frame["y"] < y < frame["y"] + frame["height"]
    highlighted(page, "chn-foshan", "chn-zhuhai")
    listed(page, "chn-foshan", "chn-zhuhai")


def test_a_row_ticked_by_keyboard_stands_out_on_the_map(bay):
    page = bay()
    page.locator(".st-key-list_wide canvas[data-testid=data-grid-canvas]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(page.get_by_text("1 city selected")).to_be_visible(timeout=15_000)
    settled(page)
    (city,) = selected_in(page)
    highlighted(page, city)


def test_a_selection_goes_to_another_page_and_comes_back_highlighted(bay):
    page = bay()
    click(page, "chn-dongguan")
    listed(page, "chn-dongguan")
    page.get_by_role("link", name="Pipeline").click()
    expect(page.locator("h1.lead")).to_contain_text("in the pipeline", timeout=20_000)
    page.get_by_role("link", name="Map").click()
    drawn(page)
    highlighted(page, "chn-dongguan")
