"""One process that forks for whatever is to die or to meet a full disk."""

import pytest

from tests.support.killed import killing


@pytest.fixture(scope="module")
def zygote():
    """Takes orders for the tests of a file."""
    with killing() as process:
        yield process
