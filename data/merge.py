"""Records of an upload into a table: by key, and only what the file speaks of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.keys import equal_values, key_index, positions
from data.schema import UPLOADED

# what a list of cities says of a place rather than of a membership: no invented fact hides in it
_OF_THE_PLACE = frozenset(
    {"name", "name_zh", "country", "world_region", "state_capital", "territory_of"}
    | {"population", "latitude", "longitude"}
)
_SOURCES = frozenset({"source", "provenance"})


@dataclass(frozen=True)
class Statement:
    """The records that one sheet holds of a table.

    records: typed as the schema says, each key once. stated: fields that the sheet has a column for.
    source: where rows come from that name no source themselves. is_whole: the sheet is the whole table, so
    that rows it does not mention go and its blanks clear; otherwise a blank says nothing.
    """

    table: str
    records: pd.DataFrame
    stated: Collection[str]
    source: str
    is_whole: bool = False

    def says(self, column: str) -> np.ndarray:
        """The records that say something of a column."""
        if column not in self.stated:
            return np.zeros(len(self.records), dtype=bool)
        is_filled = self.records[column].notna().to_numpy()
        return is_filled | (self.is_whole and column not in _SOURCES)


def merge_statement(current: pd.DataFrame, statement: Statement) -> pd.DataFrame:
    """The table with the statement in it: known rows in their old order, new ones after them.

    A row that changed gives the statement's source. A row that was invented stops being illustrative once
    every fact in it is stated, unless the statement itself calls it so, as an export does.
    """
    key = UPLOADED[statement.table].key
    records = statement.records
    at = positions(key_index(records, key), key_index(current, key))
    fresh = records.loc[at < 0]
    new = fresh.assign(
        source=fresh["source"].fillna(statement.source), provenance=fresh["provenance"].fillna("uploaded")
    )
    old = _updated(current, statement, at)
    kept = old.iloc[np.sort(at[at >= 0])] if statement.is_whole else old
    return pd.concat([kept, new], ignore_index=True)[list(current.columns)].astype(current.dtypes.to_dict())


def _updated(current: pd.DataFrame, statement: Statement, at: np.ndarray) -> pd.DataFrame:
    """The current rows with what is said of them. at: place of each record in `current`, -1 where new."""
    places = at[at >= 0]
    if not len(places):
        return current
    before = current.iloc[places].reset_index(drop=True)
    after = _overlaid(before, statement, at >= 0)
    result = {}
    for column in current.columns:
        values = current[column].reset_index(drop=True).copy()
        values.iloc[places] = after[column].array
        result[column] = values
    return pd.DataFrame(result)


def _overlaid(before: pd.DataFrame, statement: Statement, known: np.ndarray) -> pd.DataFrame:
    """Rows of the table with what the records of the same keys say."""
    stated = statement.records.loc[known].reset_index(drop=True)
    after = {}
    differs = np.zeros(len(before), dtype=bool)
    for column in before.columns:
        takes = statement.says(column.removesuffix("_precision"))[known]  # it belongs to its date
        after[column] = stated[column].where(pd.Series(takes), before[column])
        if column not in _SOURCES:
            differs |= ~equal_values(after[column], before[column])
    frame = pd.DataFrame(after)
    keeps = _keeps_invention(frame, statement, known) | (_is_invented(stated) & _is_invented(before))
    renewed = np.where(_is_invented(before), ~keeps, differs)
    return frame.assign(
        source=frame["source"].mask(renewed & ~statement.says("source")[known], statement.source),
        provenance=frame["provenance"].mask(renewed & ~statement.says("provenance")[known], "uploaded"),
    )


def _is_invented(frame: pd.DataFrame) -> np.ndarray:
    invented: np.ndarray = (frame["provenance"] == "illustrative").to_numpy(dtype=bool)
    return invented


def _keeps_invention(frame: pd.DataFrame, statement: Statement, known: np.ndarray) -> np.ndarray:
    """Rows in which a fact stands that the statement does not speak of."""
    table = UPLOADED[statement.table]
    besides = _SOURCES | _OF_THE_PLACE | {"note"} | set(table.key)
    keeps = np.zeros(len(frame), dtype=bool)
    for field in table.fields:
        if field.name not in besides:
            keeps |= frame[field.name].notna().to_numpy() & ~statement.says(field.name)[known]
    return keeps
