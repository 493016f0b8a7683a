"""Pages begin with a store that is ready, and files are read without a child process."""

import pytest


@pytest.fixture(autouse=True)
def _ready(own_store, reading_in_process):
    """For every test of this folder."""
