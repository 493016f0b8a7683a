"""The database: how it is opened, and the two ways to speak to it, each one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event

from data.store.failures import StoreError, named_failures

WAITS: Final = 30
"""Seconds that a write waits for another one to finish; a large upload takes about one."""
_SQLITE: Final = "sqlite:///"
_ONE_WRITER: Final = 4_715_001
"""Number of the lock that writers on PostgreSQL take in turn; any number that nothing else uses."""


def engine_for(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`. Nothing is connected yet.

    StoreError where the file of a SQLite database cannot be made.
    """
    path = url.removeprefix(_SQLITE)
    return _postgres(url) if path == url else _sqlite(Path(path))


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine for the time of a `with` block; its connections are closed afterwards."""
    engine = engine_for(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the store: what others write meanwhile does not show."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with named_failures(), engine.connect() as bare, bare.execution_options(**options) as unit:
        yield unit


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write: everything in the block or, after an exception, nothing. Writers wait for each other."""
    with named_failures(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAITS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
        yield connection


def _sqlite(path: Path) -> Engine:
    # The file holds contacts. SQLite gives its companions (-wal, -shm) the rights of the file itself.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError("store_unreachable") from error
    engine = create_engine(
        URL.create("sqlite", database=str(path)), hide_parameters=True, connect_args={"timeout": WAITS}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401  the driver's own
    # The driver would otherwise commit before DDL, and a migration would not be one transaction.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten: a person must be gone from the file
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its turn at once: waiting later, with something read already, could only fail."""
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )


def _postgres(url: str) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,  # an error must not carry what was written, such as a contact, into a log
        pool_pre_ping=True,  # a restarted database is noticed and forgiven
        connect_args={"connect_timeout": 5, "application_name": "membership-dashboard"},
    )
