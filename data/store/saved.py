"""What people keep under a name, for everybody. Nothing is overwritten: the last row of a name holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select

from data.errors import DashboardError
from data.store import audit
from data.store.authors import author_id
from data.store.columns import now
from data.store.tables import AUTHORS, SAVED


@dataclass(frozen=True)
class Saved:
    """A name and the code that stands for the thing in an address."""

    name: str
    code: str
    author: str
    at: datetime


def save(connection: Connection, kind: str, name: str, code: str, *, author: str) -> int:
    """Keep a code under a name. Returns the number of this change, for `undo`."""
    audit.record(connection, author, "save", kind)
    return _write(connection, kind, name, code, author_id(connection, author))


def remove(connection: Connection, kind: str, name: str, *, author: str) -> int:
    """The name stands for nothing any more. Returns the number of this change, for `undo`."""
    audit.record(connection, author, "unsave", kind)
    return _write(connection, kind, name, None, author_id(connection, author))


def undo(connection: Connection, number: int, *, author: str) -> None:
    """The name stands again for what it stood for before this change; for nothing where it was new.

    DashboardError 'saved_since' where somebody changed what stands under the name after it.
    """
    change = connection.execute(select(SAVED.c.kind, SAVED.c.name).where(SAVED.c.seq == number)).first()
    rows = [] if change is None else _latest_two(connection, change.kind, change.name)
    if change is None or rows[0].seq != number:
        raise DashboardError("saved_since")
    audit.record(connection, author, "put_back", change.kind)
    before = rows[1].code if len(rows) > 1 else None
    _write(connection, change.kind, change.name, before, author_id(connection, author))


def list_saved(connection: Connection, kind: str) -> list[Saved]:
    """What stands under a name now, by name.

    kind: 'group', 'scenario', 'chance' (of a city to come to a Congress), 'forecast' (of a Congress) or
    'stage_chance' (of a prospect at a stage to become a member).
    """
    latest = select(func.max(SAVED.c.seq)).where(SAVED.c.kind == kind).group_by(SAVED.c.name)
    rows = connection.execute(
        select(SAVED.c.name, SAVED.c.code, AUTHORS.c.name.label("author"), SAVED.c.at)
        .join(AUTHORS, AUTHORS.c.author_id == SAVED.c.author_id)
        .where(SAVED.c.seq.in_(latest), SAVED.c.code.is_not(None))
        .order_by(SAVED.c.name)
    )
    return [Saved(**row) for row in rows.mappings()]


def _latest_two(connection: Connection, kind: str, name: str) -> Sequence[Row[int, str | None]]:
    rows = select(SAVED.c.seq, SAVED.c.code).where(SAVED.c.kind == kind, SAVED.c.name == name)
    return connection.execute(rows.order_by(SAVED.c.seq.desc()).limit(2)).all()


def _write(connection: Connection, kind: str, name: str, code: str | None, author: str) -> int:
    values = {"kind": kind, "name": name, "code": code, "at": now(), "author_id": author}
    return int(connection.execute(insert(SAVED).values(values).returning(SAVED.c.seq)).scalar_one())
