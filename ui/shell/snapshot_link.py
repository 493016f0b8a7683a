"""The way from a page as it is seen to a snapshot of it."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page

from text import say
from ui.core import address, navigation
from ui.reports.pages import PAGES


def show_snapshot_link(page: Page) -> None:
    """A link to the page Snapshots with all that this one has in its address; nothing on pages that are not
    for sharing."""
    name = page.url_path or "overview"
    if name in PAGES:
        st.page_link(
            navigation.page("snapshots"),
            label=say("snapshots.share_view"),
            icon=":material/share:",
            query_params={**address.current_values(), "page": name},
        )
