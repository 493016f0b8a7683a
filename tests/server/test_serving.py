"""What whoever has a link gets: the bytes of the snapshot and nothing more, from the real server."""

import base64
import hashlib
import re
import statistics
import time
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import expect

from data.store import links, opening, snapshots
from data.store.columns import now
from data.store.database import opened, reading, writing
from data.store.tables import LINKS
from tests.support.server import ask, running
from tests.support.snapshots import STYLE, TITLE, kept, linked

PASSCODE = "correct horse"
PERSON = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.44"
ROBOTS = ["WhatsApp/2.23.20.0", "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0", "TelegramBot (like)"]
BROWSERS_IN_APPS = [
    "Mozilla/5.0 (Linux; Android 13) Chrome/116 MMWEBID/1 MicroMessenger/8.0.47 WeChat/arm64 NetType/4G",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari Line/13.20.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/450.0]",
    "Mozilla/5.0 (Linux; Android 13) Chrome/116.0 Mobile AliApp(DingTalk/7.0.50) com.alibaba.android.rimet",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 [LinkedInApp]/9.29 [Pinterest/iOS]",
]
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}
TAKEN_ALONG = {
    "report.html": "china-2023-05-31.html",
    "report.pdf": "china-2023-05-31.pdf",
    "report.pptx": "china-2023-05-31.pptx",
    "report.xlsx": "china-2023-05-31.xlsx",
    "report.txt": "china-2023-05-31.txt",
    "chart-shares.png": "china-2023-05-31chart-shares.png",
}


class Place:
    """A server that runs, its store as another process sees it, and every token that was made here."""

    def __init__(self, server, engine):
        self.server, self.engine, self.tokens = server, engine, []

    def publish(self, words="23 of 115 members are Chinese.", **given):
        manifest, parts = kept(self.engine, words=words)
        link, token = self.link(manifest["id"], **given)
        return manifest, parts, link, token

    def link(self, snapshot_id, **given):
        link, token = linked(self.engine, snapshot_id, **given)
        self.tokens.append(token)
        return link, token

    def get(self, token, part="", verb="GET", **more):
        headers = {"user-agent": PERSON, "host": "reports.example.org"} | more.pop("headers", {})
        address = f"{self.server.url}/s/{token}{part and '/'}{part}"
        return httpx.request(verb, address, headers=headers, **more)

    def end(self, link, **values):
        with writing(self.engine) as connection:
            connection.execute(LINKS.update().where(LINKS.c.link_id == link.link_id).values(**values))

    def opens(self, link):
        with reading(self.engine) as connection:
            return links.find(connection, link.link_id).opens


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serving") / "var"
    address = {"DATA_DIR": str(folder), "PUBLIC_URL": "https://reports.example.org/"}
    with (
        running("--logger.level", "debug", env=address) as server,
        opened(f"sqlite:///{folder}/dashboard.db") as engine,
    ):
        made = Place(server, engine)
        yield made
        written = server.log.read_text(errors="replace")
        assert made.tokens
        assert [token for token in made.tokens if token in written] == []


def counted(place, link, number):
    """Opens as the store has them; they are counted after the answer, so this waits for them."""
    deadline = time.monotonic() + 60
    while place.opens(link) != number and time.monotonic() < deadline:
        time.sleep(0.01)
    return place.opens(link)


# The bytes


def test_a_link_gives_the_frozen_bytes_to_anybody_from_anywhere(place):
    _, parts, _, token = place.publish()
    answer = place.get(token, headers={"x-forwarded-for": "203.0.113.9", "origin": "https://evil.example"})
    assert (answer.status_code, answer.content) == (200, parts["report.html"])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("encoding", ["gzip", "identity", "br, gzip;q=0"])
def test_the_bytes_are_the_same_compressed_or_not(place, encoding):
    manifest, _, _, token = place.publish()
    answer = place.get(token, headers={"accept-encoding": encoding})
    assert hashlib.sha256(answer.content).hexdigest() == manifest["parts"]["report.html"]["sha256"]
    assert answer.headers.get("content-encoding") == ("gzip" if encoding == "gzip" else None)


@pytest.mark.parametrize("name", TAKEN_ALONG)
def test_every_format_that_was_frozen_can_be_taken_along(place, name):
    manifest, parts, _, token = place.publish()
    answer = place.get(token, name)
    assert (answer.status_code, answer.content) == (200, parts[name])
    assert answer.headers["content-type"] == manifest["parts"][name]["media_type"]
    assert f'filename="{TAKEN_ALONG[name]}"' in answer.headers["content-disposition"]
    assert {each: answer.headers[each] for each in HEADERS} == HEADERS
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")


