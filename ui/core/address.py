"""The only place that reads and writes the URL. Codes, not labels; every bound value is always written.

A value in the URL that this session did not write itself came from outside (a copied link, the back button,
an edited address) and goes into the widget. What does not exist is kept, so that the page can say it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from ui.core import session_keys

_PREFIX = "address."
T = TypeVar("T")


@dataclass(frozen=True)
class Rejected:
    """A value the address asked for that does not exist, and the one used instead."""

    name: str
    value: str
    used: str


def key_of(name: str) -> str:
    """Session key of the URL parameter `name`."""
    return f"{_PREFIX}{name}"


def begin_run() -> None:
    """Start of a run: nothing is bound or rejected yet."""
    st.session_state[session_keys.ADDRESS_BOUND] = {}
    st.session_state[session_keys.ADDRESS_REJECTED] = []


def bind(name: str, default: T, read: Callable[[str], T | None], write: Callable[[T], str] = str) -> str:
    """Session key for the widget that holds the URL parameter `name`.

    read turns text into a value, None where it is none that exists; write is its opposite. Call it right
    before the widget and give the widget this key and no value of its own.
    """
    key = key_of(name)
    st.session_state[session_keys.ADDRESS_BOUND][name] = write
    text = st.query_params.get(name)
    if text is not None and text != st.session_state.get(session_keys.ADDRESS_WRITTEN, {}).get(name):
        value = read(text)
        if value is None:
            used = write(st.session_state.get(key, default))
            st.session_state[session_keys.ADDRESS_REJECTED].append(Rejected(name, text, used))
        else:
            st.session_state[key] = value
    # Also keeps the value alive where the widget is not drawn on this page.
    st.session_state[key] = st.session_state.get(key, default)
    return key


def follow_default(name: str, default: T) -> None:
    """Let a value that is the default go with it when it changes, such as the day of newer data.

    Call it before `bind` with the same default. A value that somebody chose otherwise stays.
    """
    key, default_key = key_of(name), key_of(f"default.{name}")
    before = st.session_state.get(default_key, default)
    if before != default and st.session_state.get(key) == before:
        st.session_state[key] = default
    st.session_state[default_key] = default


def bind_choice(name: str, default: str, choices: list[str]) -> str:
    """As `bind`, for one code out of a list. A value that is no longer a choice falls back to the default."""
    key = key_of(name)
    if st.session_state.get(key, default) not in choices:
        st.session_state[key] = default
    return bind(name, default, lambda text: text if text in choices else None)


def requested(name: str) -> str | None:
    """What the address has under a name, as it is written there."""
    return st.query_params.get(name)


def bind_flag(name: str, *, default: bool) -> str:
    """As `bind`, for a switch: 1 or 0 in the address."""
    return bind(name, default, {"1": True, "0": False}.get, lambda value: str(int(value)))


def rejected() -> list[Rejected]:
    """What the address asked for in this run and could not have."""
    return list(st.session_state[session_keys.ADDRESS_REJECTED])


def save_shared_values() -> None:
    """Every page has what has been bound so far in its address: keep it for links between pages."""
    st.session_state[session_keys.ADDRESS_FRAME] = current_values()


def shared_values() -> dict[str, str]:
    """The values that every page has in its address, for links between pages; none before they are saved."""
    return dict(st.session_state.get(session_keys.ADDRESS_FRAME, {}))


def current_values() -> dict[str, str]:
    """All values that this run has bound so far, as text; nothing where one is blank."""
    texts = {
        name: write(st.session_state[key_of(name)])
        for name, write in st.session_state[session_keys.ADDRESS_BOUND].items()
        if st.session_state.get(key_of(name)) is not None
    }
    return {name: text for name, text in texts.items() if text}


class PageEndError(Exception):
    """The page has nothing more to show."""


def end_page() -> NoReturn:
    """End the page here. After `st.stop()` Streamlit would not let the address be written any more."""
    raise PageEndError


def run_and_publish(run: Callable[[], None]) -> None:
    """Run a page, then `publish`: also where it ended early or failed.

    Not where it was cut short by another run: then the address may be newer than what this one holds, such as
    after the back button.
    """
    try:
        run()
    except PageEndError:
        pass
    except RerunException:
        raise
    except BaseException:
        publish()
        raise
    publish()


def publish() -> None:
    """End of a run: write every bound value, and only those, into the address; nothing where it is blank."""
    values = current_values()
    if dict(st.query_params) != values:
        st.query_params.from_dict(values)
    st.session_state[session_keys.ADDRESS_WRITTEN] = values
