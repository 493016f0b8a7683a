"""What the reader of spreadsheets remembers from one upload to the next, kept among the decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.reading.choices import Memory, memory_as_json, memory_from_json
from data.store.decisions import recall_all, remember

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KINDS = ("layouts", "cities")


def recall_memory(connection: Connection) -> Memory:
    """Everything that was decided in earlier uploads."""
    return memory_from_json({kind: recall_all(connection, kind) for kind in _KINDS})


def keep_memory(connection: Connection, memory: Memory, *, author: str) -> None:
    """Remember what is new in it, for the next upload of anybody."""
    told = memory_as_json(memory)
    for kind in _KINDS:
        known = recall_all(connection, kind)
        for key, value in told[kind].items():
            if known.get(key) != value:
                remember(connection, kind, key, value, author=author)