def test_the_head_of_a_link_has_no_body_and_the_same_length(place):
    _, parts, link, token = place.publish()
    answer = ask(place.server.port, "HEAD", f"/s/{token}", [("Host", "x"), ("User-Agent", PERSON)])
    assert (answer.status, answer.text) == (200, "")
    assert answer.headers["content-length"] == str(len(parts["report.html"]))
    assert place.opens(link) == 0


def test_the_policy_allows_the_styles_and_pictures_of_the_page_and_nothing_else(place):
    answer = place.get(place.publish()[3])
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; form-action 'none'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_without_javascript_on_a_phone_the_report_is_there_and_asks_for_nothing_else(place, browser):
    token = place.publish()[3]
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{place.server.url}/s/{token}")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert page.get_by_alt_text("Shares").bounding_box()["width"] == 200  # the picture was drawn
    color = page.locator("body").evaluate("body => getComputedStyle(body).color")
    assert color == "rgb(27, 39, 51)"  # and the style was taken
    assert {address for address in asked if not address.startswith("data:")} == {
        f"{place.server.url}/s/{token}"
    }
    assert said == []
    context.close()


# What opens nothing


def ended(place):
    """Tokens that open nothing, by the reason, and one address below each."""
    gone = {"wrong": "x" * 43, "short": "token"}
    _, _, link, gone["revoked"] = place.publish()
    with writing(place.engine) as connection:
        links.revoke(connection, link.link_id, author="Ana")
    _, _, link, gone["expired"] = place.publish()
    place.end(link, expires_at=now() - timedelta(seconds=1))
    manifest, _, _, gone["discarded"] = place.publish()
    with writing(place.engine) as connection:
        snapshots.discard(connection, manifest["id"], author="Ana")
    _, _, link, gone["rotated"] = place.publish()
    with writing(place.engine) as connection:
        place.tokens.append(links.rotate(connection, link.link_id, author="Ana")[1])
    return gone


def test_whatever_opens_nothing_looks_the_same_from_outside(place):
    answers = []
    for token in ended(place).values():
        for part in ("", "report.pdf", "preview.png"):
            answers += [place.get(token, part), place.get(token, part, "POST", data={"passcode": "x"})]
    live = place.publish()[3]
    answers += [place.get(live, part) for part in ("report.json", "manifest", "none.pdf", "%72eport.json")]
    told = {
        (each.status_code, each.content, tuple(set(each.headers.items()) - {("date", each.headers["date"])}))
        for each in answers
    }
    assert len({(status, content) for status, content, _ in told}) == 1
    assert len({frozenset(headers) for _, _, headers in told}) == 1
    assert (answers[0].status_code, "This link does not open a report" in answers[0].text) == (404, True)
    assert "script" not in answers[0].text


def test_what_opens_nothing_takes_about_the_same_time(place):
    gone = ended(place)
    took = {name: [] for name in gone}
    with httpx.Client() as client:
        for _ in range(40):
            for name, token in gone.items():
                begin = time.perf_counter()
                client.get(f"{place.server.url}/s/{token}")
                took[name].append(time.perf_counter() - begin)
    # The quickest quarter: whatever else the machine does can only add to an answer's time.
    quick = {name: statistics.quantiles(each)[0] for name, each in took.items()}
    assert max(quick.values()) < 2 * min(quick.values()), quick


def test_a_link_ends_with_the_next_request_after_another_process_revoked_it(place):
    _, parts, link, token = place.publish()
    assert place.get(token).content == parts["report.html"]
    with writing(place.engine) as connection:
        links.revoke(connection, link.link_id, author="Ana")
    assert place.get(token).status_code == 404
    with writing(place.engine) as connection:
        links.revoke(connection, link.link_id, author="Ana")
    assert place.get(token).status_code == 404


def test_a_damaged_report_is_not_shown_and_the_reason_stays_inside(place):
    manifest, _, _, token = place.publish("a page of its own")
    with writing(place.engine) as connection:
        connection.exec_driver_sql(
            "UPDATE blobs SET content = x'00' WHERE sha256 = ?", (manifest["parts"]["report.html"]["sha256"],)
        )
    answer = place.get(token)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert manifest["id"] not in answer.text
    assert "part_damaged" in place.server.log.read_text()


# Passcodes


def test_a_passcode_stands_before_the_report_and_all_its_parts(place):
    manifest, parts, _, token = place.publish(passcode=PASSCODE)
    for answer in [place.get(token), *[place.get(token, name) for name in ("report.pdf", "preview.png")]]:
        assert "Protected report" in answer.text
        assert TITLE not in answer.text
        assert manifest["id"] not in answer.text
        assert "form-action 'self'" in answer.headers["content-security-policy"]
    right = place.get(token, verb="POST", data={"passcode": f" {PASSCODE} "})
    assert (right.status_code, right.content) == (200, parts["report.html"])
    cookie = right.headers["set-cookie"]
    assert f"Path=/s/{token};" in cookie
    assert {"HttpOnly", "Secure", "SameSite=lax", "Max-Age=1800"} <= set(cookie.split("; "))
    proof = cookie.split(";")[0]
    assert place.get(token, "report.pdf", headers={"cookie": proof}).content == parts["report.pdf"]
    assert place.get(token, headers={"cookie": proof}).content == parts["report.html"]
    assert "Protected" in place.get(token, headers={"cookie": f"{proof[:-1]}x"}).text


