"""Who did something: an id that stands for a name, and that only this name can have."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import Connection, insert, select

from data.store.tables import AUTHORS


def author_id(connection: Connection, name: str) -> str:
    """The id of a name, made at its first use."""
    known = connection.scalar(select(AUTHORS.c.author_id).where(AUTHORS.c.name == name))
    if known is not None:
        return str(known)
    salt = secrets.token_hex(16)
    made = derived_id(name, salt)
    connection.execute(insert(AUTHORS).values(author_id=made, name=name, salt=salt))
    return made


def derived_id(name: str, salt: str) -> str:
    """The id that follows from a name: `verify` sees when somebody put another name under it."""
    return hashlib.sha256(f"{salt}:{name}".encode()).hexdigest()[:16]
