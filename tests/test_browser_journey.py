"""A reader's first visit in a real Chromium, with no network on either side."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Watched, settled
from tests.server import running

pytestmark = pytest.mark.browser
NARROW = "\u202f"


@pytest.fixture(scope="module")
def offline(tmp_path_factory):
    """A server that cannot reach beyond this machine, and the file where it would say that it tried."""
    log = tmp_path_factory.mktemp("network") / "tried.txt"
    blocker = Path(__file__).parent / "no_network"
    with running(env={"PYTHONPATH": str(blocker), "NETWORK_LOG": str(log)}) as server:
        yield server, log


@pytest.fixture
def visit(browser, offline):
    """Open an address in a fresh browser context; what it asked for and complained of is checked."""
    server, log = offline
    contexts, watched = [], []

    def go(path="/", **options):
        context = browser.new_context(
            **{"viewport": {"width": 1400, "height": 900}, "locale": "en-GB"} | options
        )
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page, server.url))
        page.goto(server.url + path)
        settled(page)
        return page

    yield go
    for context in contexts:
        context.close()
    for each in watched:
        assert each.foreign == []
        assert each.complaints == []
    assert not log.exists(), log.read_text()


def choose(page, label, option):
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


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
    page.get_by_role("link", name="Shares").click()
    expect(page).to_have_url(re.compile("/shares.*definition=invoiced"))
    expect(page.locator("h1.lead")).to_contain_text("21 of 91")


def test_going_back_restores_the_earlier_view(visit):
    page = visit()
    choose(page, "Paying means", "invoiced")
    expect(page.locator("h1.lead")).to_contain_text("21 of 91")
    page.get_by_role("link", name="Shares").click()
    expect(page).to_have_url(re.compile("/shares"))
    settled(page)
    page.go_back()
    expect(page.locator("h1.lead")).to_contain_text("21 of 91")


@pytest.mark.parametrize("path", ["/", "/map", "/shares", "/pipeline", "/method"])
def test_a_phone_needs_no_sideways_scrolling(visit, path):
    page = visit(path, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    expect(page.locator("h1.lead")).to_be_visible()
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390
