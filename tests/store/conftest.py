"""Values are tested here, so files are read without a child process."""

import pytest


@pytest.fixture(autouse=True)
def _reading_in_process(reading_in_process):
    """For every test of this folder."""
