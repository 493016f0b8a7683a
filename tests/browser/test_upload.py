"""An upload in a real Chromium: from a messy workbook to the changed headline and back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.browser import Watched, settled
from tests.support.server import running
from tests.support.update_page import fee_list, payments

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
FIRST_CELL = {"x": 170, "y": 52}  # of the table of held rows: the column with the problem, the first row
SERIOUS = {"serious", "critical"}
STREAMLITS_MENU = {"exclude": [["[data-testid=stSidebarNav]"]]}  # a list whose items stand in boxes


@pytest.fixture(scope="module")
def office():
    """A server of this module's own: its tests write."""
    with running() as server:
        yield server


@pytest.fixture
def page(browser, office):
    """Update data, wide; what it asks for elsewhere and what it complains of fails the test."""
    yield from _open(browser, office)


@pytest.fixture
def phone(browser, office):
    yield from _open(browser, office, **PHONE)


def _open(browser, office, **options):
    wide = {"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", "accept_downloads": True}
    context = browser.new_context(**wide | options)
    page = context.new_page()
    watched = Watched(page, office.url)
    page.goto(f"{office.url}/update")
    settled(page)
    yield page
    context.close()
    assert (watched.foreign, watched.complaints) == ([], [])


def drop(page, content, name="fees.xlsx"):
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(f"Nothing is saved yet · {name}")).to_be_visible(timeout=30_000)
    settled(page)


def headline(page):
    return page.locator("h1.lead")


def go_to(page, name):
    """Through the menu, as people do; an address typed anew would be another session."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    settled(page)


def press(page, name):
    page.get_by_role("button", name=name).click()
    settled(page)


def correct(page, words):
    """Type into the cell with the problem, and have the rows read again."""
    cell = page.get_by_test_id("glide-cell-1-0")  # as screen readers have it, beside the picture
    expect(cell).to_be_attached(timeout=10_000)
    page.get_by_test_id("stDataFrame").first.click(position=FIRST_CELL)
    expect(cell).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    field = page.locator("#portal textarea")
    field.fill(words)
    field.press("Enter")
    expect(cell).to_have_text(words)
    press(page, "Read again with these corrections")


def fits(page):
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_a_messy_workbook_becomes_a_version_and_one_click_takes_it_back(page):
    go_to(page, "Overview")
    expect(headline(page)).to_contain_text("20 of 60", timeout=30_000)
    before = headline(page).inner_text()
    go_to(page, "Update data")
    drop(page, fee_list())
    expect(headline(page)).to_contain_text("5 rows read: 2 can be saved, 2 passed over, 1 held back.")
    expect(page.get_by_text("Row 7: Fees 2023 › Paid on: “31/02/2023” is no date. Write it")).to_be_visible()
    correct(page, "2023-05-12")
    expect(headline(page)).to_contain_text("5 rows read: 3 can be saved, 2 passed over, 0 held back.")
    paying = page.locator("[data-figure=paying_share]")
    expect(paying).to_contain_text("22 of 62")
    expect(paying).to_contain_text("was 33.3\u202f% (20 of 60)")
    expect(page.locator("[data-figure=official_share]")).to_contain_text("23 of 115 · unchanged")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Note for your colleagues").fill("fees of May")
    press(page, "Save as a new version")
    expect(headline(page)).to_contain_text(re.compile(r"Saved as version \d+\."), timeout=30_000)
    page.get_by_role("link", name="See the Overview").click()
    expect(headline(page)).to_contain_text("22 of 62", timeout=30_000)
    settled(page)
    go_to(page, "Update data")
    press(page, "Undo")
    expect(page.get_by_text("Undone: the data are as they were before.")).to_be_visible(timeout=30_000)
    go_to(page, "Overview")
    expect(headline(page)).to_have_text(before, timeout=30_000)


def test_a_phone_shows_every_step_without_sideways_scrolling(phone):
    assert fits(phone)
    drop(phone, fee_list())
    assert fits(phone)
    phone.get_by_text("All columns, and the sheet as it stands").click()
    expect(phone.get_by_text("with what each row was taken for")).to_be_visible(timeout=30_000)
    settled(phone)
    assert fits(phone)
    table = phone.get_by_test_id("stDataFrame").last.bounding_box()
    assert table["x"] + table["width"] <= 390
    for name in ("Template workbook", "Read again with these corrections", "Save as a new version"):
        assert phone.get_by_role("button", name=name).bounding_box()["height"] >= 44


def test_the_main_buttons_are_reached_and_pressed_with_the_keyboard_alone(page):
    drop(page, payments(["Changsha", 2023, 6630, "2023-05-10"]), "one.xlsx")
    page.get_by_label("Note for your colleagues").focus()
    page.keyboard.type("with keys alone")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save as a new version")).to_be_focused()
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("Saved as version", timeout=30_000)
    settled(page)
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone: the data are as they were before.")).to_be_visible(timeout=30_000)
    settled(page)


def test_a_large_file_shows_that_it_is_read_and_keeps_nobody_else_waiting(page, phone):
    lines = ["City,Fee year,Amount received,Paid on"]
    lines += [f"Lima,2023,{5 + number},31/02/2023" for number in range(100_000)]
    file = {"name": "large.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Reading large.csv")).to_be_visible(timeout=30_000)
    phone.reload()
    expect(phone.locator("h1.lead")).to_contain_text("Drop a spreadsheet", timeout=10_000)
    expect(headline(page)).to_contain_text("100,000 rows read: 0 can be saved", timeout=60_000)
    settled(page)


def tab_to(page, name):
    """Press the tabulator until the button has the focus."""
    focused = "document.activeElement.innerText ?? ''"
    for _ in range(80):
        if page.evaluate(focused).strip().endswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is never reached with the tabulator")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_step(browser, office, theme):
    for page in _open(browser, office, color_scheme=theme):
        assert serious(page) == []
        drop(page, fee_list())
        page.get_by_text("All columns, and the sheet as it stands").click()
        page.get_by_text(re.compile(r"\d+ remarks:")).click()
        expect(page.get_by_text("with what each row was taken for")).to_be_visible(timeout=30_000)
        settled(page)
        assert serious(page) == []


def serious(page):
    """Rule and element of each serious finding."""
    found = Axe().run(page, STREAMLITS_MENU).response["violations"]
    return [
        (rule["id"], node["html"][:200])
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]
