"""The headers on every kind of answer."""

import base64
import hashlib
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from security.headers import SecurityHeaders, content_security_policy, hardened
from tests.server.test_gate import UPGRADE
from tests.support.server import ask, ask_app, finished, running

FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# name: status, verb, path, further headers
ANSWERS = {
    "a page": (200, "GET", "/", []),
    "the head of a page": (200, "HEAD", "/map", []),
    "a compressed script": (200, "GET", "{script}", [("Accept-Encoding", "gzip")]),
    "a script as it is": (200, "GET", "{script}", []),
    "a page that has not changed": (304, "GET", "/", [("If-None-Match", "{etag}")]),
    "a redirect": (301, "GET", "/map/", []),
    "an asset that is not there": (404, "GET", "/assets/none.0000000000000000.svg", []),
    "a download that is not there": (404, "GET", "/media/none.csv", []),
    "alive": (200, "GET", "/healthz", []),
    "Streamlit's health": (200, "GET", "/_stcore/health", []),
    "a refused caller": (403, "GET", "/", [("Via", "1.1 proxy")]),
    "an upload without token": (403, "PUT", "/_stcore/upload_file/a/b", []),
    "an address that is not there": (404, "GET", "/_stcore/metrics", []),
    "a wrong verb": (405, "POST", "/", []),
    "a refused live connection": (403, "GET", "/_stcore/stream", list(UPGRADE)),
    "a live connection elsewhere": (404, "GET", "/x/_stcore/stream", [*UPGRADE, ("Origin", "{url}")]),
}


@pytest.fixture(scope="module")
def server():
    """The real app; what its pages hold does not matter here."""
    with running(ready=False) as started:
        yield started


@pytest.fixture(scope="module")
def page(server):
    return httpx.get(server.url)


def expected_policy(page_html: str) -> str:
    """The policy written out, with the hashes of the scripts that stand in the page itself."""
    scripts = re.findall(r"<script(?![^>]*src)[^>]*>(.*?)</script>", page_html, re.DOTALL)
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in scripts
    ]
    assert hashes
    return (
        "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
        f"script-src 'self' {' '.join(hashes)} 'wasm-unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; manifest-src 'self'"
    )


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_carries_the_headers(server, page, kind):
    status, verb, path, headers = ANSWERS[kind]
    facts = {
        "script": re.search(r'src="\.(/static/js/index[^"]+)"', page.text)[1],
        "etag": page.headers["etag"],
        "url": server.url,
    }
    sent = [("Host", f"localhost:{server.port}"), *[(name, text.format(**facts)) for name, text in headers]]
    answer = ask(server.port, verb, path.format(**facts), sent)
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in FIXED} == FIXED
    assert answer.headers["content-security-policy"] == expected_policy(page.text)
    assert "strict-transport-security" not in answer.headers  # there is no TLS to insist on


@pytest.mark.parametrize("path", ["/healthz", "/media/none.csv", "/_stcore/metrics"])
def test_an_answer_that_says_nothing_about_caching_is_kept_nowhere(server, path):
    answer = ask(server.port, "GET", path, [("Host", f"localhost:{server.port}")])
    assert answer.headers["cache-control"] == "no-store"


def test_an_answer_with_a_stricter_policy_of_its_own_keeps_it():
    own = PlainTextResponse("snapshot", headers={"content-security-policy": "default-src 'none'"})
    answer = ask_app(SecurityHeaders(own, policy="default-src 'self'"))
    assert answer.headers.get_list("content-security-policy") == ["default-src 'none'"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_answer_of_last_resort_carries_the_headers_too():
    async def fail(_):
        raise LookupError("secret detail")

    async def last_resort(_, error) -> Response:
        return hardened(PlainTextResponse("failed", status_code=500), "default-src 'none'")

    app = Starlette(routes=[Route("/", fail)], exception_handlers={Exception: last_resort})
    answer = ask_app(app)
    assert (answer.status_code, answer.text) == (500, "failed")
    assert {name: answer.headers.get(name) for name in FIXED} == FIXED
    assert answer.headers["content-security-policy"] == "default-src 'none'"


def test_a_handshake_the_app_itself_turns_down_carries_the_headers():
    async def turn_down(scope, receive, send):
        await send({"type": "websocket.close", "code": 1008})

    sent = []

    async def record(message):
        sent.append(message)

    finished(SecurityHeaders(turn_down, policy="default-src 'none'")({"type": "websocket"}, None, record))
    start, body = sent
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 403)
    assert dict(start["headers"])[b"content-security-policy"] == b"default-src 'none'"
    assert body == {"type": "websocket.http.response.body", "body": b""}


def test_a_live_connection_that_ends_after_it_began_is_closed_as_the_app_said():
    async def accept_then_close(scope, receive, send):
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1001})

    sent = []

    async def record(message):
        sent.append(message)

    app = SecurityHeaders(accept_then_close, policy="default-src 'none'")
    finished(app({"type": "websocket"}, None, record))
    assert sent == [{"type": "websocket.accept"}, {"type": "websocket.close", "code": 1001}]


def test_no_inline_script_is_allowed_but_the_ones_of_the_page():
    policy = content_security_policy("<script>a()</script><script src='x.js'></script>")
    script_sources = re.search(r"script-src ([^;]+)", policy)[1].split()
    digest = base64.b64encode(hashlib.sha256(b"a()").digest()).decode()
    assert script_sources == ["'self'", f"'sha256-{digest}'", "'wasm-unsafe-eval'"]
