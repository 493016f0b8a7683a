"""Rows of a spreadsheet as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.row_ranges import row_ranges


@pytest.mark.parametrize(
    ("rows", "words"),
    [([], ""), ([7], "7"), ([3, 2], "2, 3"), ([2, 3, 4], "2–4"), ([9, 2, 3, 4, 6, 4, 7], "2–4, 6, 7, 9")],
)
def test_rows_that_follow_each_other_are_a_range(rows, words):
    assert row_ranges(rows) == words


@given(rows=st.sets(st.integers(1, 60)))
def test_every_row_is_in_its_ranges_and_no_other(rows):
    named = set()
    for part in filter(None, row_ranges(rows).split(", ")):
        first, _, last = part.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == rows
