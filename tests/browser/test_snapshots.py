"""Snapshots in a real Chromium: look, freeze, link, open on a phone elsewhere, end the link, compare."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import Watched, settled
from tests.support.server import running

pytestmark = pytest.mark.browser
PATIENCE = 120_000  # milliseconds for a report of nine charts
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "locale": "en-GB"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(env={"DATA_DIR": str(tmp_path_factory.mktemp("var"))}) as server:
        yield server


@pytest.fixture(scope="module")
def desk(browser, server):
    """The page Snapshots on a desk, the same for all tests here, which go on from one another."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    page = context.new_page()
    watched = Watched(page, server.url)
    page.goto(f"{server.url}/shares")
    settled(page)
    yield page
    context.close()
    assert watched.foreign == [], watched.foreign
    assert watched.complaints == [], watched.complaints


def pressed(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def previewed(page):
    """Press Preview and wait for what it makes: drawing takes its time on a busy machine."""
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.get_by_text("What leaves the house")).to_be_visible(timeout=PATIENCE)
    settled(page)
    return page.frame_locator("iframe").first.locator("body")


def test_a_page_is_frozen_from_where_it_is_seen(desk):
    desk.get_by_role("link", name="Share this view").click()
    settled(desk)
    expect(desk.get_by_text("This view: Shares").first).to_be_visible()
    assert "page=shares" in desk.url
    expect(previewed(desk).get_by_role("heading", level=1)).to_contain_text("This view: Shares")
    pressed(desk, "Save snapshot")
    expect(desk.get_by_text("is saved. Make a link")).to_be_visible()
    pressed(desk, "Undo")
    expect(desk.get_by_text("The snapshot is gone again.")).to_be_visible()


def test_a_report_is_frozen_linked_opened_on_a_phone_and_its_link_ended(desk, browser, server):
    desk.get_by_text("Board report", exact=True).first.click()
    settled(desk)
    shown = previewed(desk).inner_text()
    pressed(desk, "Save snapshot")
    form = desk.locator("[data-testid=stForm]")
    form.get_by_label("For", exact=True).fill("Guangzhou")
    form.get_by_label("Passcode (may be blank)", exact=True).fill("")
    pressed(desk, "Make a link")
    address = desk.locator(".st-key-new_link code").first.inner_text()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/s/\S{40,}", address)
    expect(desk.get_by_text("opens on this computer only")).to_be_visible()
    expect(desk.get_by_alt_text("Code to scan for the link Guangzhou")).to_be_visible()

    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    watched = Watched(page, server.url)
    page.goto(f"{server.url}/s/{address.rpartition('/')[2]}")
    assert page.locator("body").inner_text() == shown
    expect(page.get_by_text("Illustrative data").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert watched.foreign == []
    assert watched.complaints == []

    pressed(desk, "End")
    expect(desk.get_by_text("The link for Guangzhou has ended.")).to_be_visible()
    answer = page.reload()
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("This link does not open a report")
    context.close()


def test_two_are_compared_and_what_was_frozen_is_the_same_as_today(desk):
    desk.get_by_text("Show what is different").click()
    expect(desk.get_by_text("Nothing is different.")).to_be_visible(timeout=PATIENCE)


def test_files_are_taken_along(desk):
    with desk.expect_download() as waited:
        desk.get_by_role("button", name="Workbook").click()
    assert waited.value.path().read_bytes().startswith(b"PK")
    assert re.fullmatch(r"board-2023-05-31-[0-9a-f]{16}\.xlsx", waited.value.suggested_filename)
