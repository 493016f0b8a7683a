"""All rows of one store into another, empty one: how a store moves between a file and a server."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Integer, Table, func, insert, select

from data.store.tables import AUDIT, BLOBS, ERASURES, VERSIONS, metadata

_AT_ONCE: Final = 500
_ORDER: Final = {VERSIONS: VERSIONS.c.number, AUDIT: AUDIT.c.seq, ERASURES: ERASURES.c.seq}
"""Rows that refer to earlier rows of their own table come after them."""


def copy_rows(source: Connection, target: Connection) -> None:
    """Every table of `tables.py`, in the order that references allow, a few rows at a time."""
    for table in metadata.sorted_tables:
        query = select(table)
        if table in _ORDER:
            query = query.order_by(_ORDER[table])
        # A file may be large: one after the other, so that memory holds one.
        rows = source.execution_options(yield_per=1 if table is BLOBS else _AT_ONCE).execute(query)
        for some in rows.partitions():
            target.execute(insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in some])
        if target.dialect.name == "postgresql":
            _count_on(target, table)


def _count_on(target: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a counter of its own, which copied rows do not move."""
    key = next(iter(table.primary_key))
    if isinstance(key.type, Integer) and key.autoincrement is not False:
        last = target.scalar(select(func.max(key)))
        if last is not None:
            target.execute(select(func.setval(func.pg_get_serial_sequence(table.name, key.name), last)))
