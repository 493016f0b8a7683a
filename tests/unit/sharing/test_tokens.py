"""Tokens stay out of logs, and addresses begin where the operator says."""

import io
import logging

import pytest

import config
from sharing.links import tokens

CARRIED = "kYJ3x9-_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"


@pytest.fixture
def log():
    """A logger of its own that writes as the server does, and what it wrote."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(tokens.NoTokens())
    made = logging.Logger("test")
    made.addHandler(handler)
    return made, written


def test_the_servers_own_line_for_a_request_holds_no_token(log):
    made, written = log
    made.info('%s - "%s %s HTTP/%s" %d', "203.0.113.9:5", "GET", f"/s/{CARRIED}/report.pdf?x=1", "1.1", 200)
    assert written.getvalue() == '203.0.113.9:5 - "GET /s/…/report.pdf?x=1 HTTP/1.1" 200\n'


def test_an_error_holds_no_token_wherever_it_stands(log):
    made, written = log
    try:
        {}[f"https://reports.example.org/s/{CARRIED}"]
    except KeyError as error:
        made.exception("Failed for %s", error)
        made.error({"path": f"/s/{CARRIED}"})
        made.error("at %(path)s", {"path": f"/s/{CARRIED}"})
    assert CARRIED not in written.getvalue()
    assert written.getvalue().count("/s/…") == 5  # the traceback quotes the line that failed, too


def test_other_lines_stay_as_they_are(log):
    made, written = log
    made.error("Error %s in %d of %s", "ab12", 3, "/shares/static")
    assert written.getvalue() == "Error ab12 in 3 of /shares/static\n"


def test_the_app_hides_tokens_in_what_it_logs():
    root = logging.getLogger()
    handler = logging.NullHandler()
    root.addHandler(handler)
    access = logging.getLogger("uvicorn.access")
    before = list(access.filters)
    try:
        tokens.hide_in_logs()
        assert [type(each) for each in handler.filters] == [tokens.NoTokens]
        assert isinstance(access.filters[-1], tokens.NoTokens)
    finally:
        root.removeHandler(handler)
        access.filters[:] = before
        for each in root.handlers:
            each.filters[:] = [kept for kept in each.filters if not isinstance(kept, tokens.NoTokens)]


def test_a_suggested_passcode_can_be_read_aloud_and_is_never_the_same():
    made = {tokens.suggested_passcode() for _ in range(200)}
    assert len(made) == 200
    assert all(len(each) == 10 and not set(each) & set("0o1il") for each in made)


@pytest.mark.parametrize(
    ("given", "begin"),
    [
        ("", "http://127.0.0.1:8501"),
        ("https://reports.example.org", "https://reports.example.org"),
        ("http://10.0.0.4:8501/", "http://10.0.0.4:8501"),
    ],
)
def test_links_begin_where_the_operator_says(monkeypatch, given, begin):
    monkeypatch.setenv("PUBLIC_URL", given)
    assert tokens.address(config.Settings().links_begin, CARRIED) == f"{begin}/s/{CARRIED}"


@pytest.mark.parametrize(
    "given",
    [
        "reports.example.org",
        "ftp://reports.example.org",
        "https://reports.example.org/below",
        "https://reports.example.org?x=1",
        "https://user@reports.example.org",
        "https://",
    ],
)
def test_an_address_that_cannot_begin_a_link_is_told_at_the_start(monkeypatch, given):
    monkeypatch.setenv("PUBLIC_URL", given)
    config.settings.cache_clear()
    with pytest.raises(config.SettingsError, match="PUBLIC_URL must be an address such as https"):
        config.settings()
