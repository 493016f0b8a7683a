"""Versions: immutable states of all tables, one after the other. Reading them; `commit.py` writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, func, select

from data.completeness import from_values
from data.dataset import Dataset, empty_table
from data.errors import UnknownChoiceError
from data.schema import TABLES
from data.store import blobs
from data.store.columns import canonical_json, format_time
from data.store.frames import from_parquet
from data.store.tables import AUTHORS, ERASURES, VERSION_TABLES, VERSIONS


@dataclass(frozen=True)
class TableContent:
    """What a version says of one of its tables: the hash of the rows, and how many there are."""

    sha256: str
    rows: int


@dataclass(frozen=True)
class Version:
    """One entry of the history.

    number: 1, 2, … in the order of commits. parent: the version before, None for the first. restored_from:
    the version it equals, where it was made by a restore. source_name, source_sha256: the file it came from.
    receipts_complete: as data.completeness.from_values reads it. headline: both shares as they were computed
    when it was committed.
    """

    version_id: str
    number: int
    parent: str | None
    restored_from: str | None
    author_id: str
    author: str
    note: str
    committed_at: datetime
    title: str
    source_name: str | None
    source_sha256: str | None
    as_of: date
    first_roll_on: date
    receipts_complete: object
    headline: Mapping[str, Any]
    tables: Mapping[str, TableContent]
    salt: str

    @property
    def counts(self) -> dict[str, int]:
        """Table → rows."""
        return {name: content.rows for name, content in self.tables.items()}

    @property
    def digest(self) -> str:
        """A hash over everything that the version says. Its id is the beginning of the first one it had."""
        content = {
            "number": self.number,
            "parent": self.parent,
            "restored_from": self.restored_from,
            "author_id": self.author_id,
            "note": self.note,
            "committed_at": format_time(self.committed_at),
            "title": self.title,
            "source_name": self.source_name,
            "source_sha256": self.source_sha256,
            "as_of": self.as_of.isoformat(),
            "first_roll_on": self.first_roll_on.isoformat(),
            "receipts_complete": self.receipts_complete,
            "headline": self.headline,
            "tables": {name: [content.sha256, content.rows] for name, content in self.tables.items()},
            "salt": self.salt,
        }
        return hashlib.sha256(canonical_json(content)).hexdigest()


@dataclass(frozen=True)
class Head:
    """What a process must know to see that its memory is out of date: the newest version, and how many
    people have been removed (which alters versions that it may have in memory)."""

    version_id: str | None
    erasures: int


def head(connection: Connection) -> Head:
    """The newest version, at the price of one small query."""
    newest = select(VERSIONS.c.version_id).order_by(VERSIONS.c.number.desc()).limit(1).scalar_subquery()
    erased = select(func.count()).select_from(ERASURES).scalar_subquery()
    row = connection.execute(select(newest, erased)).one()
    return Head(row[0], row[1])


def current(connection: Connection) -> Version | None:
    """The newest version; None in an empty store."""
    found = _versions(connection, _SELECT.order_by(VERSIONS.c.number.desc()).limit(1))
    return found[0] if found else None


def history(connection: Connection) -> list[Version]:
    """All versions, newest first."""
    return _versions(connection, _SELECT.order_by(VERSIONS.c.number.desc()))


def standing(history: Sequence[Version]) -> list[Version]:
    """Of a history, newest first, the versions that stand, newest first.

    A restore takes back what came after the version that it equals: that version stands in its place, and the
    ones between do not.
    """
    by_id = {each.version_id: each for each in history}
    found, here = [], history[0] if history else None
    while here is not None:
        if here.restored_from in by_id:
            here = by_id[here.restored_from]
            continue
        found.append(here)
        here = by_id.get(here.parent or "")
    return found


def version(connection: Connection, version_id: str) -> Version:
    """One version. UnknownChoiceError naming the newest ones where there is none with this id."""
    found = _versions(connection, _SELECT.where(VERSIONS.c.version_id == version_id))
    if not found:
        newest = connection.scalars(select(VERSIONS.c.version_id).order_by(VERSIONS.c.number.desc()).limit(5))
        raise UnknownChoiceError("version", version_id, list(newest))
    return found[0]


def of_file(connection: Connection, sha256: str) -> list[Version]:
    """The versions that came from a file with this hash, newest first: has it been uploaded before?"""
    return _versions(
        connection, _SELECT.where(VERSIONS.c.source_sha256 == sha256).order_by(VERSIONS.c.number.desc())
    )


def load(connection: Connection, version_id: str) -> Dataset:
    """All tables of a version. StoreError 'blob_damaged' rather than figures from altered rows."""
    wanted = version(connection, version_id)
    contents = blobs.read(connection, {content.sha256 for content in wanted.tables.values()})
    tables = {
        name: from_parquet(name, contents[wanted.tables[name].sha256])
        if name in wanted.tables
        else empty_table(name)
        for name in TABLES
    }
    return Dataset(
        tables=MappingProxyType(tables),
        as_of=wanted.as_of,
        first_roll_on=wanted.first_roll_on,
        receipts_complete=from_values(wanted.receipts_complete, wanted.as_of) or {},
        version=wanted.version_id,
        title=wanted.title,
    )


_SELECT: Select[Any] = select(VERSIONS, AUTHORS.c.name.label("author")).join(AUTHORS)


def _versions(connection: Connection, query: Select[Any]) -> list[Version]:
    rows = connection.execute(query).mappings().all()
    tables: dict[str, dict[str, TableContent]] = {row["version_id"]: {} for row in rows}
    parts = select(VERSION_TABLES).order_by(VERSION_TABLES.c.table_name)
    if len(rows) == 1:
        parts = parts.where(VERSION_TABLES.c.version_id == rows[0]["version_id"])
    for part in connection.execute(parts) if rows else []:
        tables.setdefault(part.version_id, {})[part.table_name] = TableContent(part.sha256, part.rows)
    return [Version(**{**row, "tables": MappingProxyType(tables[row["version_id"]])}) for row in rows]
