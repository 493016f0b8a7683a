"""What changed for one city from version to version, reading no more than the tables that differ."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from sqlalchemy import Connection

from data.changes import TableChanges, compare_tables
from data.dataset import empty_table
from data.schema import TABLES
from data.store import blobs, versions
from data.store.frames import from_parquet
from data.store.versions import TableContent, Version

_WITH_CITIES = [name for name, table in TABLES.items() if "city_id" in table.columns]


def city_changes(connection: Connection, city_id: str, most: int) -> list[tuple[Version, list[TableChanges]]]:
    """The versions among the latest `most` in which rows of the city changed, newest first, each with the
    tables that did. The oldest of them is compared with nothing. StoreError where a version is damaged."""
    found, known = [], dict[str, "pd.DataFrame"]()
    for new, old in pairwise(versions.history(connection)[:most]):
        tables = [
            compare_tables(TABLES[name], *(_rows(connection, name, each, city_id, known) for each in states))
            for name in _WITH_CITIES
            if len(set(states := (old.tables.get(name), new.tables.get(name)))) > 1
        ]
        changed = [table for table in tables if table]
        if changed:
            found.append((new, changed))
    return found


def _rows(
    connection: Connection,
    name: str,
    content: TableContent | None,
    city_id: str,
    known: dict[str, pd.DataFrame],
) -> pd.DataFrame:
    """Rows of a city in one state of a table. known: what was read before, by hash."""
    if content is None:
        return empty_table(name)
    if content.sha256 not in known:
        rows = from_parquet(name, blobs.read(connection, [content.sha256])[content.sha256])
        known[content.sha256] = rows[rows["city_id"] == city_id].reset_index(drop=True)
    return known[content.sha256]
