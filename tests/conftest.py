"""What holds for every test: nothing is remembered from the test before, and searches are repeatable."""

import pytest
import streamlit as st
from hypothesis import HealthCheck, settings

from tests.stores import (  # noqa: F401  fixtures of every test
    empty_url,
    engine,
    kind,
    postgres_server,
    ready_file,
    store_url,
)
from ui import services

settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Data, figures and whatever Streamlit keeps are read and computed anew in each test."""
    services.forget()
    st.cache_data.clear()
    st.cache_resource.clear()
