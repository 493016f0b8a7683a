"""What holds for every test: nothing is remembered from the test before, and searches are repeatable."""

import pytest
import streamlit as st
from hypothesis import HealthCheck, settings

from tests.browser import browser
from tests.server import server
from tests.visits import offline, visit
from ui import services

__all__ = [
    "browser",
    "offline",
    "server",
    "visit",
]  # one of each for all tests: fixtures of the whole session

settings.register_profile(
    "suite", max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("suite"), max_examples=500, derandomize=False)
settings.load_profile("suite")  # pytest --hypothesis-profile=search looks further and elsewhere


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Data, figures and whatever Streamlit keeps are read and computed anew in each test."""
    services.forget()
    st.cache_data.clear()
    st.cache_resource.clear()
