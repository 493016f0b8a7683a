"""Visits of a reader to the real app, with no network on either side."""

from pathlib import Path

import pytest

from data.store.database import opened as opened_store
from tests.support.browser import Watched, settled
from tests.support.server import running


@pytest.fixture(scope="session")
def offline(tmp_path_factory):
    """A server that cannot reach beyond this machine, and the file where it would say that it tried."""
    log = tmp_path_factory.mktemp("network") / "tried.txt"
    blocker = Path(__file__).parent / "no_network"
    with running(env={"PYTHONPATH": str(blocker), "NETWORK_LOG": str(log)}) as server:
        yield server, log


@pytest.fixture
def visit(browser, offline):
    """Open an address in a fresh browser context; what it asked for and complained of is checked."""
    server, log = offline
    contexts, watched = [], []

    def go(path="/", **options):
        context = browser.new_context(
            **{"viewport": {"width": 1400, "height": 900}, "locale": "en-GB"} | options
        )
        contexts.append(context)
        page = context.new_page()
        watched.append(Watched(page, server.url))
        page.goto(server.url + path)
        settled(page)
        return page

    yield go
    for context in contexts:
        context.close()
    for each in watched:
        assert each.foreign == [], each.foreign
        assert each.complaints == [], each.complaints
    assert not log.exists(), log.read_text()


@pytest.fixture
def place(tmp_path):
    """A server with a store of its own, and that store as this process has it open."""
    file = tmp_path / "var" / "dashboard.db"
    with running(env={"DATA_DIR": str(file.parent)}) as server, opened_store(f"sqlite:///{file}") as engine:
        yield server, engine
