"""Putting a backup in the place of the store: all of it or, whatever happens, nothing.

The work is done on a copy: brought up to date, everybody removed again who was removed since, looked at. Then
it takes the place of the store in one transaction of the database.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from data.errors import DashboardError
from data.store import audit, erasure_list
from data.store.backup import make_one_file
from data.store.blobs import sha256_of
from data.store.copying import copy_rows
from data.store.database import WAITS, opened, reading, writing
from data.store.erasure import Erasure, erase_again, erasures
from data.store.failures import StoreError, named_sqlite_failures
from data.store.migrate import migrate, migrate_within
from data.store.scrub import scrub
from data.store.tables import metadata
from data.store.verify import Fault, verify

_FILE: Final = "sqlite:///"
_COMPANIONS: Final = ("-wal", "-shm")
_ASIDE: Final = ".before-recovery"
_READY: Final = ".recovered"


@dataclass(frozen=True)
class Recovered:
    """What a recovery did: how many erasures are known, and how many contacts had come back."""

    erasures: int
    came_back: int


class DamagedBackupError(DashboardError):
    """The backup has faults. The store was left as it is."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("backup_damaged", count=len(faults))
        self.faults = faults


def recover(url: str, file: Path, *, folder: Path, author: str) -> Recovered:
    """Put the backup `file` in the place of the store at `url`. folder: DATA_DIR, for the copy and the list.

    Raises DashboardError 'no_backup' where the file is none, DamagedBackupError, StoreError
    where the store cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="recovery-", dir=folder) as work:
        copy = Path(work) / "dashboard.db"
        _copy(file, copy)
        with opened(f"sqlite:///{copy}") as prepared:
            done = _prepare(prepared, _known_erasures(url, folder), file, author)
            if not url.startswith(_FILE):
                _replace_tables(prepared, url)
        if url.startswith(_FILE):
            make_one_file(copy)
            _replace_file(copy, Path(url.removeprefix(_FILE)))
    with opened(url) as store:
        erasure_list.write(store, folder)
    return done


def _copy(file: Path, copy: Path) -> None:
    """A copy that only this user may read, of a file that is looked at and not touched."""
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    if not file.is_file():
        raise DashboardError("no_backup", path=str(file))
    try:
        with (
            named_sqlite_failures(),
            closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            known = {row[0] for row in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except StoreError as error:
        if error.code != "store_damaged":
            raise
        known = set()
    if "alembic_version" not in known:
        raise DashboardError("no_backup", path=str(file))


def _known_erasures(url: str, folder: Path) -> list[Erasure]:
    """Everybody known to have been removed, from the list in the folder and, if it can be read, the store."""
    known = erasure_list.read(folder)
    # A store that cannot be read is a reason to recover one.
    with suppress(StoreError, ValueError), opened(url) as engine, reading(engine) as connection:
        if inspect(connection).has_table("erasures"):
            known = erasure_list.merge(known, erasures(connection))
    return known


def _prepare(prepared: Engine, known: list[Erasure], file: Path, author: str) -> Recovered:
    migrate(prepared)
    with reading(prepared) as connection:
        faults = verify(connection)
        if faults:
            raise DamagedBackupError(faults)
        known = erasure_list.merge(known, erasures(connection))
    with writing(prepared) as connection:
        came_back = erase_again(connection, known, author=author)
        audit.record(connection, author, "recover", sha256_of(file.read_bytes()))
    scrub(prepared)
    return Recovered(len(known), came_back)


def _replace_file(copy: Path, path: Path) -> None:
    """SQLite's own copying writes all pages in one transaction, so that whoever has the file open sees the
    old store or the new one. A file too damaged for that is exchanged as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _is_sound(path):
        _exchange(copy, path)
        return
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with (
        closing(sqlite3.connect(copy)) as source,
        closing(sqlite3.connect(path, timeout=WAITS)) as target,
        named_sqlite_failures(),
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _exchange(copy: Path, path: Path) -> None:
    """The damaged file stays aside until the new one is in its place, which is one step of the file system.
    Its companions go first: they belong to it and to no other."""
    aside, ready = path.with_name(path.name + _ASIDE), path.with_name(path.name + _READY)
    shutil.copyfile(path, aside)
    shutil.copyfile(copy, ready)
    ready.chmod(0o600)
    for suffix in _COMPANIONS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    ready.replace(path)
    aside.unlink()


def _is_sound(path: Path) -> bool:
    """Whether SQLite can still write into the file."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path, timeout=WAITS)) as link:
            return bool(link.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _replace_tables(prepared: Engine, url: str) -> None:
    """PostgreSQL drops, makes and fills tables in one transaction: until it ends, everybody sees the old."""
    with reading(prepared) as source, opened(url) as engine, writing(engine) as target:
        metadata.drop_all(target)
        target.execute(text("DROP TABLE IF EXISTS alembic_version"))
        migrate_within(target)
        copy_rows(source, target)
