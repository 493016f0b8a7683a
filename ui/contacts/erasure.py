"""Erasing a person for good: what it does in words, and a confirmation."""

from __future__ import annotations

import streamlit as st

from text import say
from ui.contacts import answers, edit
from ui.core import session_keys
from ui.core.markdown import inert_list


def begin(contact_id: str) -> None:
    """Before the run: ask for confirmation."""
    st.session_state[session_keys.CONTACT_ERASED] = contact_id


def cancel() -> None:
    """Nobody is to be erased after all."""
    st.session_state.pop(session_keys.CONTACT_ERASED, None)


def show_confirmation(contact_id: str) -> None:
    """What would go, what would stay, and the button, which a tick enables."""
    backups = [say("store.still_in_backup", path=path, day=day) for path, day in answers.backups()]
    backups = backups or [say("store.in_no_backup")]
    st.warning(f"{say('contacts.erasing')}\n{inert_list(backups)}", icon=":material/delete_forever:")
    is_sure = st.checkbox(say("contacts.erase_sure"), key="contacts.erase_sure")
    with st.container(horizontal=True):
        pressed = st.button(
            say("contacts.erase_now"), type="primary", disabled=not is_sure, key="contacts.erase_now"
        )
        st.button(say("contacts.erase_not"), on_click=cancel, key="contacts.erase_not")
    if pressed:
        with st.spinner(say("contacts.erasing_now"), show_time=True):
            cancel()
            edit.erase(contact_id)
        st.rerun()
