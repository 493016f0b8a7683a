"""What is different between two datasets, row by row and field by field, by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.dataset import Dataset
from data.keys import equal_values, key_index, positions
from data.schema import TABLES, Field, Table, precision_of

OLD, NEW = "old", "new"


@dataclass(frozen=True)
class TableChanges:
    """Differences of one table.

    added, removed: whole rows, typed as the schema says. changed: field → the key columns, `old` and `new`
    of the rows in which it differs. Values keep their type; a date known in part is text ("2001", or
    "2001-05-10"), so that a year is not mistaken for a day.
    """

    table: str
    added: pd.DataFrame
    removed: pd.DataFrame
    changed: Mapping[str, pd.DataFrame]

    @cached_property
    def changed_rows(self) -> int:
        """Rows that differ in at least one field."""
        key = list(TABLES[self.table].key)
        keys = [frame[key] for frame in self.changed.values()]
        return len(pd.concat(keys).drop_duplicates()) if keys else 0

    def __bool__(self) -> bool:
        return bool(len(self.added) or len(self.removed) or self.changed)


@dataclass(frozen=True)
class Changes:
    """Differences of all tables, also of those without any; and of what the datasets say of themselves."""

    tables: Mapping[str, TableChanges]
    about: Mapping[str, tuple[object, object]]

    def __bool__(self) -> bool:
        return any(self.tables.values()) or bool(self.about)


def compare_datasets(old: Dataset, new: Dataset) -> Changes:
    """What has to be done to the old dataset to get the new one. Of equal ones that is empty and false."""
    tables = {
        name: compare_tables(table, old.tables[name], new.tables[name]) for name, table in TABLES.items()
    }
    about = {
        name: (getattr(old, name), getattr(new, name))
        for name in ("as_of", "first_roll_on", "receipts_complete", "title")
        if getattr(old, name) != getattr(new, name)
    }
    return Changes(tables, about)


def compare_tables(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> TableChanges:
    """Differences of one table between two states of it."""
    if old is new:
        return TableChanges(table.name, new.iloc[:0], old.iloc[:0], {})
    old_keys, new_keys = key_index(old, table.key), key_index(new, table.key)
    at = positions(new_keys, old_keys)
    is_gone = positions(old_keys, new_keys) < 0
    before = old.iloc[at[at >= 0]].reset_index(drop=True)
    after = new.loc[at >= 0].reset_index(drop=True)
    changed = {}
    for field in table.fields:
        if field.name not in table.key and len(rows := _differing(field, before, after)):
            frame = after.loc[rows, list(table.key)].reset_index(drop=True)
            changed[field.name] = frame.assign(
                **{OLD: _values(field, before, rows), NEW: _values(field, after, rows)}
            )
    return TableChanges(
        table.name, new.loc[at < 0].reset_index(drop=True), old.loc[is_gone].reset_index(drop=True), changed
    )


def _differing(field: Field, before: pd.DataFrame, after: pd.DataFrame) -> np.ndarray:
    """Rows in which the field, or how exactly it is known, is another one."""
    columns = [field.name, *([precision_of(field.name)] if field.kind == "partial_date" else [])]
    same = np.ones(len(before), dtype=bool)
    for column in columns:
        same &= equal_values(before[column], after[column])
    return np.flatnonzero(~same)


def _values(field: Field, frame: pd.DataFrame, rows: np.ndarray) -> pd.Series:
    values = frame[field.name].iloc[rows].reset_index(drop=True)
    if field.kind != "partial_date":
        return values
    is_year = (frame[precision_of(field.name)].iloc[rows] == "year").reset_index(drop=True)
    days, years = values.dt.strftime("%Y-%m-%d"), values.dt.strftime("%Y")
    return pd.Series(days.mask(is_year, years))
