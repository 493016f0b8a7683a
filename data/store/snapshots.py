"""Frozen reports as they were made: kept whole, read back by hash, thrown away whole. Nothing changes one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select

from data.errors import DashboardError
from data.store import audit, blobs
from data.store.authors import author_id
from data.store.columns import canonical_json, now
from data.store.mentions import known_people
from data.store.snapshot_texts import named_in, words_of
from data.store.tables import AUTHORS, BUNDLE_PARTS, BUNDLES, LINKS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

PAGE: Final = "report.html"
VALUES: Final = "report.json"
"""The part with every figure and row as a value. Its hash is the one that all formats print."""


class Parts(Mapping[str, bytes]):
    """The parts of a kept bundle, each read when it is asked for, as long as `connection` is open.

    Reading raises StoreError 'part_damaged' where the bytes are not those that were kept.
    """

    def __init__(self, connection: Connection, hashes: Mapping[str, str]) -> None:
        self._connection = connection
        self.hashes = hashes

    def __getitem__(self, name: str) -> bytes:
        return read_part(self._connection, self.hashes[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.hashes)

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True)
class Stored:
    """A bundle in the store. manifest: what it says of itself, parts: name → bytes."""

    bundle_id: str
    manifest: Mapping[str, Any]
    author: str
    made_at: datetime
    parts: Parts


def keep(
    connection: Connection, manifest: Mapping[str, Any], parts: Mapping[str, bytes], *, author: str
) -> str:
    """Keep a bundle whole and return its id, `manifest["id"]`.

    DashboardError 'bundle_exists' for an id there is; 'bundle_incomplete' where a part is missing or is not
    what the manifest says of it; 'bundle_names_contact' where a contact is named in it.
    """
    _check(manifest, parts)
    named = named_in(words_of(manifest, parts), known_people(connection))
    if named:
        raise DashboardError("bundle_names_contact", count=len(named))
    bundle_id = str(manifest["id"])
    if connection.scalar(select(BUNDLES.c.bundle_id).where(BUNDLES.c.bundle_id == bundle_id)) is not None:
        raise DashboardError("bundle_exists", bundle=bundle_id)
    hashes = {name: blobs.sha256_of(content) for name, content in parts.items()}
    blobs.keep(connection, {hashes[name]: content for name, content in parts.items()})
    connection.execute(
        insert(BUNDLES).values(
            bundle_id=bundle_id,
            manifest=dict(manifest),
            made_at=now(),
            author_id=author_id(connection, author),
        )
    )
    rows = [{"bundle_id": bundle_id, "name": name, "sha256": sha256} for name, sha256 in hashes.items()]
    connection.execute(insert(BUNDLE_PARTS), rows)
    audit.record(connection, author, "keep_bundle", bundle_id, digest=digest(manifest))
    return bundle_id


def bundle(connection: Connection, bundle_id: str) -> Stored:
    """One bundle. DashboardError 'unknown_bundle'."""
    found = _found(connection, bundle_id)
    if not found:
        raise DashboardError("unknown_bundle", bundle=bundle_id)
    return found[0]


def part(connection: Connection, bundle_id: str, name: str) -> bytes:
    """The bytes of a part. DashboardError 'unknown_bundle', 'unknown_part'; StoreError 'part_damaged'."""
    parts = bundle(connection, bundle_id).parts
    if name not in parts:
        raise DashboardError("unknown_part", bundle=bundle_id, part=name)
    return parts[name]


def read_part(connection: Connection, sha256: str) -> bytes:
    """The bytes of a part by their hash, as the manifest has it. StoreError 'part_damaged'."""
    return blobs.read(connection, [sha256])[sha256]


def listed(connection: Connection) -> list[Stored]:
    """All bundles, newest first."""
    return _found(connection)


def discard(connection: Connection, bundle_id: str, *, author: str) -> int:
    """Throw a bundle away for good. Returns how many links went with it. DashboardError 'unknown_bundle'."""
    bundle(connection, bundle_id)
    links = connection.execute(delete(LINKS).where(LINKS.c.bundle_id == bundle_id)).rowcount
    connection.execute(delete(BUNDLE_PARTS).where(BUNDLE_PARTS.c.bundle_id == bundle_id))
    connection.execute(delete(BUNDLES).where(BUNDLES.c.bundle_id == bundle_id))
    blobs.drop_unused(connection)
    audit.record(connection, author, "discard_bundle", bundle_id, links=links)
    return links


def digest(manifest: Mapping[str, Any]) -> str:
    """The hash of a manifest, which holds the hash of every part."""
    return hashlib.sha256(canonical_json(dict(manifest))).hexdigest()


def _check(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
    said = manifest["parts"]
    for name in sorted({PAGE, VALUES} | set(said) | set(parts)):
        content = parts.get(name)
        about = said.get(name, {})
        if content is None or (about.get("sha256"), about.get("size")) != (
            blobs.sha256_of(content),
            len(content),
        ):
            raise DashboardError("bundle_incomplete", part=name)
    if manifest["sha256"] != said[VALUES]["sha256"]:
        raise DashboardError("bundle_incomplete", part=VALUES)


def _found(connection: Connection, bundle_id: str | None = None) -> list[Stored]:
    query = select(BUNDLES.c.bundle_id, BUNDLES.c.manifest, BUNDLES.c.made_at, AUTHORS.c.name).join(
        AUTHORS, AUTHORS.c.author_id == BUNDLES.c.author_id
    )
    if bundle_id is not None:
        query = query.where(BUNDLES.c.bundle_id == bundle_id)
    rows = connection.execute(query.order_by(BUNDLES.c.made_at.desc(), BUNDLES.c.bundle_id)).all()
    return [
        Stored(row.bundle_id, row.manifest, row.name, row.made_at, Parts(connection, _hashes(row.manifest)))
        for row in rows
    ]


def _hashes(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(about["sha256"]) for name, about in manifest["parts"].items()}
