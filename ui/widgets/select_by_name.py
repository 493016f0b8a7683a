"""A box to choose one of many by its name, and to search by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from text.visible import visible
from ui.core.markdown import inert_markdown


def select_by_name(
    title: str,
    names: Mapping[str, str],
    *,
    key: str,
    placeholder: str,
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """The code that is chosen, None where none is yet. names: code → name, in the order of the list."""
    return st.selectbox(
        inert_markdown(title),
        list(names),
        index=None,
        format_func=lambda code: visible(names.get(code, code)),
        placeholder=placeholder,
        key=key,
        on_change=on_change,
    )