def test_a_wrong_passcode_is_told_and_too_many_have_to_wait(place):
    _, _, _, token = place.publish(passcode=PASSCODE)
    for _ in range(opening.FREE_MISSES):
        answer = place.get(token, verb="POST", data={"passcode": "wrong one"})
        assert (answer.status_code, "This is not the passcode" in answer.text) == (403, True)
    answer = place.get(token, verb="POST", data={"passcode": PASSCODE})
    assert (answer.status_code, "too many wrong passcodes" in answer.text) == (429, True)
    assert 0 < int(answer.headers["retry-after"]) <= 60


@pytest.mark.parametrize("body", [b"", b"\xff" * 40, b"passcode=", b"x" * 100_000, b"passcode=a&passcode=b"])
def test_whatever_is_posted_is_a_wrong_passcode_at_most(place, body):
    _, _, _, token = place.publish(passcode=PASSCODE)
    assert place.get(token, verb="POST", content=body).status_code == 403


def test_the_form_works_without_javascript(place, browser):
    _, _, _, token = place.publish(passcode=PASSCODE)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{place.server.url}/s/{token}")
    page.get_by_label("Passcode").fill("wrong one")
    page.get_by_role("button", name="Open the report").click()
    expect(page.get_by_role("alert")).to_have_text("This is not the passcode. Capital letters count.")
    page.get_by_label("Passcode").fill(PASSCODE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert [words for words in said if "status of 403" not in words] == []
    context.close()


# Link previews and counting


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_link_preview_shows_title_and_picture_and_no_figure(place, agent):
    _, parts, _, token = place.publish()
    answer = place.get(token, headers={"user-agent": agent})
    properties = dict(re.findall(r'<meta property="([^"]+)" content="([^"]+)">', answer.text))
    here = f"https://reports.example.org/s/{token}"
    assert properties == {
        "og:type": "article",
        "og:title": TITLE,
        "og:url": here,
        "og:image": f"{here}/preview.png",
    }
    assert "115" not in answer.text
    assert place.get(token, "preview.png", headers={"user-agent": agent}).content == parts["preview.png"]


@pytest.mark.parametrize("agent", BROWSERS_IN_APPS)
def test_people_who_read_inside_a_messenger_are_people(place, agent):
    _, parts, link, token = place.publish()
    assert place.get(token, headers={"user-agent": agent}).content == parts["report.html"]
    assert counted(place, link, 1) == 1


def test_whoever_knows_the_passcode_gets_the_report_whatever_the_browser_says_it_is(place):
    _, parts, _, token = place.publish(passcode=PASSCODE)
    headers = {"user-agent": ROBOTS[0]}
    answer = place.get(token, verb="POST", data={"passcode": PASSCODE}, headers=headers)
    assert answer.content == parts["report.html"]


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_link_preview_of_a_protected_report_shows_neither(place, agent):
    _, _, _, token = place.publish(passcode=PASSCODE)
    answer = place.get(token, headers={"user-agent": agent})
    assert re.findall(r'property="([^"]+)" content="([^"]+)"', answer.text) == [
        ("og:title", "Protected report")
    ]
    assert answer.status_code == 200
    assert place.get(token, "preview.png", headers={"user-agent": agent}).status_code == 403


def test_people_are_counted_and_robots_looks_ahead_and_heads_are_not(place):
    _, _, link, token = place.publish()
    for agent in (*ROBOTS, "", "curl/8.5", "Mozilla/5.0 (compatible; Googlebot/2.1)"):
        place.get(token, headers={"user-agent": agent})
    place.get(token, headers={"sec-purpose": "prefetch;prerender"})
    place.get(token, verb="HEAD")
    place.get(token, "preview.png")
    place.get(token)
    place.get(token, "report.pdf")
    assert counted(place, link, 2) == 2
    with reading(place.engine) as connection:
        assert (
            timedelta(0) <= now() - links.find(connection, link.link_id).last_opened_at < timedelta(minutes=1)
        )


def test_an_answer_does_not_wait_for_the_count(place):
    """While somebody writes, reports are read; what cannot be counted in time is counted later."""
    _, parts, link, token = place.publish()
    with writing(place.engine):
        assert place.get(token, timeout=5).content == parts["report.html"]
        assert place.opens(link) == 0
    assert counted(place, link, 1) == 1
