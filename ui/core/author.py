"""Who works here. Without sign-in a name is asked for once and kept for the session."""

from __future__ import annotations

from getpass import getuser

import streamlit as st

from text import say
from ui.core import session_keys


def name() -> str:
    """The name given in this session; before that the one of the user whose program this is, or ''."""
    given = st.session_state.get(session_keys.AUTHOR)
    return _of_the_system() if given is None else str(given).strip()


def ask(*, key: str) -> str:
    """A field for the name, filled in with the one that is known. What is typed stays for other pages."""
    field = f"author.{key}"
    st.session_state[field] = name()
    st.text_input(say("author.name"), max_chars=80, key=field, on_change=_keep, args=(field,))
    return name()


def ask_if_unknown(*, key: str) -> None:
    """The field only where no name is known."""
    if not name():
        ask(key=key)


def _keep(field: str) -> None:
    st.session_state[session_keys.AUTHOR] = st.session_state[field]


def _of_the_system() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # in a container the user may have no name
        return ""
