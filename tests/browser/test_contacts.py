"""Contacts in a real Chromium: one added with a thumb, and what can be seen of two hundred before asking."""

import io
import re
import sqlite3
import zipfile
from contextlib import closing

import psutil
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from data.store import audit, contacts
from data.store.database import reading, writing
from data.store.tables import BLOBS, metadata
from tests.support.browser import Watched, settled
from tests.support.uploads import book
from tests.unit.charts.test_theme_contrast import contrast

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "locale": "en-GB"}
COUNT = """
  window.taps = 0; window.typed = 0;
  addEventListener("pointerdown", () => { window.taps += 1 }, true);
  addEventListener("keydown", () => { window.typed += 1 }, true);
"""
PATHS = (
    *("/", "/map", "/shares", "/what_if", "/method", "/congress", "/followups", "/snapshots"),
    "/pipeline?open=change.funnel.cohorts.expected.score.aside.timeline.effect",
    "/engagement?open=events.silent.score.contacts.topics.groups.networks.potential",
    "/city?city=chn-guangzhou",
)
"""Every page that is for reading, with all that opens on it."""
CANARY = "qzxcanary"  # in every name, address, role and source of a canary, and nowhere else


def open_page(browser, server, path="/contacts", **options):
    context = browser.new_context(**({"locale": "en-GB"} | options))
    page = context.new_page()
    page.add_init_script(COUNT)
    watched = Watched(page, server.url)
    page.goto(server.url + path)
    settled(page)
    return context, page, watched


def hex_of(colour):
    """'rgb(18, 67, 109)' → '#12436d'."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def worked(server) -> float:
    """Seconds of processor time that a server has used: a busy machine makes no page slow."""
    used = psutil.Process(server.pid).cpu_times()
    return used.user + used.system


def test_a_contact_is_added_on_a_phone_with_five_taps_in_less_than_ten_seconds(browser, place):
    server, engine = place
    context, page, watched = open_page(browser, server, **PHONE)
    begun = worked(server)
    page.get_by_role("combobox", name="City").tap()
    page.keyboard.type("guangz")
    page.get_by_role("option", name="Guangzhou").tap()
    page.get_by_label("WeChat id, e-mail or number").tap()
    page.keyboard.type("invented-wechat")
    page.get_by_label("Person").tap()
    page.keyboard.type("Invented Person")
    page.get_by_role("button", name="Save the contact").tap()
    expect(page.get_by_text("Saved for Guangzhou")).to_be_in_viewport()
    took = worked(server) - begun
    with reading(engine) as connection:
        (made,) = contacts.of_city(connection, "chn-guangzhou")
    assert (made.channel, made.address, made.person) == ("wechat", "invented-wechat", "Invented Person")
    assert page.evaluate("taps") == 5
    assert page.evaluate("typed") == len("guangz" + "invented-wechat" + "Invented Person")
    assert took < 5
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    expect(page.locator("h1.lead")).to_have_text("1 contact in 1 city.")
    assert watched.complaints == []
    context.close()


def test_a_holder_there_is_not_yet_is_typed_once_and_kept(browser, place):
    server, engine = place
    context, page, _ = open_page(browser, server)
    page.get_by_role("combobox", name="City").click()
    page.keyboard.type("Xi'an")
    page.keyboard.press("Enter")
    page.get_by_label("Person").fill("Invented Person")
    page.get_by_role("combobox", name="Who of us has the contact").click()
    page.keyboard.type("barcelona")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save the contact").click()
    expect(page.get_by_text("Saved for Xi'an")).to_be_visible()
    with reading(engine) as connection:
        assert contacts.of_city(connection, "chn-xian")[0].holder == "barcelona"
    expect(page.get_by_role("combobox", name="Who of us has the contact")).to_have_value("barcelona")
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_button_that_saves_can_be_read(browser, server, theme):
    context, page, _ = open_page(browser, server, color_scheme=theme)
    button = page.get_by_role("button", name="Save the contact")
    words, ground = (
        hex_of(button.evaluate(f"element => getComputedStyle(element).{part}"))
        for part in ("color", "backgroundColor")
    )
    assert contrast(words, ground) >= 4.5
    context.close()


# Two hundred canaries


def canaries():
    return [
        {
            "contact_id": f"c-{number:03}",
            "city_id": ("chn-guangzhou", "chn-xian", "per-lima", "chn-wuhan")[number % 4],
            "person": f"Person{number} {CANARY}",
            "role": f"Role {CANARY}",
            "channel": ("wechat", "email", "phone", "other")[number % 4],
            "address": f"{CANARY}{number}@example.org",
            "holder": "guangzhou",
            "source": f"list of {CANARY}",
        }
        for number in range(200)
    ]


class Heard:
    """Everything that reached the browser or that it asked for: frames of the socket, answers, addresses."""

    def __init__(self, page):
        self.parts: list[bytes] = []
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))

    def _note(self, part):
        self.parts.append(part if isinstance(part, bytes) else part.encode())

    @property
    def has_canary(self):
        return any(CANARY.encode() in part for part in self.parts)


def downloaded(page, name):
    """The bytes of every part of a file that a button gives."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=name).click()
    with zipfile.ZipFile(coming.value.path()) as archive:
        return b"".join(archive.read(part) for part in archive.namelist())


