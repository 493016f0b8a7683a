"""Payments of a few members. With the names at hand they tell of one, so they are told as one city's are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from sharing.small_cells import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sharing.report import Table

OF_ONE_CITY = ("city_state",)
"""The field that keeps a chart, a table or the sentences of a section for the Board."""


def of_few(*counts: Iterable[object]) -> tuple[str, ...]:
    """A field for the Board alone where one of these numbers of members is under five; nothing otherwise.

    None, nobody and unknown tell of nobody. Who is missing may count below zero.
    """
    known = [abs(float(count)) for each in counts for count in each if pd.notna(count)]  # type: ignore[call-overload, arg-type]
    return OF_ONE_CITY if any(0 < count < LEAST for count in known) else ()


def for_the_board(table: Table) -> Table:
    """The table as one that tells of cities: who may not see their state does not get it at all."""
    first, *others = table.columns
    return replace(table, columns=(replace(first, field=OF_ONE_CITY[0]), *others))


def of_states(counts: Iterable[object]) -> tuple[str, ...]:
    """The same for members by payment state; also where all are in one state, which tells of every one."""
    sizes = [count for count in counts if count]
    return OF_ONE_CITY if len(sizes) == 1 else of_few(sizes)
