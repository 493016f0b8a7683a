"""Versions and contacts, also with everything opened: axe finds nothing serious, in both themes."""

import pytest
from playwright.sync_api import expect

from data.store import contacts
from data.store.database import opened as opened_store
from data.store.database import writing
from tests.browser.test_upload import serious
from tests.support.browser import settled
from tests.support.server import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with one contact."""
    folder = tmp_path_factory.mktemp("office")
    with running(env={"DATA_DIR": str(folder)}) as server:
        with opened_store(f"sqlite:///{folder}/dashboard.db") as engine, writing(engine) as connection:
            details = {"city_id": "chn-xian", "person": "Invented Person", "address": "invented-wechat"}
            contacts.add(connection, details, author="Ana")
        yield server


@pytest.fixture(params=["light", "dark"])
def page(browser, request):
    context = browser.new_context(color_scheme=request.param, locale="en-GB")
    yield context.new_page()
    context.close()


def test_versions_have_nothing_serious(page, office):
    page.goto(f"{office.url}/versions")
    settled(page)
    assert serious(page) == []


def test_contacts_have_nothing_serious_masked_shown_changed_and_before_erasing(page, office):
    page.goto(f"{office.url}/contacts")
    settled(page)
    page.get_by_role("combobox", name="Show the contacts of").click()
    page.keyboard.type("Xi'an")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Show names and addresses")).to_be_visible()
    settled(page)
    assert serious(page) == []
    page.get_by_role("button", name="Show names and addresses").click()
    expect(page.get_by_text("Invented Person")).to_be_visible()
    page.get_by_role("button", name="Erase").click()
    expect(page.get_by_text("Erasing cannot be undone.")).to_be_visible()
    settled(page)
    assert serious(page) == []
    page.get_by_role("button", name="Keep the contact").click()
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("button", name="Save the changes")).to_be_visible()
    settled(page)
    assert serious(page) == []
