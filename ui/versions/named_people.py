"""Whether a version names somebody who is among the contacts: its files would carry the name along."""

from __future__ import annotations

import streamlit as st

from data.store import contact_changes, versions
from data.store.database import reading
from data.store.mentions import known_people, mentions
from text import counted
from ui.core import cache, formats, store
from ui.core.cache import cached


def warn(version_id: str) -> None:
    """A line above the files of a version that name contacts, without saying whom; nothing otherwise."""
    with reading(store.opened()) as connection:
        latest = contact_changes.latest_change(connection)
    count = _places(version_id, latest.batch if latest else "")
    if count:
        st.warning(
            counted("versions.names", count, count=formats.count(count)), icon=":material/contact_page:"
        )


@cached(size=16)
def _places(version_id: str, _contacts_as_of: str) -> int:
    """Cells and texts of a version that name a contact, as the contacts are after a change of them."""
    with reading(store.opened()) as connection:
        people, version = known_people(connection), versions.version(connection, version_id)
    found = {
        (each.table, each.column, each.row) for each in mentions(cache.dataset_of(version_id).tables, people)
    }
    texts = [text for text in (version.note, version.title, version.source_name) if text]
    terms = [term for known in people.values() for term in known]
    return len(found) + sum(any(term.spans(text) for term in terms) for text in texts)
