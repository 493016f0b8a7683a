"""Removing a person everywhere, by the exact id of the contact, so that nothing here can tell who it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, delete, insert, select, update

from data.errors import DashboardError
from data.store import audit, contact_changes, snapshots
from data.store.columns import now
from data.store.mentions import terms_of
from data.store.person_terms import Term
from data.store.redaction import (
    MARK,
    RedactedBlob,
    RedactedCell,
    RedactedText,
    redact_people,
    redact_places,
)
from data.store.snapshot_texts import named_in, words_of
from data.store.tables import CONTACT_CHANGES, CONTACTS, DECISIONS, ERASURES, LINKS, SAVED, SNAPSHOTS

_NAMING: Final = ("person", "address")
"""The fields of a contact that say who it is, wherever they are read."""


@dataclass(frozen=True)
class Erasure:
    """That somebody was removed. contact_sha256: of the id alone. removed: the places, not the words."""

    contact_sha256: str
    at: datetime
    removed: Mapping[str, Any]


@dataclass(frozen=True)
class Erased:
    """What was found and removed: rows of contacts and of their undo, answers to the reader, saved groups and
    scenarios, cells by table and column, texts of versions, snapshots with their links, labels of links.
    not_searched: spellings too short to be told from other words."""

    erasure: Erasure
    contacts: int
    changes: int
    decisions: int
    saved: int
    cells: Mapping[tuple[str, str], int]
    texts: int
    versions: tuple[str, ...]
    snapshots: int
    links: int
    labels: int
    not_searched: int


def erase(connection: Connection, contact_id: str, *, author: str) -> Erased:
    """Remove a person from contacts, their undo, answers, saved names and the text of every version, and
    discard the snapshots that name the person.

    DashboardError 'unknown_contact' where no contact has, or recently had, exactly this id. Afterwards the
    database still holds old bytes: `scrub` frees it of them.
    """
    spellings = _spellings(connection, contact_id)
    if not spellings and not _known(connection, contact_id):
        raise DashboardError("unknown_contact")
    terms = terms_of(spellings)
    contacts = connection.execute(delete(CONTACTS).where(CONTACTS.c.contact_id == contact_id)).rowcount
    changes = connection.execute(
        delete(CONTACT_CHANGES).where(CONTACT_CHANGES.c.contact_id == contact_id)
    ).rowcount
    decisions = _forget_answers(connection, terms)
    saved = _forget_saved(connection, terms)
    redaction = redact_people(connection, terms, author)
    naming = [
        each.snapshot_id
        for each in snapshots.list_snapshots(connection)
        if named_in(_words(each), {"": terms})
    ]
    links = sum(snapshots.discard(connection, snapshot_id, author=author) for snapshot_id in naming)
    labelled = _labelled(connection, terms)
    _forget_labels(connection, labelled)
    places = redaction.places | {"bundles": naming, "labels": labelled}
    made = Erasure(audit.subject_of_contact(contact_id), now(), places)
    _record(connection, made, author)
    return Erased(
        erasure=made,
        contacts=contacts,
        changes=changes,
        decisions=decisions,
        saved=saved,
        cells=Counter((blob.table, cell.column) for blob in redaction.blobs for cell in blob.cells),
        texts=len(redaction.texts),
        versions=tuple(redaction.versions),
        snapshots=len(naming),
        links=links,
        labels=len(labelled),
        not_searched=len(spellings) - len(terms),
    )


def erase_again(connection: Connection, known: Sequence[Erasure], *, author: str) -> int:
    """Remove everybody on a list of erasures from a store that came back from a backup, in their order.

    People are found by the hash of their id; where the backup is from before they were a contact, by the
    places that their name was taken out of. Returns how many contacts had come back.
    """
    came_back = 0
    recorded = {(done.contact_sha256, done.at) for done in erasures(connection)}
    for done in known:
        for contact_id in _ids(connection):
            if audit.subject_of_contact(contact_id) == done.contact_sha256:
                erase(connection, contact_id, author=author)
                came_back += 1
        places = [_blob(blob) for blob in done.removed["blobs"]]
        redact_places(connection, places, [RedactedText(**text) for text in done.removed["texts"]], author)
        _discard_snapshots(connection, done, author)
        if (done.contact_sha256, done.at) not in recorded:
            _record(connection, done, author)
    return came_back


def erasures(connection: Connection) -> list[Erasure]:
    """Everybody who was removed, oldest first."""
    columns = (ERASURES.c.contact_sha256, ERASURES.c.at, ERASURES.c.removed)
    rows = connection.execute(select(*columns).order_by(ERASURES.c.at, ERASURES.c.seq))
    return [Erasure(**row) for row in rows.mappings()]


def _record(connection: Connection, made: Erasure, author: str) -> None:
    connection.execute(
        insert(ERASURES).values(contact_sha256=made.contact_sha256, at=made.at, removed=made.removed)
    )
    audit.record(connection, author, "erase", made.contact_sha256)


def _known(connection: Connection, contact_id: str) -> bool:
    return contact_id in _ids(connection)


def _ids(connection: Connection) -> set[str]:
    """The ids of all contacts, also of those that only an undo could bring back."""
    return set(connection.scalars(select(CONTACTS.c.contact_id).union(select(CONTACT_CHANGES.c.contact_id))))


def _spellings(connection: Connection, contact_id: str) -> list[str]:
    """Every name and address that the contact has, or had within the time of undo."""
    found = connection.execute(select(CONTACTS).where(CONTACTS.c.contact_id == contact_id))
    rows: list[dict[str, Any]] = [dict(row) for row in found.mappings()]
    for change in contact_changes.of_contact(connection, contact_id):
        rows += [said for said in (change.before, change.after) if said is not None]
    return list(dict.fromkeys(row[name] for row in rows for name in _NAMING if row.get(name)))


def _forget_answers(connection: Connection, terms: Collection[Term]) -> int:
    """Answers to the reader that name the person are forgotten; it will ask again."""
    forgotten = 0
    for row in connection.execute(select(DECISIONS.c.kind, DECISIONS.c.key, DECISIONS.c.value)).all():
        said = f"{row.key}\n{orjson.dumps(row.value).decode()}"
        if any(term.spans(said) for term in terms):
            found = (DECISIONS.c.kind == row.kind) & (DECISIONS.c.key == row.key)
            forgotten += connection.execute(delete(DECISIONS).where(found)).rowcount
    return forgotten


def _forget_saved(connection: Connection, terms: Collection[Term]) -> int:
    """Groups and scenarios that have the person in their name go, with all that they stood for before."""
    rows = connection.execute(select(SAVED.c.name, SAVED.c.code)).all()
    naming = {row.name for row in rows if any(term.spans(f"{row.name}\n{row.code}") for term in terms)}
    for name in naming:
        connection.execute(delete(SAVED).where(SAVED.c.name == name))
    return len(naming)


def _words(stored: snapshots.StoredSnapshot) -> str:
    return words_of(stored.manifest, stored.parts)


def _labelled(connection: Connection, terms: Collection[Term]) -> list[str]:
    """Links that have the person in their label."""
    rows = connection.execute(select(LINKS.c.link_id, LINKS.c.label).order_by(LINKS.c.link_id))
    return [row.link_id for row in rows if any(term.spans(row.label) for term in terms)]


def _forget_labels(connection: Connection, links: Collection[str]) -> None:
    connection.execute(update(LINKS).where(LINKS.c.link_id.in_(links)).values(label=MARK))


def _discard_snapshots(connection: Connection, done: Erasure, author: str) -> None:
    """Discard again the snapshots that an erasure found; early lists name none."""
    there = set(connection.scalars(select(SNAPSHOTS.c.snapshot_id)))
    for snapshot_id in done.removed.get("bundles", []):
        if snapshot_id in there:
            snapshots.discard(connection, snapshot_id, author=author)
    _forget_labels(connection, done.removed.get("labels", []))


def _blob(said: Mapping[str, Any]) -> RedactedBlob:
    cells = [RedactedCell(**cell) for cell in said["cells"]]
    return RedactedBlob(said["table"], said["was"], said["now"], cells)
