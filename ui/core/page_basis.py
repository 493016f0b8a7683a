"""The basis that the page is measured on, as the form beside it has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui.core import session_keys

if TYPE_CHECKING:
    from analysis.core.basis import Basis


def current() -> Basis:
    """The basis of this run of a page."""
    basis: Basis = st.session_state[session_keys.BASIS]
    return basis
