"""Files are read without a child process; commands run on PostgreSQL in the full tier."""

import pytest

ON_BOTH = "test_commands_store.py"
"""Of the files that run commands, the one that runs them on PostgreSQL in `make test` as well."""


@pytest.fixture(autouse=True)
def _reading_in_process(reading_in_process):
    """For every test of this folder."""


def pytest_collection_modifyitems(items) -> None:
    """Commands are the same on both databases, whose differences the tests of the store itself look for."""
    for item in items:
        kind = item.callspec.params.get("kind") if hasattr(item, "callspec") else None
        if item.path.name.startswith("test_commands_") and item.path.name != ON_BOTH and kind == "postgresql":
            item.add_marker(pytest.mark.full)
