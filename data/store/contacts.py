"""People in cities: rows of their own, outside of versions, so that a person can be removed everywhere."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, update

from data import schema
from data.errors import DashboardError, UnknownChoiceError
from data.store import audit, contact_changes
from data.store.columns import now, storable
from data.store.tables import CONTACTS

FIELDS: Final = tuple(schema.CONTACTS.columns)


@dataclass(frozen=True)
class Contact:
    """One person. What says who it is stays out of `repr`, and so out of logs and errors."""

    contact_id: str
    city_id: str
    person: str | None = field(repr=False)
    role: str | None = field(repr=False)
    channel: str | None
    address: str | None = field(repr=False)
    holder: str | None
    last_contact_on: date | None
    consent_on: date | None
    source: str | None = field(repr=False)
    provenance: str | None
    added_at: datetime


def add(connection: Connection, details: Mapping[str, object], *, author: str) -> Contact:
    """A new contact; an id is made where none is given.

    DashboardError 'contact_city_missing', 'contact_exists'; UnknownChoiceError for a channel there is not.
    """
    return save(connection, [{"contact_id": secrets.token_hex(6)} | dict(details)], author=author, new=True)[
        0
    ]


def change(
    connection: Connection,
    contact_id: str,
    details: Mapping[str, object],
    *,
    author: str,
    seen: Contact | None = None,
) -> Contact:
    """Other details for a contact. Fields not mentioned stay. seen: the contact as the author had it before
    them. Raises as `add`, 'unknown_contact', and 'contact_changed_meanwhile' where it is no longer so."""
    if find(connection, contact_id) != seen and seen is not None:
        raise DashboardError("contact_changed_meanwhile")
    return save(connection, [{**details, "contact_id": contact_id}], author=author)[0]


def save(
    connection: Connection, rows: Iterable[Mapping[str, object]], *, author: str, new: bool = False
) -> list[Contact]:
    """Add or change several contacts in one go, which is undone in one go, such as those of an upload."""
    batch = contact_changes.begin_batch(connection, author)
    saved = []
    for row in rows:
        details = _checked(row)
        before = _row(connection, str(details["contact_id"]))
        if before is not None and new:
            raise DashboardError("contact_exists")
        _write(connection, before, details)
        after = _row(connection, str(details["contact_id"]))
        if after is None:
            raise DashboardError("unknown_contact")
        batch.record(str(details["contact_id"]), _as_json(before), _as_json(after))
        saved.append(Contact(**after))
    return saved


def remove(connection: Connection, contact_id: str, *, author: str) -> None:
    """Take a contact off the list. It can be undone; `erase` is the word for removing a person for good."""
    before = find(connection, contact_id)
    connection.execute(delete(CONTACTS).where(CONTACTS.c.contact_id == contact_id))
    contact_changes.begin_batch(connection, author).record(contact_id, _as_json(vars(before)), None)


def undo(connection: Connection, batch: str, *, author: str) -> None:
    """Take back everything that was done in one go. Undoing that undo does it again.

    DashboardError 'nothing_to_undo' where the batch is gone, 'contact_changed_meanwhile' where a contact is
    not as the batch left it.
    """
    back = contact_changes.begin_batch(connection, author)
    for done in reversed(contact_changes.of_batch(connection, batch)):
        current = _as_json(_row(connection, done.contact_id))
        if current != done.after:
            raise DashboardError("contact_changed_meanwhile")
        connection.execute(delete(CONTACTS).where(CONTACTS.c.contact_id == done.contact_id))
        if done.before is not None:
            connection.execute(insert(CONTACTS).values(**_from_json(done.before)))
        back.record(done.contact_id, current, done.before)


def find(connection: Connection, contact_id: str) -> Contact:
    """One contact. DashboardError 'unknown_contact', which does not repeat the id."""
    found = find_or_none(connection, contact_id)
    if found is None:
        raise DashboardError("unknown_contact")
    return found


def find_or_none(connection: Connection, contact_id: str) -> Contact | None:
    """As `find`; None where the contact is gone."""
    row = _row(connection, contact_id)
    return None if row is None else Contact(**row)


def of_city(connection: Connection, city_id: str) -> list[Contact]:
    """The contacts of one city, the oldest first."""
    rows = connection.execute(
        select(CONTACTS)
        .where(CONTACTS.c.city_id == city_id)
        .order_by(CONTACTS.c.added_at, CONTACTS.c.contact_id)
    )
    return [Contact(**row) for row in rows.mappings()]


def record_disclosure(connection: Connection, city_id: str, *, author: str) -> None:
    """Tell the log that somebody asked for the names of a city, and how many there were to see.

    DashboardError 'author_missing' where it is not known who asks.
    """
    if not author.strip():
        raise DashboardError("author_missing")
    audit.record(
        connection, author.strip(), "contacts_shown", city_id, count=len(of_city(connection, city_id))
    )


def everyone(connection: Connection) -> pd.DataFrame:
    """All contacts as a table of the schema, in the order of their ids."""
    rows = connection.execute(select(*(CONTACTS.c[name] for name in FIELDS)).order_by(CONTACTS.c.contact_id))
    frame = pd.DataFrame(rows.mappings().all(), columns=pd.Index(FIELDS))
    return frame.astype(schema.CONTACTS.dtypes)


def coverage(connection: Connection) -> pd.DataFrame:
    """Who is reached how, and by whom, without saying who they are: one row a contact with city_id, channel,
    holder and last_contact_on."""
    return everyone(connection)[["city_id", "channel", "holder", "last_contact_on"]]


def _write(connection: Connection, before: Mapping[str, Any] | None, details: Mapping[str, object]) -> None:
    if before is None:
        if not details.get("city_id"):
            raise DashboardError("contact_city_missing")
        connection.execute(insert(CONTACTS).values(**details, added_at=now()))
    else:
        contact_id = details["contact_id"]
        connection.execute(update(CONTACTS).where(CONTACTS.c.contact_id == contact_id).values(**details))


def _checked(row: Mapping[str, object]) -> dict[str, object]:
    """The fields of the schema, ready to be stored: blank is unknown."""
    details: dict[str, object] = {}
    for name, value in row.items():
        if name not in FIELDS:
            raise UnknownChoiceError("contact field", name, list(FIELDS))
        if isinstance(value, str):
            details[name] = storable(value).strip() or None
        elif isinstance(value, datetime):
            details[name] = value.date()
        else:
            details[name] = value if isinstance(value, date) else None
    if details.get("channel") not in (None, *schema.CONTACT_CHANNELS):
        raise UnknownChoiceError("channel", details["channel"], list(schema.CONTACT_CHANNELS))
    return details


def _row(connection: Connection, contact_id: str) -> dict[str, Any] | None:
    row = connection.execute(select(CONTACTS).where(CONTACTS.c.contact_id == contact_id)).mappings().first()
    return None if row is None else dict(row)


def _as_json(row: Mapping[str, Any] | None) -> dict[str, str] | None:
    """A row as JSON holds it: unknown left out, dates and moments as text."""
    if row is None:
        return None
    # The database names columns by a kind of text that JSON does not take for text.
    return {
        str(name): value if isinstance(value, str) else value.isoformat()
        for name, value in row.items()
        if value
    }


def _from_json(said: Mapping[str, str]) -> dict[str, Any]:
    """The opposite of `_as_json`."""
    kinds = {entry.name: str(entry.type) for entry in fields(Contact)}
    read = {"date | None": date.fromisoformat, "datetime": datetime.fromisoformat}
    return {name: read.get(kinds[name], str)(value) for name, value in said.items()}
