"""A chance set and taken back in a real browser; from the Overview to what to say to a city."""

import re

import pytest
from playwright.sync_api import expect

from data.store import contacts, saved
from data.store.database import reading, writing
from tests.support.browser import Watched, settled

pytestmark = pytest.mark.browser
CANARY = "qzxcanary"  # in every name, address, role and source of the contact, and nowhere else


def test_a_chance_is_set_by_hand_seen_in_the_first_line_and_undone(browser, place):
    server, engine = place
    page = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900}).new_page()
    watched = Watched(page, server.url)
    page.goto(f"{server.url}/congress")
    settled(page)
    expect(page.locator("h1.lead")).to_contain_text("About 23 delegates")
    page.get_by_role("combobox", name="City", exact=True).click()
    page.keyboard.type("Beij")
    page.get_by_role("option", name="Beijing").click()
    settled(page)
    chance = page.get_by_role("slider", name="Chance that it comes")
    expect(chance).to_have_value("10")
    chance.focus()
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    expect(chance).to_have_value("90")
    settled(page)
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.get_by_text("Beijing: 90 %, 2.0 people.")).to_be_visible()
    expect(page.locator("h1.lead")).to_contain_text("About 24 delegates")
    with reading(engine) as connection:
        assert [each.code for each in saved.list_saved(connection, "chance")] == ["0.9/2"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1.lead")).to_contain_text("About 23 delegates")
    with reading(engine) as connection:
        assert saved.list_saved(connection, "chance") == []
    assert watched.complaints == []
    assert watched.foreign == []
    page.context.close()


def test_what_do_we_know_who_could_call_and_what_to_offer_takes_one_search_from_the_overview(browser, place):
    """By the Chinese name; and nobody's name is sent before somebody asks."""
    server, engine = place
    with writing(engine) as connection:
        contacts.add(
            connection,
            {
                "city_id": "chn-shenyang",
                "channel": "wechat",
                "holder": "guangzhou",
                "person": f"Wang {CANARY}",
                "address": f"{CANARY}-id",
                "role": f"Head {CANARY}",
                "source": f"list of {CANARY}",
            },
            author="Ana",
        )
    context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
    page, heard = context.new_page(), []

    def hear(frame):
        heard.append(frame if isinstance(frame, bytes) else str(frame).encode())

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    page.goto(server.url)
    settled(page)
    box = page.get_by_label("Find a city")
    box.fill("沈阳")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/city.*city=chn-shenyang"), timeout=20_000)
    expect(page.locator("h1.lead")).to_contain_text("Shenyang · 沈阳")
    for title in ("What we do not know", "Who could call", "What we could offer"):
        expect(page.get_by_role("heading", name=title).first).to_be_visible()
    expect(page.get_by_text("1 contact (WeChat 1). Held by: Guangzhou 1.")).to_be_visible()
    expect(
        page.get_by_text("A working group on solid waste (proposed): solid waste, recorded as").first
    ).to_be_visible()
    settled(page)
    assert any(b"Guangzhou 1" in part for part in heard)
    assert not any(CANARY.encode() in part for part in heard)
    assert CANARY not in page.content()
    with page.expect_download() as brief:
        page.get_by_role("button", name="Brief before a call (HTML)").click()
    assert CANARY not in brief.value.path().read_text("utf-8")
    page.get_by_role("button", name="Show names and addresses").click()
    expect(page.get_by_text(f"Wang {CANARY}")).to_be_visible()
    assert CANARY not in page.url
    assert CANARY not in page.locator(".st-key-brief").inner_html()
    page.get_by_role("button", name="Hide names and addresses").click()
    expect(page.get_by_text(f"Wang {CANARY}")).to_have_count(0)
    context.close()
    assert CANARY not in server.log.read_text()
