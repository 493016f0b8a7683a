"""Versions in a real Chromium: the way back and its undo, files that read back, two servers on one store."""

import re

import pytest
from playwright.sync_api import expect

from analysis.shares.share_record import share_record
from data.reading import read_upload
from data.reading.choices import Choices
from data.store import versions
from data.store.commit import commit
from data.store.database import reading, writing
from tests.support.browser import Watched, settled
from tests.support.server import running
from tests.support.stores import sample, with_rows

pytestmark = pytest.mark.browser


def save_smaller(engine):
    """Another process saves the sample without Guangzhou."""
    smaller = sample()
    for table in ("members", "dues", "receipts"):
        rows = smaller.table(table)
        smaller = with_rows(smaller, table, rows[rows["city_id"] != "chn-guangzhou"].reset_index(drop=True))
    with writing(engine) as connection:
        newest = versions.current(connection)
        commit(
            connection,
            smaller,
            author="Ben",
            note="without Guangzhou",
            parent=newest.version_id,
            headline=share_record(smaller),
        )


def go(page, server, path="/versions"):
    page.goto(server.url + path)
    settled(page)


def test_going_back_and_taking_it_back_shows_on_every_page_of_two_servers(browser, place, tmp_path):
    server, engine = place
    save_smaller(engine)
    context = browser.new_context(locale="en-GB")
    page, neighbour = context.new_page(), context.new_page()
    watched = Watched(page, server.url)
    with running(env={"DATA_DIR": str(tmp_path / "var")}) as second:
        go(neighbour, second, "/")
        expect(neighbour.locator("h1.lead")).to_contain_text("22 of 114")
        go(page, server)
        expect(page.locator("h1.lead")).to_contain_text("Version 2 is shown everywhere")
        page.get_by_role("combobox", name="Version", exact=True).focus()
        page.keyboard.press("ArrowDown")  # opens the list, however the page still moves
        page.get_by_role("option", name=re.compile("Version 1 ")).click()
        settled(page)
        page.get_by_role("button", name="Go back to this version").click()
        expect(page.locator("h1.lead")).to_contain_text("Version 3 is shown everywhere")
        go(neighbour, second, "/")
        expect(neighbour.locator("h1.lead")).to_contain_text("23 of 115")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("h1.lead")).to_contain_text("Version 4 is shown everywhere")
        go(neighbour, second, "/")
        expect(neighbour.locator("h1.lead")).to_contain_text("22 of 114")
    assert watched.complaints == []
    context.close()


@pytest.mark.parametrize(
    ("button", "name"),
    [("Excel workbook", "membership-version-1.xlsx"), ("CSV files (.zip)", "membership-version-1.zip")],
)
def test_a_file_of_a_version_reads_back_with_no_difference(browser, place, button, name):
    server, engine = place
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    page = context.new_page()
    go(page, server)
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    assert coming.value.suggested_filename == name
    with reading(engine) as connection:
        newest = versions.load(connection, versions.current(connection).version_id)
    upload = read_upload([(name, coming.value.path().read_bytes())], newest, Choices())
    assert upload.is_clean, upload.issues
    assert not upload.changes
    context.close()


@pytest.mark.parametrize("path", ["/versions", "/contacts"])
def test_a_phone_needs_no_sideways_scrolling(browser, server, path):
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    go(page, server, path)
    expect(page.locator("h1.lead")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    context.close()
