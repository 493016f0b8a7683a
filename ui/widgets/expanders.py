"""What opens on a page: expanders and popovers whose content is drawn only while they are open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.core import address
from ui.core.markdown import inert_markdown

_NONE = "none"


def lazy_expander(label: str, draw: Callable[[], None], *, key: str, **options: Any) -> None:  # noqa: ANN401
    """An expander as `st.expander` with a label of plain text; `draw` fills it while it is open."""
    box = st.expander(inert_markdown(label), key=key, on_change="rerun", **options)
    if box.open:
        with box:
            draw()


def lazy_popover(label: str, draw: Callable[[], None], *, key: str, **options: Any) -> None:  # noqa: ANN401
    """A button without a frame that opens a popover as `st.popover`; `draw` fills it while it is open.
    label: plain text."""
    box = st.popover(inert_markdown(label), type="tertiary", key=key, on_change="rerun", **options)
    if box.open:
        with box:
            draw()


def show_findings(
    findings: Mapping[str, tuple[str, Callable[[], None]]], default: tuple[str, ...] = ()
) -> None:
    """Findings that open: one line each, in order: code → (sentence, what draws the rows it rests on).

    The address says which are open. default: codes that are open at first.
    """
    codes = list(findings)
    before = st.session_state.get("address.open")
    address.bind("open", default, lambda text: _read(text, codes), _write)
    in_address = st.session_state["address.open"]
    for code, (sentence, draw) in findings.items():
        key = f"finding.{code}"
        # Set on every run: with a new sentence it is a new box to Streamlit, which would begin closed.
        is_open = (
            code in in_address if in_address != before else st.session_state.get(key, code in in_address)
        )
        st.session_state[key] = is_open
        lazy_expander(sentence, draw, key=key, type="compact")
    st.session_state["address.open"] = tuple(code for code in codes if st.session_state[f"finding.{code}"])


def _read(text: str, codes: list[str]) -> tuple[str, ...] | None:
    names = [] if text == _NONE else text.split(".")
    return tuple(names) if set(names) <= set(codes) else None


def _write(names: tuple[str, ...]) -> str:
    return ".".join(names) or _NONE
