"""Files under the hash of their bytes: written once, shared by whatever agrees, checked when read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, exists, insert, select

from data.store.failures import StoreError
from data.store.tables import BLOBS, SNAPSHOT_PARTS, VERSION_TABLES


def sha256_of(content: bytes) -> str:
    """The name of a file with these bytes."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Write the files (hash → bytes) that are not there yet."""
    there = set(connection.scalars(select(BLOBS.c.sha256).where(BLOBS.c.sha256.in_(contents))))
    missing = [
        {"sha256": name, "content": content} for name, content in contents.items() if name not in there
    ]
    if missing:
        connection.execute(insert(BLOBS), missing)


def read(connection: Connection, names: Collection[str]) -> dict[str, bytes]:
    """The bytes of each file. StoreError naming the first that is missing or altered: 'part_damaged' where it
    is a part of a snapshot, otherwise 'blob_damaged'."""
    rows = connection.execute(select(BLOBS.c.sha256, BLOBS.c.content).where(BLOBS.c.sha256.in_(names)))
    found = {row.sha256: bytes(row.content) for row in rows}
    for name in names:
        if name not in found or sha256_of(found[name]) != name:
            raise _damaged(connection, name)
    return found


def drop_unused(connection: Connection) -> None:
    """Delete the files that no version and no snapshot refers to any more."""
    in_version = exists().where(VERSION_TABLES.c.sha256 == BLOBS.c.sha256)
    in_snapshot = exists().where(SNAPSHOT_PARTS.c.sha256 == BLOBS.c.sha256)
    connection.execute(delete(BLOBS).where(~in_version, ~in_snapshot))


def _damaged(connection: Connection, name: str) -> StoreError:
    """The failure that says what a file belongs to."""
    use = connection.execute(
        select(SNAPSHOT_PARTS.c.snapshot_id, SNAPSHOT_PARTS.c.name)
        .where(SNAPSHOT_PARTS.c.sha256 == name)
        .order_by(SNAPSHOT_PARTS.c.snapshot_id, SNAPSHOT_PARTS.c.name)
    ).first()
    if use is not None:
        return StoreError("part_damaged", bundle=use.snapshot_id, part=use.name, sha256=name)
    uses = connection.execute(
        select(VERSION_TABLES.c.table_name, VERSION_TABLES.c.version_id)
        .where(VERSION_TABLES.c.sha256 == name)
        .order_by(VERSION_TABLES.c.version_id)
    ).all()
    tables = ", ".join(dict.fromkeys(each.table_name for each in uses))
    versions = ", ".join(dict.fromkeys(each.version_id for each in uses))
    return StoreError("blob_damaged", sha256=name, table=tables, versions=versions)
