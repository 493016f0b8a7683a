"""Erasing a person for good: what it does in words, a confirmation, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from config import settings
from data.errors import DashboardError
from data.store import versions
from data.store.backup import backups_until
from data.store.columns import now
from data.store.database import reading
from data.store.erase_and_scrub import erase_everywhere
from text import say
from ui.contacts import edit, words
from ui.core import author, session_keys, store
from ui.core.markdown import inert_markdown

if TYPE_CHECKING:
    from data.store.contacts import Contact


def begin(contact_id: str) -> None:
    """Before the run: ask about this contact."""
    st.session_state[session_keys.CONTACT_ERASED] = contact_id


def ask(person: Contact) -> None:
    """What would go, what would stay, and the button, which a tick has to release."""
    kept = backups_until(store.opened(), now().date())
    backups = [say("store.still_in_backup", path=path, day=day) for path, day in kept]
    listed = [f"- {inert_markdown(line)}" for line in backups or [say("store.in_no_backup")]]
    st.warning("\n".join([say("contacts.erasing"), *listed]), icon=":material/delete_forever:")
    is_sure = st.checkbox(say("contacts.erase_sure"), key="contacts.erase_sure")
    with st.container(horizontal=True):
        pressed = st.button(
            say("contacts.erase_now"), type="primary", disabled=not is_sure, key="contacts.erase_now"
        )
        st.button(say("contacts.erase_not"), on_click=leave, key="contacts.erase_not")
    if pressed:
        with st.spinner(say("contacts.erasing_now"), show_time=True):
            _erase(person)
        st.rerun()


def _erase(person: Contact) -> None:
    engine = store.opened()
    leave()
    try:
        done = erase_everywhere(engine, person.contact_id, author=author.name(), folder=settings().data_dir)
    except DashboardError as error:
        edit.failed(error)
        return
    with reading(engine) as connection:
        numbers = {each.version_id: str(each.number) for each in versions.history(connection)}
    said = words.lines(done, engine.dialect.name, lambda version_id: numbers[version_id])
    st.session_state[session_keys.CONTACT_DONE] = {"said": [say("contacts.erased"), *said], "batch": None}


def leave() -> None:
    """Nobody is to be erased after all."""
    st.session_state.pop(session_keys.CONTACT_ERASED, None)
