"""What a reader sees when a page fails: never a traceback, always a way on."""

import logging
from uuid import uuid4

import streamlit as st

from ui.core.markdown import inert_markdown

logger = logging.getLogger("dashboard")


def log_and_show(error: Exception) -> bool:
    """Logs `error` and shows the reader its number; True tells Streamlit not to show a box of its own."""
    show_error(log(error))
    return True


def log(error: Exception) -> str:
    """The number under which the log now holds `error` with its traceback."""
    error_id = uuid4().hex[:8]
    logger.error("Error %s", error_id, exc_info=error)
    return error_id


def show_error(error_id: str) -> None:
    """Says what happened, what is safe and what to do; `error_id` finds the traceback in the server's log."""
    st.error(
        "**This page could not be shown.** Nothing was changed or lost: the data are as they were.\n\n"
        "Reload the page. If it fails again, tell the person who runs this dashboard the error number "
        f"`{inert_markdown(error_id)}`; the server's log has the details under it.",
        icon=":material/error:",
    )
