"""Streamlit's own files: compressed once, kept by browsers, small on the wire."""

import asyncio
import gzip
import re
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.responses import PlainTextResponse

from security import index_page
from security.compression import accepts_gzip, gzipped
from security.static_files import StaticFiles
from tests.support.browser import settled
from tests.support.server import ask_app, finished, running

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPTS = sorted((STATIC / "static").glob("**/*.js"))
LARGEST = max(SCRIPTS, key=lambda file: file.stat().st_size)
FIRST_OPEN = 3_200_000
"""Bytes over the wire that a first visit may cost, a Plotly chart on the page included."""


@pytest.fixture(scope="module")
def site():
    """The real app; what its pages hold does not matter here."""
    with running(ready=False) as started:
        yield started


def get(site, path, encoding):
    """One request as it goes over the wire: httpx would unpack the answer."""
    with httpx.stream("GET", f"{site.url}{path}", headers={"accept-encoding": encoding}) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("suffix", [".js", ".css"])
def test_every_script_and_style_comes_compressed_and_unharmed(site, suffix):
    wrong = []
    files = sorted((STATIC / "static").glob(f"**/*{suffix}"))
    for file in files:
        answer, body = get(site, f"/{file.relative_to(STATIC).as_posix()}", "gzip, deflate, br, zstd")
        original = file.read_bytes()
        small = gzipped(original) is not None
        encoded = answer.headers.get("content-encoding") == "gzip"
        if small != encoded or (gzip.decompress(body) if encoded else body) != original:
            wrong.append(file.name)
        if answer.headers["cache-control"] != "public, max-age=31536000, immutable" and small:
            wrong.append((file.name, answer.headers["cache-control"]))
    assert files
    assert wrong == []


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip;q=0", "*;q=0"])
def test_a_client_without_gzip_gets_the_file_as_it_is(site, encoding):
    answer, body = get(site, f"/{LARGEST.relative_to(STATIC).as_posix()}", encoding)
    assert "content-encoding" not in answer.headers
    assert body == LARGEST.read_bytes()


def test_caches_are_told_that_the_answer_depends_on_the_encoding(site):
    for path in (f"/{LARGEST.relative_to(STATIC).as_posix()}", "/"):
        answer, _ = get(site, path, "gzip")
        assert answer.headers["vary"] == "Accept-Encoding"


def test_fonts_and_pictures_come_as_they_are_and_are_kept(site):
    font = next((STATIC / "static").glob("**/*.woff2"))
    answer, body = get(site, f"/{font.relative_to(STATIC).as_posix()}", "gzip")
    assert body == font.read_bytes()
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/map", "/no-such-page", "/map?definition=in_full"])
def test_every_page_is_the_same_frame_and_is_asked_for_again_each_time(site, path):
    answer, body = get(site, path, "gzip")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert gzip.decompress(body) == httpx.get(site.url).content


def test_an_unchanged_frame_is_not_sent_again(site):
    etag = httpx.get(site.url).headers["etag"]
    answer = httpx.get(f"{site.url}/map", headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_all_the_frame_loads_lies_beside_the_page_so_that_deep_links_work(site):
    links = re.findall(r'(?:src|href)="([^"]+)"', httpx.get(f"{site.url}/map").text)
    assert len(links) > 50
    for link in links:
        assert link.startswith("./")
        assert httpx.get(f"{site.url}/{link[2:]}").headers["content-type"] != "text/html; charset=utf-8", link


def test_the_frame_has_a_title_and_a_language_and_no_word_about_agents(site):
    page = httpx.get(site.url).text
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en">' in page
    assert "<title>Membership</title>" in page
    assert "agent" not in page
    assert "<noscript><p>This dashboard needs JavaScript." in page


def test_the_frame_keeps_every_script_streamlit_put_there():
    original = (STATIC / "index.html").read_text()
    adapted = index_page.adapted(original, "A & B", "Needs <JavaScript>")
    tags = re.compile(r"<(?:script|link)[^>]*(?:js|css|woff2|png)\"[^>]*>")
    assert tags.findall(adapted) == tags.findall(original)
    assert "<title>A &amp; B</title>" in adapted
    assert "<p>Needs &lt;JavaScript&gt;</p>" in adapted


def test_a_file_is_read_and_compressed_once(tmp_path):
    script = tmp_path / "static" / "js" / "a.js"
    script.parent.mkdir(parents=True)
    script.write_text("let a = 1;\n" * 500)
    files = StaticFiles(PlainTextResponse("Streamlit"), folder=tmp_path, index_page="<html></html>")

    async def twice():
        transport = httpx.ASGITransport(app=files)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            first = await asyncio.gather(*[client.get("/static/js/a.js") for _ in range(5)])
            script.unlink()
            return [*first, await client.get("/static/js/a.js")]

    assert {answer.text for answer in finished(twice())} == {"let a = 1;\n" * 500}


def test_a_file_that_cannot_be_read_is_left_to_streamlit_and_tried_again(tmp_path):
    script = tmp_path / "static" / "a.js"
    script.parent.mkdir(parents=True)
    script.write_text("let a = 1;\n" * 500)
    files = StaticFiles(PlainTextResponse("Streamlit"), folder=tmp_path, index_page="<html></html>")
    script.unlink()
    assert ask_app(files, "/static/a.js").text == "Streamlit"
    script.write_text("let a = 1;\n" * 500)
    assert ask_app(files, "/static/a.js").text == "let a = 1;\n" * 500


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("br, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0.001", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("*;q=0", False),
        ("*, gzip;q=0", False),
        ("xgzip", False),
    ],
)
def test_gzip_is_used_only_where_the_client_takes_it(header, accepted):
    assert accepts_gzip(header) is accepted


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/map"])
def test_a_first_visit_stays_small_on_the_wire(server, browser, path):
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(server.url + path)
    settled(page)
    if path == "/map":
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
    context.close()
    assert len(received) > 50
    assert sum(received) <= FIRST_OPEN
