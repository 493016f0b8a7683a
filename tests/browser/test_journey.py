"""A reader's first visit in a real Chromium, with no network on either side."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.support.browser import choose, settled
from tests.support.server import running

pytestmark = pytest.mark.browser
NARROW = "\u202f"


def test_a_reader_reads_the_sentence_changes_a_filter_and_copies_the_address(visit, offline):
    page = visit()
    lead = page.locator("h1.lead")
    expect(lead).to_contain_text("23 of 115")
    expect(lead).to_contain_text(f"33.3{NARROW}%")
    choose(page, "Paying means", "paid in full")
    expect(lead).to_contain_text("17 of 48")
    expect(page).to_have_url(re.compile("definition=in_full"))
    again = visit("/" + page.url.removeprefix(offline[0].url).lstrip("/"))
    expect(again.locator("h1.lead")).to_contain_text("17 of 48")


def test_the_overview_draws_its_marks_without_any_plotly(visit):
    page = visit()
    expect(page.locator(".picture svg").first).to_be_visible()
    assert page.locator(".picture svg circle").count() >= 20
    assert page.locator(".js-plotly-plot").count() == 0


def test_a_click_on_the_map_lists_the_city_beside_it(visit):
    page = visit("/map")
    points = page.locator(".js-plotly-plot .scatterlayer .point")
    expect(points.first).to_be_visible(timeout=20_000)
    assert points.count() >= 28
    page.mouse.move(10, 10)
    points.nth(3).click(force=True)
    expect(page.get_by_text("1 city selected")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/map", "members on this map"),
        ("/shares", "of paying members"),
        ("/pipeline", "cities are in the pipeline"),
        ("/method", "How every figure here is defined"),
    ],
)
def test_a_deep_link_opens_its_page_on_a_cold_server(browser, path, text):
    with running() as server:
        page = browser.new_page()
        page.goto(server.url + path)
        expect(page.locator("h1.lead")).to_contain_text(text, timeout=30_000)
        page.close()


def test_the_menu_keeps_the_frame(visit):
    page = visit("/?definition=invoiced")
    page.get_by_role("link", name="Shares", exact=True).click()
    expect(page).to_have_url(re.compile("/shares.*definition=invoiced"))
    expect(page.locator("h1.lead")).to_contain_text("21 of 91")


def test_going_back_restores_the_earlier_view(visit):
    page = visit()
    choose(page, "Paying means", "invoiced")
    expect(page.locator("h1.lead")).to_contain_text("21 of 91")
    page.get_by_role("link", name="Shares", exact=True).click()
    expect(page).to_have_url(re.compile("/shares"))
    settled(page)
    page.go_back()
    expect(page.locator("h1.lead")).to_contain_text("21 of 91")


def test_a_step_of_the_reader_is_one_entry_in_the_history(visit):
    page = visit()
    entries = [page.evaluate("history.length")]

    def step(take, address):
        take()
        expect(page).to_have_url(re.compile(address))
        settled(page)
        entries.append(page.evaluate("history.length"))

    step(page.get_by_role("link", name="Shares", exact=True).click, "/shares.*open=none")
    step(page.get_by_test_id("stExpander").first.locator("summary").click, "open=definitions")
    step(page.get_by_role("link", name="What would move it?").click, "/what_if.*target=")
    step(lambda: choose(page, "Paying means", "invoiced"), "definition=invoiced")
    assert [after - before for before, after in pairwise(entries)] == [1, 1, 1, 1]
    for address in (
        "/what_if.*definition=any_receipt",
        "/shares.*open=definitions",
        "/shares.*open=none",
        "/[?]",
    ):
        page.go_back()
        expect(page).to_have_url(re.compile(address))
        settled(page)


@pytest.mark.parametrize("path", ["/", "/map", "/shares", "/pipeline", "/method"])
def test_a_phone_needs_no_sideways_scrolling(visit, path):
    page = visit(path, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    expect(page.locator("h1.lead")).to_be_visible()
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390
