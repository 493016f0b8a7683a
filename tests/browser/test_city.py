"""The way to a city and its brief in a real browser: search, map, row, keyboard, phone, print."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import settled

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
TABLE = "[data-testid=stDataFrame]"
HEADER, ROW = 35, 35  # px of a table


def on_city(page, city, name):
    expect(page).to_have_url(re.compile(rf"/city\?.*city={city}(&|$)"), timeout=20_000)
    expect(page.locator("h1.lead")).to_contain_text(name)


def cell(page, row, table=TABLE):
    """The middle of a cell in the first column."""
    box = page.locator(table).first.bounding_box()
    return box["x"] + 60, box["y"] + HEADER + ROW * row + ROW / 2


def test_a_name_as_the_note_spells_it_opens_its_city_from_any_page_and_keeps_the_frame(visit):
    page = visit("/shares?definition=invoiced")
    box = page.get_by_label("Find a city")
    box.fill("Guyiang")
    box.press("Enter")
    on_city(page, "chn-guiyang", "Guiyang · 贵阳 · guiyang")
    expect(page).to_have_url(re.compile("definition=invoiced"))
    expect(box).to_have_value("")


def test_a_selected_row_opens_its_city_by_pointer(visit):
    page = visit("/pipeline")
    expect(page.get_by_text("Select a row to open its city.").first).to_be_visible()
    page.mouse.click(*cell(page, 1))
    page.get_by_role("link", name="Open Qingdao").click()
    on_city(page, "chn-qingdao", "Qingdao")


def test_a_row_opens_its_city_by_keyboard_alone(visit):
    page = visit("/pipeline")
    page.locator(f"{TABLE} canvas").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    link = page.get_by_role("link", name=re.compile("^.*Open "))
    expect(link).to_be_visible(timeout=15_000)
    name = link.inner_text().split("Open ")[1]
    for _ in range(20):
        page.keyboard.press("Tab")
        if "Open " in page.evaluate("document.activeElement.innerText ?? ''"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1.lead")).to_contain_text(name, timeout=20_000)


def test_a_mark_on_the_map_leads_to_its_city(visit):
    page = visit("/map?select=chn-foshan.chn-xian")
    page.get_by_role("link", name="Open Xi'an").click()
    on_city(page, "chn-xian", "Xi'an · 西安")


def test_back_goes_to_the_city_before(visit):
    page = visit("/city?city=chn-foshan")
    box = page.get_by_label("Find a city")
    box.fill("东莞")
    box.press("Enter")
    on_city(page, "chn-dongguan", "Dongguan")
    settled(page)
    page.go_back()
    on_city(page, "chn-foshan", "Foshan")


def test_a_finger_opens_a_city_from_a_table_on_a_phone(visit):
    page = visit("/pipeline", **PHONE)
    page.locator(TABLE).first.scroll_into_view_if_needed()
    page.touchscreen.tap(*cell(page, 0))
    link = page.get_by_role("link", name="Open Foshan")
    expect(link).to_be_visible(timeout=15_000)
    assert link.bounding_box()["height"] >= 44
    link.tap()
    on_city(page, "chn-foshan", "Foshan")


@pytest.mark.parametrize(
    "city", ["chn-guiyang", "chn-foshan", "chn-suzhou", "esp-barcelona", "chn-atlantis", ""]
)
def test_a_phone_needs_no_sideways_scrolling(visit, city):
    page = visit(f"/city?city={city}" if city else "/city", **PHONE)
    expect(page.locator("h1.lead")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


@pytest.mark.parametrize("city", ["chn-guiyang", "chn-foshan"])
def test_the_page_prints_as_one_sheet_with_nothing_but_the_brief(visit, city):
    page = visit(f"/city?city={city}", color_scheme="dark")
    expect(page.locator(".brief")).to_be_visible()
    assert pages_of(page.pdf(format="A4")) == 1
    page.emulate_media(media="print")
    expect(page.locator(".brief")).to_be_visible()
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(page.locator(TABLE).first).to_be_hidden()


def test_the_brief_as_a_file_is_one_page_that_asks_for_nothing(visit, tmp_path):
    page = visit("/city?city=chn-guiyang")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Brief before a call").click()
    path = tmp_path / "brief.html"
    waiting.value.save_as(path)
    alone = page.context.new_page()
    asked = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(path.as_uri())
    expect(alone.locator("h1")).to_contain_text("Guiyang")
    assert alone.locator("svg").count() == 2
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert pages_of(alone.pdf(format="A4")) == 1
    settled(page)


def pages_of(document: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", document))
