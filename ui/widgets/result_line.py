"""One line about what was done last, with its undo; or why it could not be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from text import say
from ui.core.markdown import inert_markdown


@dataclass(frozen=True)
class Undo:
    """The button that takes it back: its key, and what it calls before the next run."""

    key: str
    take_back: Callable[..., None]
    args: tuple[Any, ...]


def show_success(message: str, undo: Undo | None) -> None:
    """What was done, in plain text with a paragraph a line, and the undo where there is one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success("\n\n".join(map(inert_markdown, message.splitlines())), icon=":material/check:")
        if undo is not None:
            show_undo_button(undo)


def show_undo_button(undo: Undo, **options: Any) -> None:  # noqa: ANN401
    """The button alone. options: as `st.button`."""
    st.button(
        say("versions.undo"),
        icon=":material/undo:",
        on_click=undo.take_back,
        args=undo.args,
        key=undo.key,
        **options,
    )


def show_failure(message: str) -> None:
    """Why it could not be done."""
    st.error(inert_markdown(message), icon=":material/error:")
