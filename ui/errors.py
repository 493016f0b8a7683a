"""What a reader sees when a page fails: never a traceback, always a way on."""

import streamlit as st


def show(error_id: str) -> None:
    """Says what happened, what is safe and what to do; `error_id` finds the traceback in the server's log."""
    st.error(
        "**This page could not be shown.** Nothing was changed or lost: the data are as they were.\n\n"
        "Reload the page. If it fails again, tell the person who runs this dashboard the error number "
        f"`{error_id}`; the server's log has the details under it.",
        icon=":material/error:",
    )
