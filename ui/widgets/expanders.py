"""Findings that open: a sentence each, and a click shows what it rests on. The address says what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui.core import address
from ui.core.markdown import inert_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NONE = "none"


def show(findings: Mapping[str, tuple[str, Callable[[], None]]], default: tuple[str, ...] = ()) -> None:
    """One line a finding, in order: code → (sentence, what to draw when it is open).

    Only what is open is drawn. default: codes that are open at first.
    """
    codes = list(findings)
    before = st.session_state.get("address.open")
    address.bind("open", default, lambda text: _read(text, codes), _write)
    asked = st.session_state["address.open"]
    for code, (sentence, draw) in findings.items():
        key = f"finding.{code}"
        # Set on every run: with a new sentence it is a new box to Streamlit, which would begin closed.
        is_open = code in asked if asked != before else st.session_state.get(key, code in asked)
        st.session_state[key] = is_open
        opened = st.expander(inert_markdown(sentence), key=key, on_change="rerun", type="compact")
        if opened.open:
            with opened:
                draw()
    st.session_state["address.open"] = tuple(code for code in codes if st.session_state[f"finding.{code}"])


def _read(text: str, codes: list[str]) -> tuple[str, ...] | None:
    names = [] if text == _NONE else text.split(".")
    return tuple(names) if set(names) <= set(codes) else None


def _write(names: tuple[str, ...]) -> str:
    return ".".join(names) or _NONE