def traces_in_store(engine):
    """Tables that hold a canary, also inside of the files of versions."""
    found = set()
    with reading(engine) as connection:
        for table in metadata.sorted_tables:
            if CANARY in repr(connection.execute(select(table)).all()):
                found.add(table.name)
        for content in connection.scalars(select(BLOBS.c.content)):
            if CANARY in pq.read_table(io.BytesIO(content)).to_pandas().to_csv():
                found.add("inside of blobs")
    return found


def choose_city(page, name):
    page.get_by_role("combobox", name="Show the contacts of").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    settled(page)


def go(page, server, path):
    page.goto(server.url + path)
    settled(page)


def upload_another(page, server):
    """A workbook that brings one contact more, together with a payment."""
    go(page, server, "/update")
    file = book(
        {
            "Payments": [["City", "Fee year", "Amount received", "Paid on"], ["Lima", 2023, 5, "2023-05-01"]],
            "Contacts": [
                ["City", "Person", "E-mail"],
                ["Lima", f"New {CANARY}", f"new.{CANARY}@example.org"],
            ],
        }
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "both.xlsx", "mimeType": "application/octet-stream", "buffer": file}
    )
    page.get_by_role("button", name="Save as a new version").click(timeout=30_000)
    expect(page.get_by_text("1 contact saved.")).to_be_visible(timeout=20_000)


def be_refused(page):
    """A contact without a city: what was typed does not come back in what is said."""
    page.get_by_label("Person").fill(f"Typed {CANARY}")
    page.get_by_role("button", name="Save the contact").click()
    expect(page.get_by_text("Say which city the contact works for.")).to_be_visible()


def fail(page, folder):
    """The same with a city, in a store that is broken at this moment."""
    with closing(sqlite3.connect(folder / "dashboard.db")) as link:
        link.execute("ALTER TABLE contacts RENAME COLUMN person TO somebody")
        page.get_by_role("combobox", name="City").click()
        page.keyboard.type("Xi'an")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Save the contact").click()
        expect(page.get_by_text("error number")).to_be_visible()
        link.execute("ALTER TABLE contacts RENAME COLUMN somebody TO person")


def words_of(page):
    return page.get_by_test_id("stMain").inner_text()


def test_two_hundred_contacts_leave_no_trace_anywhere_but_among_the_contacts(browser, place, tmp_path):
    server, engine = place
    with writing(engine) as connection:
        contacts.save(connection, canaries(), author="Ana")
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    page = context.new_page()
    heard = Heard(page)
    for path in PATHS:
        go(page, server, path)
    upload_another(page, server)
    go(page, server, "/versions")
    files = downloaded(page, "Excel workbook") + downloaded(page, "CSV files (.zip)")
    go(page, server, "/contacts")
    expect(page.locator("h1.lead")).to_contain_text("201 contacts in 4 cities.")
    choose_city(page, "Guangzhou")
    expect(page.get_by_role("region", name="Contacts of this city without names")).to_be_visible()
    assert not heard.has_canary
    assert CANARY not in page.content()
    assert CANARY.encode() not in files

    page.get_by_role("button", name="Show names and addresses").click()
    expect(page.get_by_text(f"Person0 {CANARY}")).to_be_visible()
    assert heard.has_canary
    assert CANARY not in page.url
    page.get_by_role("button", name="Hide names and addresses").click()
    settled(page)
    be_refused(page)
    assert CANARY not in words_of(page)
    fail(page, tmp_path / "var")
    assert CANARY not in words_of(page)
    assert CANARY not in page.url
    context.close()

    assert "Error " in server.log.read_text()
    assert CANARY not in server.log.read_text()
    assert traces_in_store(engine) == {"contacts", "contact_changes"}
    for path in (tmp_path / "var").rglob("*"):
        if path.is_file() and not path.name.startswith("dashboard.db"):
            assert CANARY.encode() not in path.read_bytes(), path
    with reading(engine) as connection:
        assert [each.action for each in audit.entries(connection)].count("contacts_shown") == 1
