"""What people told the reader of spreadsheets once: column mappings by header set, names they confirmed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data.reading.choices import Memory, memory_as_json, memory_from_json
from data.store import audit
from data.store.authors import author_id
from data.store.columns import now
from data.store.tables import DECISIONS

_KINDS = ("layouts", "cities")


def recall_memory(connection: Connection) -> Memory:
    """Everything that was decided in earlier uploads."""
    return memory_from_json({kind: recall_all(connection, kind) for kind in _KINDS})


def save_memory(connection: Connection, memory: Memory, *, author: str) -> None:
    """Save what is new in it, for the next upload of anybody."""
    answers = memory_as_json(memory)
    for kind in _KINDS:
        known = recall_all(connection, kind)
        for key, value in answers[kind].items():
            if known.get(key) != value:
                remember(connection, kind, key, value, author=author)


def remember(connection: Connection, kind: str, key: str, value: object, *, author: str) -> None:
    """Keep the latest answer to a question. kind: such as 'columns' or 'city'; value: anything in JSON."""
    forget(connection, kind, key)
    connection.execute(
        insert(DECISIONS).values(
            kind=kind, key=key, value=value, decided_at=now(), author_id=author_id(connection, author)
        )
    )
    audit.record(connection, author, "decide", kind)


def recall_all(connection: Connection, kind: str) -> dict[str, Any]:
    """key → answer, for all questions of a kind."""
    rows = connection.execute(select(DECISIONS.c.key, DECISIONS.c.value).where(DECISIONS.c.kind == kind))
    return {row.key: row.value for row in rows}


def forget(connection: Connection, kind: str, key: str) -> None:
    """Ask again the next time."""
    connection.execute(delete(DECISIONS).where(DECISIONS.c.kind == kind, DECISIONS.c.key == key))
