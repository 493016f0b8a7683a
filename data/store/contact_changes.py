"""What was done to contacts, kept for a while so that it can be undone. It holds people, so it is short."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from data.errors import DashboardError
from data.store import audit
from data.store.authors import author_id
from data.store.columns import now
from data.store.tables import AUTHORS, CONTACT_CHANGES

KEPT_DAYS: Final = 30
"""Days for which a change of contacts can be undone; afterwards it is forgotten."""


@dataclass(frozen=True)
class Change:
    """One contact before and after; None is: not there."""

    batch: str
    contact_id: str
    at: datetime
    before: dict[str, str] | None = field(repr=False)
    after: dict[str, str] | None = field(repr=False)


@dataclass(frozen=True)
class BatchSummary:
    """What was done in one go, without saying to whom: when, by whom, how many, for which cities."""

    batch: str
    at: datetime
    author: str
    added: int
    changed: int
    removed: int
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """What is done in one go by one author."""

    connection: Connection
    author: str
    name: str

    def record(
        self, contact_id: str, before: Mapping[str, str] | None, after: Mapping[str, str] | None
    ) -> None:
        """Remember a change, and tell the log that there was one. No change is not remembered."""
        if before == after:
            return
        self.connection.execute(
            insert(CONTACT_CHANGES).values(
                batch=self.name,
                contact_id=contact_id,
                before=before,
                after=after,
                at=now(),
                author_id=author_id(self.connection, self.author),
            )
        )
        action = (
            "contact_added" if before is None else "contact_removed" if after is None else "contact_changed"
        )
        audit.record(self.connection, self.author, action, audit.subject_of_contact(contact_id))


def begin_batch(connection: Connection, author: str) -> Batch:
    """A batch, and the end of what is too old to be undone."""
    if not author.strip():
        raise DashboardError("author_missing")
    connection.execute(delete(CONTACT_CHANGES).where(CONTACT_CHANGES.c.at < _oldest()))
    return Batch(connection, author.strip(), secrets.token_hex(6))


def of_batch(connection: Connection, batch: str) -> list[Change]:
    """The changes of a batch in their order. DashboardError 'nothing_to_undo' where there are none."""
    found = _changes(connection, CONTACT_CHANGES.c.batch == batch)
    if not found:
        raise DashboardError("nothing_to_undo")
    return found


def of_contact(connection: Connection, contact_id: str) -> list[Change]:
    """What was done to one contact, oldest first."""
    return _changes(connection, CONTACT_CHANGES.c.contact_id == contact_id)


def recent_batches(connection: Connection, most: int) -> list[BatchSummary]:
    """The latest goes that can still be undone, newest first."""
    newest = (
        select(CONTACT_CHANGES.c.batch, func.max(CONTACT_CHANGES.c.seq), AUTHORS.c.name)
        .join(AUTHORS)
        .where(CONTACT_CHANGES.c.at >= _oldest())
        .group_by(CONTACT_CHANGES.c.batch, AUTHORS.c.name)
        .order_by(func.max(CONTACT_CHANGES.c.seq).desc())
        .limit(most)
    )
    return [_summary(of_batch(connection, row.batch), row.name) for row in connection.execute(newest).all()]


def latest_change(connection: Connection) -> Change | None:
    """The last change, whose batch is what an undo button offers."""
    newest = select(func.max(CONTACT_CHANGES.c.seq)).scalar_subquery()
    found = _changes(connection, CONTACT_CHANGES.c.seq == newest)
    return found[0] if found else None


def _oldest() -> datetime:
    return now() - timedelta(days=KEPT_DAYS)


def _summary(changes: list[Change], author: str) -> BatchSummary:
    added = sum(each.before is None for each in changes)
    removed = sum(each.after is None for each in changes)
    cities = [(each.after or each.before or {}).get("city_id", "") for each in changes]
    return BatchSummary(
        changes[-1].batch,
        changes[-1].at,
        author,
        added=added,
        changed=len(changes) - added - removed,
        removed=removed,
        cities=tuple(dict.fromkeys(cities)),
    )


def _changes(connection: Connection, condition: ColumnElement[bool]) -> list[Change]:
    columns = [CONTACT_CHANGES.c[name] for name in ("batch", "contact_id", "at", "before", "after")]
    rows = connection.execute(select(*columns).where(condition).order_by(CONTACT_CHANGES.c.seq))
    return [Change(**row) for row in rows.mappings()]
