"""What the database says when it cannot go on → a failure with a code that people get a sentence for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from data.errors import DashboardError

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR: "store_full",
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_CANTOPEN: "store_unreachable",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_PERM: "store_read_only",
}
# Classes and codes of PostgreSQL's SQLSTATE.
_POSTGRES: Final = {
    "53100": "store_full",
    "58030": "store_full",
    "55P03": "store_busy",
    "40001": "store_busy",
    "40P01": "store_busy",
    "25006": "store_read_only",
    "42501": "store_read_only",
    "XX001": "store_damaged",
    "XX002": "store_damaged",
}


class StoreError(DashboardError):
    """The store cannot be read or written. What it held before is unchanged."""


@contextmanager
def named_failures() -> Iterator[None]:
    """Turns a failure of the database that an operator can do something about into StoreError.

    Anything else, such as a violated constraint, is a fault of the program and passes as it is.
    """
    try:
        yield
    except DBAPIError as error:
        code = _code(error)
        if code is None:
            raise
        raise StoreError(code) from error


@contextmanager
def named_sqlite_failures() -> Iterator[None]:
    """As `named_failures`, for a file that is spoken to without SQLAlchemy."""
    try:
        yield
    except sqlite3.Error as error:
        code = _sqlite_code(error)
        if code is None:
            raise
        raise StoreError(code) from error


def _sqlite_code(error: sqlite3.Error) -> str | None:
    # The low byte is the kind of failure, the rest its variety.
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def _code(error: DBAPIError) -> str | None:
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_code(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if state is None or state.startswith(("08", "57P", "28", "3D")):
        return "store_unreachable"
    return _POSTGRES.get(state)
