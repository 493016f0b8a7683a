"""A new reader's way in a real Chromium: from the Overview to what three more members would do."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.support.browser import choose, settled
from tests.support.server import running

pytestmark = pytest.mark.browser
NARROW = "\u202f"
FINDINGS = "definitions.bridge.fees.dependence.places.grid.checks.quality"


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    settled(page)


def test_the_founders_question_is_answered_by_clicks_in_under_two_minutes(visit):
    began = time.monotonic()
    page = visit()
    page.get_by_role("link", name="Why the two shares differ").click()
    lead = page.locator(".lead-detail")
    expect(lead).to_contain_text("The group pays 2.0 times as often", timeout=30_000)
    expect(page.get_by_text("Of the 13.3 points between the two shares")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="What would move it?").click()
    expect(page.locator("h1.lead")).to_contain_text("Choose what might happen", timeout=30_000)
    settled(page)
    press(page, "Three more of the group")
    headline = page.locator("h1.lead")
    expect(headline).to_contain_text("income from €543,315 to €569,835")
    expect(headline).to_contain_text("spread as over 7.2 equal countries instead of 8.3")
    expect(page).to_have_url(re.compile("scenarios=.*more.3"))
    assert time.monotonic() - began < 120


def test_a_click_on_a_bar_of_the_bridge_lists_its_names(visit):
    page = visit("/shares?open=bridge")
    chart = page.locator(".st-key-chart-bridge")
    expect(chart.locator(".barlayer .point").first).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Everybody who came, came back or is missing")).to_be_visible()
    chart.locator(".barlayer .trace").nth(1).locator(".point").nth(1).click(force=True)
    expect(page.get_by_text("First payment on record: 3")).to_be_visible(timeout=15_000)


def test_a_chip_opens_the_formula_and_the_rows(visit):
    page = visit("/shares")
    page.locator("[class*=st-key-rows-paying_share] button").click()
    expect(page.get_by_text("Paying members: 20 (Chinese cities) ÷ 60 (all)")).to_be_visible()
    expect(page.locator("[data-testid=stPopoverBody] [data-testid=stDataFrame]")).to_be_visible()


def test_a_finding_stays_open_while_the_definition_changes_and_its_address_opens_it_again(visit):
    page = visit("/shares")
    page.get_by_text("From 2022 to 2023: 67 paid then").click()
    expect(page.locator(".st-key-chart-bridge .barlayer .point").first).to_be_visible(timeout=20_000)
    choose(page, "Paying means", "paid in full")
    expect(page.get_by_text("From 2022 to 2023: 59 paid then")).to_be_visible()
    expect(page.locator(".st-key-chart-bridge .barlayer .point").first).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile("open=bridge"))
    again = visit(page.url.split(":", 2)[2].partition("/")[2].join(["/", ""]))
    expect(again.locator(".st-key-chart-bridge .barlayer .point").first).to_be_visible(timeout=20_000)


def test_a_lever_moves_the_sentence_and_a_copied_address_shows_the_same_scenario(visit):
    page = visit("/what_if")
    more = page.get_by_label("Further members of the group (Chinese cities), without a name")
    more.fill("3")
    more.press("Enter")
    expect(page.locator("h1.lead")).to_contain_text("3 more members of the group (Chinese cities) join")
    expect(page).to_have_url(re.compile("scenarios=_more.3"))
    again = visit(page.url.split(":", 2)[2].partition("/")[2].join(["/", ""]))
    expect(again.locator("h1.lead")).to_contain_text("3 more members of the group (Chinese cities) join")


@pytest.mark.parametrize(
    "path",
    [f"/shares?open={FINDINGS}", "/what_if?scenarios=a_more.3~b_level.chn.high~c_collect.50&at_hand=B"],
    ids=["shares, all open", "what-if, three scenarios"],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling_on_the_deepest_pages(visit, path, theme):
    page = visit(
        path, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, color_scheme=theme
    )
    expect(page.locator("h1.lead")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


@pytest.mark.parametrize("path", ["/shares?open=bridge", "/what_if?scenarios=_more.3"])
def test_a_deep_link_opens_on_a_cold_server(browser, path):
    with running() as server:
        page = browser.new_page()
        page.goto(server.url + path)
        expect(page.locator("h1.lead")).to_be_visible(timeout=30_000)
        expect(page).to_have_url(re.compile("open=bridge|scenarios=_more.3"))
        page.close()
