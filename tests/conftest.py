"""What holds for every test: nothing is remembered from the test before, and searches are repeatable."""

import shutil
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import HealthCheck, settings

import config
from tests.support.browser import browser
from tests.support.commandline import chosen
from tests.support.server import server
from tests.support.stores import empty_url, engine, kind, postgres_server, ready_file, store_url
from tests.support.visits import offline, place, visit
from ui.core import queries, store

__all__ = [  # fixtures of every test; browser, servers and PostgreSQL are one for the whole session
    "browser",
    "chosen",
    "empty_url",
    "engine",
    "kind",
    "offline",
    "place",
    "postgres_server",
    "ready_file",
    "server",
    "store_url",
    "visit",
]

settings.register_profile(
    "suite", max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("suite"), max_examples=500, derandomize=False)
settings.load_profile("suite")  # pytest --hypothesis-profile=search looks further and elsewhere


@pytest.fixture(scope="session")
def started(tmp_path_factory) -> Path:
    """A DATA_DIR as it is after the first start, with the sample as version 1."""
    folder = tmp_path_factory.mktemp("started")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(folder))
        config.settings.cache_clear()
        store.opened()
        store.forget()
    config.settings.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def own_store(started, tmp_path_factory, monkeypatch) -> Path:
    """Every test has a DATA_DIR of its own, and so have the processes that it starts."""
    folder = tmp_path_factory.mktemp("var") / "var"
    shutil.copytree(started, folder)
    monkeypatch.setenv("DATA_DIR", str(folder))
    config.settings.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def nothing_remembered(own_store) -> None:
    """Data, figures and whatever Streamlit keeps are read and computed anew in each test."""
    queries.forget()
    st.cache_data.clear()
    st.cache_resource.clear()
