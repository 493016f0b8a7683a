"""A stage changed and put back in a real browser, by keys and clicks as a reader would."""

import pytest
from playwright.sync_api import expect

from data.store import versions
from data.store.database import reading
from tests.support.browser import Watched, settled

pytestmark = pytest.mark.browser


def test_a_stage_is_changed_on_the_page_and_undone(browser, place):
    server, engine = place
    page = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 1000}).new_page()
    watched = Watched(page, server.url)
    page.goto(f"{server.url}/pipeline?open=change")
    settled(page)
    headline = page.locator("h1.lead")
    expect(headline).to_contain_text("3 of them at “Intent expressed”")
    city = page.get_by_role("combobox", name="City", exact=True)
    expect(city).to_be_visible()
    settled(page)
    city.click()
    city.fill("Fosh")
    page.get_by_role("option", name="Foshan").click()
    settled(page)
    stage = page.get_by_role("combobox", name="Stage", exact=True)
    stage.click()
    stage.fill("Appl")
    page.get_by_role("option", name="Applied").click()
    page.get_by_role("textbox", name="Next step", exact=True).fill("Ask for the signed form")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Foshan: now at “Applied”.")).to_be_visible()
    expect(headline).to_contain_text("1 of them at “Applied”")
    with reading(engine) as connection:
        saved = versions.current(connection)
        rows = versions.load(connection, saved.version_id).table("prospects").set_index("city_id")
    assert rows.loc["chn-foshan", ["stage", "next_step"]].tolist() == ["applied", "Ask for the signed form"]
    page.get_by_role("button", name="Undo").click()
    expect(headline).to_contain_text("3 of them at “Intent expressed”")
    expect(page.get_by_text("Taken back")).to_be_visible()
    with reading(engine) as connection:
        assert versions.current(connection).number == saved.number + 1
    assert watched.complaints == []
    assert watched.foreign == []
    page.context.close()
