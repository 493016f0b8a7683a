"""Payments of a few members. With the names at hand they tell of one, so they are treated as one city's."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from sharing.small_cells import LEAST

BOARD_ONLY = "city_state"
"""The field that keeps a chart, a table or the sentences of a section for the Board."""


def board_only_if_few(*counts: Iterable[object]) -> tuple[str, ...]:
    """The field for the Board alone where one of these numbers of members is under five; else nothing.

    None, nobody and unknown tell of nobody. Who is missing may count below zero.
    """
    known = [abs(float(count)) for each in counts for count in each if pd.notna(count)]  # type: ignore[call-overload, arg-type]
    return (BOARD_ONLY,) if any(0 < count < LEAST for count in known) else ()


def board_only_by_state(counts: Iterable[object]) -> tuple[str, ...]:
    """The same for members by payment state; also where all are in one state, which tells of every one."""
    sizes = [count for count in counts if count]
    return (BOARD_ONLY,) if len(sizes) == 1 else board_only_if_few(sizes)
