"""A consistent copy of the whole store in one file, while others read and write.

The file is a SQLite database, whichever database the store is in, so a backup can be recovered into either.
It holds contacts: only its owner may read it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from data.errors import DashboardError
from data.store import audit
from data.store.columns import now
from data.store.copying import copy_rows
from data.store.database import opened, reading, writing
from data.store.failures import named_sqlite_failures
from data.store.migrate import migrate
from data.store.tables import BACKUPS
from data.store.verify import Fault, verify


def backup(engine: Engine, target: Path, *, keep_days: int, author: str) -> list[Fault]:
    """Write a backup and verify it. Returns the faults that `verify` finds in it, none where it is sound.

    A file of this name is replaced only by a finished one. The store remembers the backup, so that an erasure
    can say where a person still is. DashboardError 'cannot_write_file' where there is no such folder.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _write(engine, part)
        faults = verify_backup(part)
        part.replace(target)
    except OSError as error:
        raise DashboardError("cannot_write_file", path=str(target), reason=error.strerror) from error
    finally:
        part.unlink(missing_ok=True)
    made = now()
    with writing(engine) as connection:
        values = {"path": str(target.resolve()), "made_at": made}
        connection.execute(
            insert(BACKUPS).values(**values, keep_until=made.date() + timedelta(days=keep_days))
        )
        audit.record(connection, author, "backup", made.date().isoformat())
    return faults


def backups_until(engine: Engine, day: date) -> list[tuple[str, date]]:
    """Path and last day of the backups that are kept on `day` or later, oldest first."""
    with reading(engine) as connection:
        rows = connection.execute(
            select(BACKUPS.c.path, BACKUPS.c.keep_until)
            .where(BACKUPS.c.keep_until >= day)
            .order_by(BACKUPS.c.made_at)
        )
        return [(row.path, row.keep_until) for row in rows]


def verify_backup(path: Path) -> list[Fault]:
    """What is wrong with a backup."""
    with opened(f"sqlite:///{path}") as engine, reading(engine) as connection:
        faults = verify(connection)
    make_one_file(path)
    return faults


def make_one_file(path: Path) -> None:
    """Leave a SQLite file that is complete without companions, to be moved or kept. Nobody has it open."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("PRAGMA journal_mode = DELETE")


def _write(engine: Engine, path: Path) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as link, closing(sqlite3.connect(path)) as target, named_sqlite_failures():
            source: Any = link.connection.driver_connection
            source.backup(target)
        return
    with opened(f"sqlite:///{path}") as copy:
        migrate(copy)
        with reading(engine) as source_unit, writing(copy) as target_unit:
            copy_rows(source_unit, target_unit)
