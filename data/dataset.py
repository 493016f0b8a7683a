"""Dataset: one immutable state of all tables, with the date it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from data.report import Report
from data.schema import TABLES, UPLOADED

_COUNTED = ("members", "dues", "receipts")
_REFERENCES = ("tariff", "income_levels", "focus_groups")  # published, whoever the members are


@dataclass(frozen=True)
class Dataset:
    """All tables of one version.

    as_of: the date the roll speaks of; "now" in all analysis unless the reader chooses an earlier date.
    first_roll_on: date of the first dated roll. Who was a member before that is not known.
    receipts_complete: fee years whose receipts are declared complete, with the day until which they are: by
        then a missing receipt means "not paid" rather than "unknown".
    version: identifies the content; '' where nothing was committed yet.
    """

    tables: Mapping[str, pd.DataFrame]
    as_of: date
    first_roll_on: date
    receipts_complete: Mapping[int, date]
    version: str
    title: str
    report: Report = field(default_factory=Report)

    @property
    def illustrative(self) -> bool:
        """Whether any member, due or receipt is invented."""
        return any(self.invented_counts.values())

    @property
    def invented_counts(self) -> dict[str, int]:
        """How many members, dues and receipts are invented."""
        return {name: int(_is_invented(self.tables[name]).sum()) for name in _COUNTED}

    def table(self, name: str) -> pd.DataFrame:
        """Rows of one table, typed as data.schema says. Changing the answer does not change the dataset."""
        return self.tables[name].copy(deep=False)


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows, with the columns and types of the schema; contacts too."""
    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in UPLOADED[name].dtypes.items()})


def without_invented(dataset: Dataset) -> Dataset:
    """The dataset without invented rows, but for members and events that other rows speak of.

    For which fee years its receipts were complete is not known any more.
    """
    kept = {name: frame[~_is_invented(frame)] for name, frame in dataset.tables.items()}
    named: dict[str, set[str]] = {"events": set(kept["prospects"]["target_event"]), "members": set()}
    for table in TABLES.values():
        for column in table.fields:
            for other in set(column.refers_to) & set(named):
                named[other] |= set(kept[table.name][column.name])
    named["members"] -= set(kept["prospects"]["city_id"])
    for name, ids in named.items():
        frame = dataset.tables[name]
        kept[name] = frame[~_is_invented(frame) | frame[TABLES[name].key[0]].isin(ids)]
    tables = {name: frame.reset_index(drop=True) for name, frame in kept.items()}
    return _of_rows(dataset, tables)


def _is_invented(frame: pd.DataFrame) -> pd.Series:
    mask: pd.Series = frame["provenance"] == "illustrative"
    return mask


def references_only(dataset: Dataset) -> Dataset:
    """The dataset without rows of cities, money, events and people.

    The published fee grid, income levels and lists of cities stay, except for rows that were invented.
    """
    tables = {
        name: frame.loc[~_is_invented(frame)].reset_index(drop=True)
        if name in _REFERENCES
        else empty_table(name)
        for name, frame in dataset.tables.items()
    }
    return _of_rows(dataset, tables)


def _of_rows(dataset: Dataset, tables: Mapping[str, pd.DataFrame]) -> Dataset:
    nothing: Mapping[int, date] = MappingProxyType({})
    return replace(dataset, tables=MappingProxyType(tables), receipts_complete=nothing, report=Report())
