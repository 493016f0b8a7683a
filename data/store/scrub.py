"""Freeing the files of the database of what was deleted: a deleted row is not yet gone from the disk."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data.store.failures import named_failures
from data.store.tables import AUDIT, AUTHORS, metadata

_PATIENCE: Final = 10.0  # seconds: longer than anybody reads in one go
_PAUSE: Final = 0.2
_NOT_ALLOWED: Final = "42501"  # SQLSTATE: a checkpoint is for the server's own administrators
_REWRITTEN: Final = [table.name for table in metadata.sorted_tables if table not in {AUDIT, AUTHORS}]
"""Tables that may hold what was erased."""


def scrub(engine: Engine) -> bool:
    """Rewrite the files without what was deleted. False where old bytes may remain for the time being:
    on SQLite because others read all the time, on PostgreSQL because its own log cannot be shortened here."""
    with named_failures():
        return _scrub_sqlite(engine) if engine.dialect.name == "sqlite" else _scrub_postgres(engine)


def _scrub_sqlite(engine: Engine) -> bool:
    """The file is written anew, and the log of recent writes beside it is emptied."""
    with engine.connect() as link:
        raw = link.connection.cursor()  # outside of a transaction, where alone these work
        last = time.monotonic() + _PATIENCE
        while time.monotonic() < last:
            with suppress(sqlite3.OperationalError):  # somebody writes
                raw.execute("VACUUM")
                if not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    return True
            time.sleep(_PAUSE)
    return False


def _scrub_postgres(engine: Engine) -> bool:
    """The tables are written anew and the old files deleted. The server's write-ahead log keeps what passed
    through it until it is recycled; a checkpoint, where it is allowed, makes that soon."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as link:
        for table in _REWRITTEN:
            link.exec_driver_sql(f"VACUUM FULL {table}")
        try:
            link.exec_driver_sql("CHECKPOINT")
        except DBAPIError as refused:
            if getattr(refused.orig, "sqlstate", None) != _NOT_ALLOWED:
                raise
    return False
