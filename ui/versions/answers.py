"""What the page reads of the store: the history, and what a version holds."""

from __future__ import annotations

from data.changes import Changes, compare_datasets
from data.store import contact_changes, versions
from data.store.database import reading
from data.store.failures import StoreError
from data.store.mentions import known_people, mentions
from data.store.versions import Version
from text import failure_sentence
from ui.core import cache, store
from ui.core.cache import cached


def history() -> list[Version]:
    """All versions, newest first. What somebody saves during the run does not show before the next one."""
    with reading(store.opened()) as connection:
        return versions.history(connection)


def damage(version_id: str) -> str:
    """Why the rows of a version cannot be read, as a sentence; '' where they can."""
    try:
        cache.dataset_of(version_id)
    except StoreError as error:
        return failure_sentence(error)
    return ""


@cached(size=8)
def changes(old: str, new: str) -> Changes:
    """What is different between two versions."""
    return compare_datasets(cache.dataset_of(old), cache.dataset_of(new))


def count_names(version_id: str) -> int:
    """Cells and texts of a version that name a contact, as the contacts are now."""
    with reading(store.opened()) as connection:
        latest = contact_changes.latest_change(connection)
    return _count_names(version_id, latest.batch if latest else "")


@cached(size=16)
def _count_names(version_id: str, _contacts_as_of: str) -> int:
    with reading(store.opened()) as connection:
        people, version = known_people(connection), versions.version(connection, version_id)
    cells = {
        (each.table, each.column, each.row) for each in mentions(cache.dataset_of(version_id).tables, people)
    }
    texts = [text for text in (version.note, version.title, version.source_name) if text]
    terms = [term for known in people.values() for term in known]
    return len(cells) + sum(any(term.spans(text) for term in terms) for text in texts)
