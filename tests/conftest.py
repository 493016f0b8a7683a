"""What holds for every test: nothing is remembered from the test before, and searches are repeatable."""

import gc

from hypothesis import HealthCheck, settings

from tests.support import order, time_limit
from tests.support.browser import browser
from tests.support.commandline import chosen
from tests.support.data_dir import data_dir, data_dirs, nothing_remembered, own_store, started
from tests.support.everything_said import all_open
from tests.support.reading_in_process import reading_in_process
from tests.support.server import server
from tests.support.stores import empty_url, engine, kind, postgres_server, ready_file, store_url
from tests.support.visits import offline, place, visit

__all__ = [  # fixtures of every test; browser, servers and PostgreSQL are one for the whole session
    "all_open",
    "browser",
    "chosen",
    "data_dir",
    "data_dirs",
    "empty_url",
    "engine",
    "kind",
    "nothing_remembered",
    "offline",
    "own_store",
    "place",
    "postgres_server",
    "reading_in_process",
    "ready_file",
    "server",
    "started",
    "store_url",
    "visit",
]

settings.register_profile(
    "suite", max_examples=10, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", settings.get_profile("suite"), max_examples=4)
settings.register_profile("long", settings.get_profile("suite"), max_examples=200)
settings.register_profile("search", settings.get_profile("suite"), max_examples=500, derandomize=False)
settings.load_profile("suite")  # pytest --hypothesis-profile=search looks further and elsewhere


def pytest_addoption(parser) -> None:
    time_limit.add_option(parser)


def pytest_collection_modifyitems(items) -> None:
    order.longest_first(items)


def pytest_collection_finish() -> None:
    """Collections of garbage pass over what was imported: a tenth of the time of small tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_runtest_setup(item) -> None:
    time_limit.check(item)


def pytest_terminal_summary(terminalreporter) -> None:
    time_limit.tell(terminalreporter)
