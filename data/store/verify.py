"""Does the store still hold what was put into it? Every version, snapshot, file and row of the audit log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from data.store import audit, blobs, snapshots, versions
from data.store.authors import derived_id
from data.store.failures import StoreError
from data.store.tables import AUTHORS, BLOBS, SNAPSHOT_PARTS, VERSION_TABLES

_MAKES: Final = ("commit", "restore")
"""Actions of the log that a version comes from."""


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written. `code` names its sentence, `facts` are what that needs."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def verify(connection: Connection) -> list[Fault]:
    """All faults; none where everything is as it was written."""
    return [
        *_file(connection),
        *_blobs(connection),
        *_authors(connection),
        *_audit(connection),
        *_versions(connection),
        *_snapshots(connection),
    ]


def verify_snapshot(connection: Connection, snapshot_id: str) -> list[Fault]:
    """The faults of one snapshot. DashboardError 'unknown_bundle'."""
    hashes = snapshots.find(connection, snapshot_id).parts.hashes
    faults = [fault for fault in _snapshots(connection) if fault.facts["bundle"] == snapshot_id]
    return [*faults, *_damaged(connection, set(hashes.values()))]


def _file(connection: Connection) -> Iterator[Fault]:
    """What SQLite itself finds wrong with its file. PostgreSQL checks its pages when it reads them."""
    if connection.dialect.name == "sqlite":
        result = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if result != "ok":
            yield Fault("file_damaged", {"detail": result})


def _blobs(connection: Connection) -> Iterator[Fault]:
    columns = (BLOBS.c.sha256, VERSION_TABLES.c.sha256, SNAPSHOT_PARTS.c.sha256)
    yield from _damaged(
        connection, {name for column in columns for name in connection.scalars(select(column))}
    )


def _damaged(connection: Connection, names: set[str]) -> Iterator[Fault]:
    """One after the other, so that memory holds one file at a time."""
    for name in sorted(names):
        try:
            blobs.read(connection, [name])
        except StoreError as error:
            yield Fault(error.code, error.facts)


def _authors(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(select(AUTHORS)):
        if derived_id(row.name, row.salt) != row.author_id:
            yield Fault("author_altered", {"author_id": row.author_id})


def _audit(connection: Connection) -> Iterator[Fault]:
    """The first row that does not follow from the one before it, or does not say what it was sealed with."""
    seq, previous = 0, audit.BEGINNING
    for entry in audit.entries(connection):
        if entry.seq != seq + 1:
            yield Fault("audit_row_missing", {"seq": seq + 1})
            return
        if entry.previous != previous or entry.seal != entry.hash:
            yield Fault("audit_row_altered", {"seq": entry.seq, "at": entry.at, "action": entry.action})
            return
        seq, previous = entry.seq, entry.hash


def _versions(connection: Connection) -> Iterator[Fault]:
    """Each version says what the log last recorded of it, and follows the version before."""
    made, digests = _recorded(connection)
    parent = None
    for number, found in enumerate(reversed(versions.history(connection)), start=1):
        facts = {"version": found.version_id}
        if found.version_id not in made:
            yield Fault("version_not_in_audit", facts)
        elif found.digest != digests.get(found.version_id):
            yield Fault("version_altered", facts)
        elif (found.number, found.parent) != (number, parent):
            yield Fault("version_out_of_order", facts)
        made.discard(found.version_id)
        parent = found.version_id
    for version_id in sorted(made):
        yield Fault("version_missing", {"version": version_id})


def _recorded(connection: Connection) -> tuple[set[str], dict[str, str]]:
    """The versions that the log tells of, and version → its digest, the latest where a name was taken out."""
    made, digests = set(), {}
    for entry in audit.entries(connection):
        if entry.action in _MAKES:
            made.add(entry.subject)
        if "digest" in entry.detail:
            digests[entry.subject] = str(entry.detail["digest"])
    return made, digests


def _snapshots(connection: Connection) -> Iterator[Fault]:
    """Each snapshot says what the log recorded of it, and has the parts that it says."""
    recorded = _recorded_snapshots(connection)
    for stored in snapshots.list_snapshots(connection):
        facts = {"bundle": stored.snapshot_id}
        known = recorded.pop(stored.snapshot_id, None)
        if known is None:
            yield Fault("bundle_not_in_audit", facts)
        elif known != snapshots.digest(stored.manifest) or dict(stored.parts.hashes) != _parts(
            connection, stored
        ):
            yield Fault("bundle_altered", facts)
    for snapshot_id in sorted(recorded):
        yield Fault("bundle_missing", {"bundle": snapshot_id})


def _recorded_snapshots(connection: Connection) -> dict[str, str]:
    """Snapshot → digest, of those in the log that were not discarded."""
    digests = {}
    for entry in audit.entries(connection):
        if entry.action == "keep_bundle":
            digests[entry.subject] = str(entry.detail["digest"])
        elif entry.action == "discard_bundle":
            digests.pop(entry.subject, None)
    return digests


def _parts(connection: Connection, stored: snapshots.StoredSnapshot) -> dict[str, str]:
    """The parts that the store has for a snapshot, with their hashes."""
    mine = SNAPSHOT_PARTS.c.snapshot_id == stored.snapshot_id
    rows = connection.execute(select(SNAPSHOT_PARTS.c.name, SNAPSHOT_PARTS.c.sha256).where(mine))
    return {row.name: row.sha256 for row in rows}
