"""Which files begin: the slow ones, so that both processes end at about the same time."""

from pathlib import Path

import pytest

FOLDERS = ("slow", "browser", "server", "pages", "store", "unit")
TESTS = Path(__file__).resolve().parents[1]


def longest_first(items: list[pytest.Item]) -> None:
    """Sorts by folder; within a folder nothing moves."""
    items.sort(key=lambda item: FOLDERS.index(item.path.relative_to(TESTS).parts[0]))
