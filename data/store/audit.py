"""The log of what was done: only ever longer, each row sealed by a hash that covers the row before it.

It holds ids, counts and hashes. A name or an address never stands in it, because it cannot be taken out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from data.store.authors import author_id
from data.store.columns import canonical_json, format_time, now
from data.store.tables import AUDIT

BEGINNING: Final = "0" * 64
"""What the first row has in place of a row before it."""


@dataclass(frozen=True)
class Entry:
    """One row of the log."""

    seq: int
    at: datetime
    author_id: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    previous: str
    hash: str

    @property
    def seal(self) -> str:
        """The hash that belongs to what the row says."""
        content = [
            self.seq,
            format_time(self.at),
            self.author_id,
            self.action,
            self.subject,
            self.detail,
            self.previous,
        ]
        return hashlib.sha256(canonical_json(content)).hexdigest()


def record(connection: Connection, author: str, action: str, subject: str, **detail: object) -> None:
    """Add a row, as a part of the write that it tells of. `author` is a name; the row gets its id."""
    last = connection.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, BEGINNING)
    draft = Entry(seq, now(), author_id(connection, author), action, subject, detail, previous, "")
    connection.execute(insert(AUDIT).values(**(vars(draft) | {"hash": draft.seal})))


def entries(connection: Connection) -> Iterator[Entry]:
    """All rows, oldest first."""
    for row in connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings():
        yield Entry(**row)


def subject_of_contact(contact_id: str) -> str:
    """How the log names a contact. An id that came from a file may have been made of the person's name."""
    return hashlib.sha256(contact_id.encode()).hexdigest()
