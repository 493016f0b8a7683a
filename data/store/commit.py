"""Writing versions: a commit, and a restore, which is a commit of what an older version said."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert

from data.completeness import as_values
from data.dataset import Dataset
from data.errors import DashboardError
from data.store import audit, blobs
from data.store.authors import author_id
from data.store.columns import canonical_json, now, storable
from data.store.frames import to_parquet
from data.store.mentions import known_people, mentions
from data.store.tables import VERSION_TABLES, VERSIONS
from data.store.versions import TableContent, Version, current, version


@dataclass(frozen=True)
class Source:
    """The file that data came from. It is not kept; its name and hash are."""

    name: str
    sha256: str


class ChangedMeanwhileError(DashboardError):
    """Somebody else was quicker. `newer` is the version that is current now; nothing was written."""

    def __init__(self, newer: Version) -> None:
        super().__init__("changed_meanwhile", author=newer.author, note=newer.note, version=newer.version_id)
        self.newer = newer


def commit(  # noqa: PLR0913  what makes a version, each by its name
    connection: Connection,
    dataset: Dataset,
    *,
    author: str,
    note: str,
    parent: str | None,
    headline: Mapping[str, Any],
    source: Source | None = None,
    shown: str | None = None,
) -> Version:
    """Make a new version of `dataset`.

    parent: the version that the author had before them, None for the first one. headline: both shares, as
    the caller computed them. shown: `fingerprint` of what the author was shown, where they were shown it.

    Raises ChangedMeanwhileError where `parent` is no longer current, DashboardError 'candidate_altered' where
    the data are not those that were shown, DashboardError 'author_missing' without an author.
    """
    contents = _contents(dataset)
    hashes = _hashes(contents)
    if shown is not None and _fingerprint(dataset, hashes) != shown:
        raise DashboardError("candidate_altered")
    draft = Version(
        version_id="",
        restored_from=None,
        title=storable(dataset.title),
        source_name=storable(source.name) if source else None,
        source_sha256=source.sha256 if source else None,
        as_of=dataset.as_of,
        first_roll_on=dataset.first_roll_on,
        receipts_complete=as_values(dataset.receipts_complete),
        headline=dict(headline),
        tables={name: TableContent(sha256, len(dataset.tables[name])) for name, sha256 in hashes.items()},
        **_turn(connection, author, note, parent),
    )
    blobs.keep(connection, {hashes[name]: content for name, content in contents.items()})
    changed = {name: dataset.tables[name] for name in _changed(connection, draft)}
    named = Counter(found.table for found in mentions(changed, known_people(connection)))
    return _write(connection, draft, "commit", contacts_named=dict(named))


def restore(
    connection: Connection, version_id: str, *, author: str, note: str, parent: str | None
) -> Version:
    """Make a new version that equals an old one. Raises as `commit`, and UnknownChoiceError."""
    old = version(connection, version_id)
    draft = replace(old, restored_from=old.version_id, **_turn(connection, author, note, parent))
    return _write(connection, draft, "restore", equals=old.version_id)


def fingerprint(dataset: Dataset) -> str:
    """A hash of everything that a commit would keep: equal for what was shown and what is committed."""
    return _fingerprint(dataset, _hashes(_contents(dataset)))


def _contents(dataset: Dataset) -> dict[str, bytes]:
    return {name: to_parquet(name, frame) for name, frame in dataset.tables.items()}


def _hashes(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: blobs.sha256_of(content) for name, content in contents.items()}


def _fingerprint(dataset: Dataset, hashes: Mapping[str, str]) -> str:
    covered = {
        "title": dataset.title,
        "as_of": dataset.as_of.isoformat(),
        "first_roll_on": dataset.first_roll_on.isoformat(),
        "receipts_complete": as_values(dataset.receipts_complete),
        "tables": hashes,
    }
    return hashlib.sha256(canonical_json(covered)).hexdigest()


def _changed(connection: Connection, draft: Version) -> list[str]:
    """The tables that the version before does not have like this: the others were searched when they came."""
    before = version(connection, draft.parent).tables if draft.parent else {}
    return [name for name, content in draft.tables.items() if before.get(name) != content]


def _turn(connection: Connection, author: str, note: str, parent: str | None) -> dict[str, Any]:
    """What is new in every new version, also where it says what an old one said. Raises as `commit`."""
    author = storable(author).strip()
    if not author:
        raise DashboardError("author_missing")
    newest = current(connection)
    if newest is not None and newest.version_id != parent:
        raise ChangedMeanwhileError(newest)
    return {
        "number": newest.number + 1 if newest else 1,
        "parent": newest.version_id if newest else None,
        "author_id": author_id(connection, author),
        "author": author,
        "note": storable(note).strip(),
        "committed_at": now(),
        "salt": secrets.token_hex(16),
    }


def _write(connection: Connection, draft: Version, action: str, **detail: object) -> Version:
    made = replace(draft, version_id=draft.digest[:12])
    row = {column.name: getattr(made, column.name) for column in VERSIONS.columns}
    connection.execute(insert(VERSIONS).values(**row))
    connection.execute(
        insert(VERSION_TABLES),
        [
            {"version_id": made.version_id, "table_name": name, "sha256": table.sha256, "rows": table.rows}
            for name, table in made.tables.items()
        ],
    )
    audit.record(connection, made.author, action, made.version_id, digest=made.digest, **detail)
    return made
