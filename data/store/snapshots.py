"""Snapshots of reports: saved whole, read back by hash, discarded whole. Nothing changes one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from data.errors import DashboardError
from data.store import audit, blobs
from data.store.authors import author_id
from data.store.columns import canonical_json, now
from data.store.mentions import known_people
from data.store.snapshot_texts import named_in, words_of
from data.store.tables import AUTHORS, LINKS, SNAPSHOT_PARTS, SNAPSHOTS

PAGE: Final = "report.html"
VALUES: Final = "report.json"
"""The part with every figure and row as a value. Its hash is the one that all formats print."""


class Parts(Mapping[str, bytes]):
    """The parts of a saved snapshot, each read on access, as long as `connection` is open.

    Reading raises StoreError 'part_damaged' where the bytes are not those that were saved.
    """

    def __init__(self, connection: Connection, hashes: Mapping[str, str]) -> None:
        self._connection = connection
        self.hashes = hashes

    def __getitem__(self, name: str) -> bytes:
        return read_part_by_hash(self._connection, self.hashes[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.hashes)

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True)
class StoredSnapshot:
    """A snapshot in the store. manifest: what it says of itself, parts: name → bytes."""

    snapshot_id: str
    manifest: Mapping[str, Any]
    author: str
    made_at: datetime
    parts: Parts


def save(
    connection: Connection, manifest: Mapping[str, Any], parts: Mapping[str, bytes], *, author: str
) -> str:
    """Save a snapshot whole and return its id, `manifest["id"]`.

    DashboardError 'bundle_exists' for an id there is; 'bundle_incomplete' where a part is missing or is not
    what the manifest says of it; 'bundle_names_contact' where a contact is named in it.
    """
    _check(manifest, parts)
    named = named_in(words_of(manifest, parts), known_people(connection))
    if named:
        raise DashboardError("bundle_names_contact", count=len(named))
    snapshot_id = str(manifest["id"])
    if (
        connection.scalar(select(SNAPSHOTS.c.snapshot_id).where(SNAPSHOTS.c.snapshot_id == snapshot_id))
        is not None
    ):
        raise DashboardError("bundle_exists", bundle=snapshot_id)
    hashes = {name: blobs.sha256_of(content) for name, content in parts.items()}
    blobs.keep(connection, {hashes[name]: content for name, content in parts.items()})
    connection.execute(
        insert(SNAPSHOTS).values(
            snapshot_id=snapshot_id,
            manifest=dict(manifest),
            made_at=now(),
            author_id=author_id(connection, author),
        )
    )
    rows = [{"snapshot_id": snapshot_id, "name": name, "sha256": sha256} for name, sha256 in hashes.items()]
    connection.execute(insert(SNAPSHOT_PARTS), rows)
    audit.record(connection, author, "keep_bundle", snapshot_id, digest=digest(manifest))
    return snapshot_id


def find(connection: Connection, snapshot_id: str) -> StoredSnapshot:
    """One snapshot. DashboardError 'unknown_bundle'."""
    rows = _select(connection, snapshot_id)
    if not rows:
        raise DashboardError("unknown_bundle", bundle=snapshot_id)
    return rows[0]


def read_part(connection: Connection, snapshot_id: str, name: str) -> bytes:
    """The bytes of a part. DashboardError 'unknown_bundle', 'unknown_part'; StoreError 'part_damaged'."""
    parts = find(connection, snapshot_id).parts
    if name not in parts:
        raise DashboardError("unknown_part", bundle=snapshot_id, part=name)
    return parts[name]


def read_part_by_hash(connection: Connection, sha256: str) -> bytes:
    """The bytes of a part by their hash, as the manifest has it. StoreError 'part_damaged'."""
    return blobs.read(connection, [sha256])[sha256]


def list_snapshots(connection: Connection) -> list[StoredSnapshot]:
    """All snapshots, newest first."""
    return _select(connection)


def discard(connection: Connection, snapshot_id: str, *, author: str) -> int:
    """Delete a snapshot for good. Returns how many links went with it. DashboardError 'unknown_bundle'."""
    find(connection, snapshot_id)
    links = connection.execute(delete(LINKS).where(LINKS.c.snapshot_id == snapshot_id)).rowcount
    connection.execute(delete(SNAPSHOT_PARTS).where(SNAPSHOT_PARTS.c.snapshot_id == snapshot_id))
    connection.execute(delete(SNAPSHOTS).where(SNAPSHOTS.c.snapshot_id == snapshot_id))
    blobs.drop_unused(connection)
    audit.record(connection, author, "discard_bundle", snapshot_id, links=links)
    return links


def digest(manifest: Mapping[str, Any]) -> str:
    """The hash of a manifest, which holds the hash of every part."""
    return hashlib.sha256(canonical_json(dict(manifest))).hexdigest()


def _check(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
    described = manifest["parts"]
    for name in sorted({PAGE, VALUES} | set(described) | set(parts)):
        content = parts.get(name)
        about = described.get(name, {})
        if content is None or (about.get("sha256"), about.get("size")) != (
            blobs.sha256_of(content),
            len(content),
        ):
            raise DashboardError("bundle_incomplete", part=name)
    if manifest["sha256"] != described[VALUES]["sha256"]:
        raise DashboardError("bundle_incomplete", part=VALUES)


def _select(connection: Connection, snapshot_id: str | None = None) -> list[StoredSnapshot]:
    query = select(SNAPSHOTS.c.snapshot_id, SNAPSHOTS.c.manifest, SNAPSHOTS.c.made_at, AUTHORS.c.name).join(
        AUTHORS, AUTHORS.c.author_id == SNAPSHOTS.c.author_id
    )
    if snapshot_id is not None:
        query = query.where(SNAPSHOTS.c.snapshot_id == snapshot_id)
    rows = connection.execute(query.order_by(SNAPSHOTS.c.made_at.desc(), SNAPSHOTS.c.snapshot_id)).all()
    return [
        StoredSnapshot(
            row.snapshot_id, row.manifest, row.name, row.made_at, Parts(connection, _hashes(row.manifest))
        )
        for row in rows
    ]


def _hashes(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(about["sha256"]) for name, about in manifest["parts"].items()}
