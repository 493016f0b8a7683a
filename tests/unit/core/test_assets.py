"""The files the dashboard serves itself: named by their content, compressed, kept for good."""

import re

import pytest
from starlette.applications import Starlette

from tests.support.server import ask_app
from ui.core import assets


def asset_answer(path, *headers):
    return ask_app(Starlette(routes=[assets.route()]), path, headers)


DRAWING = b"<svg>" + b"<circle r='1'/>" * 200 + b"</svg>"


def test_an_asset_is_named_by_its_content_and_kept_for_good():
    url = assets.register("drawing.svg", DRAWING, "image/svg+xml")
    assert re.fullmatch(r"/assets/drawing\.[0-9a-f]{16}\.svg", url)
    assert assets.asset_url("drawing.svg") == url
    answer = asset_answer(url)
    assert answer.content == DRAWING
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(DRAWING) / 5


def test_an_asset_comes_as_it_is_where_gzip_is_not_taken_or_does_not_help():
    url = assets.register("drawing.svg", DRAWING, "image/svg+xml")
    plain = asset_answer(url, ("accept-encoding", "identity"))
    assert plain.content == DRAWING
    assert "content-encoding" not in plain.headers
    short = asset_answer(assets.register("short.css", b"a{}", "text/css"))
    assert short.content == b"a{}"
    assert "content-encoding" not in short.headers


def test_new_content_gets_a_new_address_and_the_old_one_stays():
    old = assets.register("sheet.css", b"a { color: red }", "text/css")
    new = assets.register("sheet.css", b"a { color: blue }", "text/css")
    assert old != new
    assert assets.asset_url("sheet.css") == new
    assert asset_answer(old).content == b"a { color: red }"


def test_an_asset_under_a_wrong_hash_does_not_exist():
    url = assets.register("drawing.svg", DRAWING, "image/svg+xml")
    digest = url.split(".")[1]
    for path in (url.replace(digest, "0" * 16), url.replace(f".{digest}", ""), "/assets/", f"{url}x"):
        answer = asset_answer(path)
        assert (answer.status_code, answer.text) == (404, "There is no such file.\n")
        assert answer.headers["cache-control"] == "no-store"


def test_an_asset_a_browser_has_is_not_sent_again():
    url = assets.register("drawing.svg", DRAWING, "image/svg+xml")
    answer = asset_answer(url, ("if-none-match", asset_answer(url).headers["etag"]))
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize("name", ["../x.svg", "a/b.svg", "noextension", "", ".svg"])
def test_an_asset_has_a_plain_name_with_an_extension(name):
    with pytest.raises(ValueError, match=r"An asset is named like 'world\.svg', without folders; given was"):
        assets.register(name, b"x", "text/plain")
