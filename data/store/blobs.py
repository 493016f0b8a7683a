"""Files under the hash of their bytes: written once, shared by the versions that agree, checked when read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, insert, select

from data.store.failures import StoreError
from data.store.tables import BLOBS, VERSION_TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection


def sha256_of(content: bytes) -> str:
    """The name of a file with these bytes."""
    return hashlib.sha256(content).hexdigest()


def keep(unit: Connection, contents: Mapping[str, bytes]) -> None:
    """Write the files (hash → bytes) that are not there yet."""
    there = set(unit.scalars(select(BLOBS.c.sha256).where(BLOBS.c.sha256.in_(contents))))
    missing = [
        {"sha256": name, "content": content} for name, content in contents.items() if name not in there
    ]
    if missing:
        unit.execute(insert(BLOBS), missing)


def read(unit: Connection, names: Collection[str]) -> dict[str, bytes]:
    """The bytes of each file. StoreError 'blob_damaged' naming the first that is missing or altered."""
    rows = unit.execute(select(BLOBS.c.sha256, BLOBS.c.content).where(BLOBS.c.sha256.in_(names)))
    found = {row.sha256: bytes(row.content) for row in rows}
    for name in names:
        if name not in found or sha256_of(found[name]) != name:
            raise StoreError("blob_damaged", sha256=name, **_where_used(unit, name))
    return found


def drop_unused(unit: Connection) -> None:
    """Delete the files that no version refers to any more."""
    used = exists().where(VERSION_TABLES.c.sha256 == BLOBS.c.sha256)
    unit.execute(delete(BLOBS).where(~used))


def _where_used(unit: Connection, name: str) -> dict[str, str]:
    """Table and versions that a file belongs to, for the sentence about it."""
    uses = unit.execute(
        select(VERSION_TABLES.c.table_name, VERSION_TABLES.c.version_id)
        .where(VERSION_TABLES.c.sha256 == name)
        .order_by(VERSION_TABLES.c.version_id)
    ).all()
    return {
        "table": ", ".join(dict.fromkeys(use.table_name for use in uses)),
        "versions": ", ".join(dict.fromkeys(use.version_id for use in uses)),
    }
