"""Contacts that a spreadsheet brings: who is known already is changed, everybody else is added."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data.store.contacts import FIELDS, Contact, everyone, save
from data.store.person_terms import folded


def save_uploaded(connection: Connection, rows: pd.DataFrame, *, author: str) -> list[Contact]:
    """Add or change contacts, in one go that is undone in one go. rows: typed as data.schema.CONTACTS.

    A row without an id is somebody known if city and name, or city and address, are the same. A blank says
    nothing, so it changes nothing.
    """
    known = _ids_by_likeness(everyone(connection))
    told = []
    for row in rows[list(FIELDS)].to_dict("records"):
        details = {str(name): _plain(value) for name, value in row.items() if not pd.isna(value)}
        if "contact_id" not in details:
            alike = (known[mark] for mark in _likenesses(details) if mark in known)
            details["contact_id"] = next(alike, secrets.token_hex(6))
        known |= dict.fromkeys(_likenesses(details), str(details["contact_id"]))
        told.append(details)
    return save(connection, told, author=author)


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever a frame holds
    return value.date() if isinstance(value, pd.Timestamp) else value


def _ids_by_likeness(contacts: pd.DataFrame) -> dict[tuple[str, str], str]:
    rows = contacts.to_dict("records")
    return {mark: str(row["contact_id"]) for row in rows for mark in _likenesses(row)}


def _likenesses(row: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """What two rows about one person have in common: the city and the name, or the city and the address."""
    city = str(row.get("city_id"))
    words = (row.get(name) for name in ("person", "address"))
    return [(city, " ".join(folded(word).split())) for word in words if isinstance(word, str)]
