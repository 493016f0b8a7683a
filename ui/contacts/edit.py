"""What is done to contacts on the page: one write each, and one line about it with its undo.

Names and addresses stand in the fields of the session and in the store, nowhere else: not in an address, a
key, a message or a cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.errors import DashboardError
from data.store import contact_changes, contacts
from data.store.database import writing
from text import failure_sentence, say
from ui.core import author, session_keys, store
from ui.core.markdown import inert_markdown
from ui.widgets import result_line
from ui.widgets.result_line import Undo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from data.store.contacts import Contact


def show_done() -> None:
    """What was done last, with its undo; or why it could not be done."""
    done = st.session_state.get(session_keys.CONTACT_DONE)
    if done is None:
        return
    if "failure" in done:
        result_line.show_failure(done["failure"])
        del st.session_state[session_keys.CONTACT_DONE]
        return
    take_back = Undo("contacts.undo", undo, (done["batch"],)) if done["batch"] else None
    result_line.show_success("\n\n".join(map(inert_markdown, done["said"])), take_back)


def undo(batch: str) -> None:
    """Take back what was done in one go."""
    _do(lambda unit: contacts.undo(unit, batch, author=author.name()), say("contacts.undone"), undo=False)


def add(details: Mapping[str, object], city: str) -> bool:
    """A new contact. Whether it was stored."""
    return _do(
        lambda unit: contacts.add(unit, details, author=author.name()), say("contacts.added", city=city)
    )


def change(seen: Contact, details: Mapping[str, object], city: str) -> bool:
    """Other details for a contact, unless somebody else changed it since it was `seen`."""
    return _do(
        lambda unit: contacts.change(unit, seen.contact_id, details, author=author.name(), seen=seen),
        say("contacts.changed", city=city),
    )


def remove(contact_id: str, city: str) -> None:
    """Take a contact off the list; it can be undone."""
    _do(
        lambda unit: contacts.remove(unit, contact_id, author=author.name()),
        say("contacts.removed", city=city),
    )


def show_people(city_id: str) -> None:
    """Names and addresses of a city from here on. The log tells that somebody asked for them."""
    if _written(lambda unit: contacts.record_disclosure(unit, city_id, author=author.name())):
        st.session_state[session_keys.UNMASKED] = city_id


def hide_people() -> None:
    """No names any more, nor what was begun with one of them."""
    for key in (session_keys.UNMASKED, session_keys.CONTACT_EDITED, session_keys.CONTACT_ERASED):
        st.session_state.pop(key, None)


def failed(error: DashboardError) -> None:
    """Say why something could not be done. Who was in sight and is gone was taken away by somebody else."""
    said = say("contacts.gone") if error.code == "unknown_contact" else failure_sentence(error)
    st.session_state[session_keys.CONTACT_DONE] = {"failure": said}


def _do(work: Callable[[Connection], object], said: str, *, undo: bool = True) -> bool:
    """One write, and what is to be said of it, with the undo of its batch."""
    batch: list[str] = []

    def noted(connection: Connection) -> None:
        work(connection)
        latest = contact_changes.latest_change(connection)
        if latest is not None and undo:
            batch.append(latest.batch)

    if not _written(noted):
        return False
    st.session_state[session_keys.CONTACT_DONE] = {"said": [said], "batch": batch[0] if batch else None}
    return True


def _written(work: Callable[[Connection], object]) -> bool:
    """Whether a write was done. Where it failed nothing was written, and the page says why."""
    try:
        with writing(store.opened()) as connection:
            work(connection)
    except DashboardError as error:
        failed(error)
        return False
    return True
