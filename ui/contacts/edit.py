"""What is done to contacts on the page: one write each, and one line about it with its undo.

Names and addresses stand in the fields of the session and in the store, nowhere else: not in an address, a
key, a message or a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from sqlalchemy import Connection

from config import settings
from data.errors import DashboardError
from data.store import contact_changes, contacts
from data.store.contacts import Contact
from data.store.database import writing
from data.store.erase_and_scrub import erase_everywhere
from text import failure_sentence, say
from ui.contacts import answers, words
from ui.core import author, session_keys, store
from ui.widgets import result_line
from ui.widgets.result_line import Undo


@dataclass(frozen=True)
class Result:
    """What became of the last edit, line by line. batch: for its undo, None where there is none."""

    lines: tuple[str, ...]
    batch: str | None = None
    is_failure: bool = False


def show_result() -> None:
    """What was done last, with its undo; or, once, why it could not be done."""
    result: Result | None = st.session_state.get(session_keys.CONTACT_DONE)
    if result is None:
        return
    if result.is_failure:
        result_line.show_failure(*result.lines)
        del st.session_state[session_keys.CONTACT_DONE]
        return
    take_back = Undo("contacts.undo", undo, (result.batch,)) if result.batch else None
    result_line.show_success("\n".join(result.lines), take_back)


def undo(batch: str) -> None:
    """Before the run: take back what was done in one go."""
    _edit(
        lambda connection: contacts.undo(connection, batch, author=author.name()),
        say("contacts.undone"),
        with_undo=False,
    )


def add(details: Mapping[str, object], city: str) -> bool:
    """Before the run: a new contact. Whether it was saved."""
    return _edit(
        lambda connection: contacts.add(connection, details, author=author.name()),
        say("contacts.added", city=city),
    )


def change(seen: Contact, details: Mapping[str, object], city: str) -> bool:
    """Before the run: other details, unless somebody else changed the contact since it was `seen`. Whether
    they were saved."""
    return _edit(
        lambda connection: contacts.change(
            connection, seen.contact_id, details, author=author.name(), seen=seen
        ),
        say("contacts.changed", city=city),
    )


def remove(contact_id: str, city: str) -> None:
    """Before the run: take a contact off the list; it can be undone."""
    _edit(
        lambda connection: contacts.remove(connection, contact_id, author=author.name()),
        say("contacts.removed", city=city),
    )


def erase(contact_id: str) -> None:
    """Remove a person everywhere, for good."""
    engine = store.opened()
    try:
        erased = erase_everywhere(engine, contact_id, author=author.name(), folder=settings().data_dir)
    except DashboardError as error:
        _report(error)
        return
    report = words.erasure_report(erased, engine.dialect.name, answers.version_numbers().__getitem__)
    _keep(Result((say("contacts.erased"), *report)))


def unmask(city_id: str) -> None:
    """Before the run: show names and addresses of a city from here on; the audit log records it."""
    if _write(lambda connection: contacts.record_disclosure(connection, city_id, author=author.name())):
        st.session_state[session_keys.UNMASKED] = city_id


def mask() -> None:
    """Show no names any more, and end what was begun with one of them."""
    for key in (session_keys.UNMASKED, session_keys.CONTACT_EDITED, session_keys.CONTACT_ERASED):
        st.session_state.pop(key, None)


def show_failure_next(why: str) -> None:
    """Before the run: why nothing was saved."""
    _keep(Result((why,), is_failure=True))


def _keep(result: Result) -> None:
    st.session_state[session_keys.CONTACT_DONE] = result


def _report(error: DashboardError) -> None:
    """A contact that was on the page and is gone was removed by somebody else."""
    is_gone = error.code == "unknown_contact"
    show_failure_next(say("contacts.gone") if is_gone else failure_sentence(error))


def _edit(work: Callable[[Connection], object], message: str, *, with_undo: bool = True) -> bool:
    """One write, and the line about it with the undo of its batch. Whether it was done."""
    batch: str | None = None

    def work_and_note_batch(connection: Connection) -> None:
        nonlocal batch
        work(connection)
        latest = contact_changes.latest_change(connection)
        batch = latest.batch if latest is not None and with_undo else None

    is_done = _write(work_and_note_batch)
    if is_done:
        _keep(Result((message,), batch))
    return is_done


def _write(work: Callable[[Connection], object]) -> bool:
    """Whether a write was done. Where it failed nothing was written, and the page says why."""
    try:
        with writing(store.opened()) as connection:
            work(connection)
    except DashboardError as error:
        _report(error)
        return False
    return True
