"""A DATA_DIR of its own for every test: empty unless the test asks for a copy of a store that is ready."""

import shutil
from itertools import count
from pathlib import Path

import pytest
import streamlit as st

import config
from ui.core import queries, store

_numbers = count()


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


@pytest.fixture(scope="session")
def data_dirs(tmp_path_factory) -> Path:
    """The folder that holds the DATA_DIR of each test."""
    return tmp_path_factory.mktemp("data_dirs")


@pytest.fixture(autouse=True)
def data_dir(data_dirs, monkeypatch) -> Path:
    """Where this test and the processes that it starts write. It is empty: whoever opens the store makes a
    first start."""
    folder = data_dirs / str(next(_numbers))
    folder.mkdir()
    monkeypatch.setenv("DATA_DIR", str(folder))
    config.settings.cache_clear()
    return folder


@pytest.fixture
def own_store(started, data_dir) -> Path:
    """The same folder after a first start: a copy of one that was made once."""
    shutil.copytree(started, data_dir, dirs_exist_ok=True)
    return data_dir


@pytest.fixture(autouse=True)
def nothing_remembered(data_dir) -> None:
    """Data, figures and whatever Streamlit keeps are read and computed anew in each test."""
    queries.forget()
    st.cache_data.clear()
    st.cache_resource.clear()
