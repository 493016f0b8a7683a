"""An empty start: nobody's rows, only what is published and holds for everybody."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from data.dataset import empty_table
from data.report import Report

if TYPE_CHECKING:
    from data.dataset import Dataset

REFERENCES: Final = ("tariff", "income_levels", "focus_groups")
"""Tables that an association has before it has a single member on record."""


def references_only(current: Dataset) -> Dataset:
    """The current dataset without rows of cities, money, events and people.

    The published fee grid, income levels and lists of cities stay, except for rows that were invented.
    """
    tables = {
        name: frame.loc[frame["provenance"] != "illustrative"].reset_index(drop=True)
        if name in REFERENCES
        else empty_table(name)
        for name, frame in current.tables.items()
    }
    return replace(current, tables=MappingProxyType(tables), receipts_complete=frozenset(), report=Report())
