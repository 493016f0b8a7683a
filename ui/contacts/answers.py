"""Contacts as the pages read them: anew in every run, and never kept in a cache."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.store import contact_changes, contacts, versions
from data.store.backup import backups_until
from data.store.columns import now
from data.store.contact_changes import BatchSummary
from data.store.contacts import Contact
from data.store.database import reading
from ui.core import store

_LATEST = 8  # changes that are listed


def coverage() -> pd.DataFrame:
    """One row a contact: city_id, channel, holder and last_contact_on. No name is in it."""
    with reading(store.opened()) as connection:
        return contacts.coverage(connection)


def contacts_of(city_id: str) -> list[Contact]:
    """The contacts of one city, the oldest first."""
    with reading(store.opened()) as connection:
        return contacts.of_city(connection, city_id)


def contact(contact_id: str) -> Contact | None:
    """One contact as it is now; None where it is gone."""
    with reading(store.opened()) as connection:
        return contacts.find_or_none(connection, contact_id)


def latest_changes() -> list[BatchSummary]:
    """What was done to contacts last, newest first, each with what it takes to undo it."""
    with reading(store.opened()) as connection:
        return contact_changes.recent_batches(connection, _LATEST)


def backups() -> list[tuple[str, date]]:
    """Backups that hold contacts: path, and the day until which each is kept."""
    return backups_until(store.opened(), now().date())


def version_numbers() -> dict[str, str]:
    """Id of a version → the number that readers know it by."""
    with reading(store.opened()) as connection:
        return {each.version_id: str(each.number) for each in versions.history(connection)}
