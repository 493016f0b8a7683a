"""What is wrong with the data, in full, and what to do: shown instead of a page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.errors import DashboardError
from data.report import Report
from text import failure_sentence, issue_sentence, say
from text.visible import visible
from ui.core import navigation
from ui.core.markdown import counted_inert, inert_markdown


def show_report(report: Report) -> None:
    """Every problem with file, row and column."""
    st.title(say("error.data_title"))
    st.error(
        counted_inert("error.data_unusable", len(report.errors), count=len(report.errors)),
        icon=":material/error:",
    )
    rows = pd.DataFrame(
        {
            say("table.sheet"): [issue.sheet for issue in report.issues],
            say("table.row"): pd.array([issue.row for issue in report.issues], dtype="Int64"),
            say("table.column"): [issue.column or "" for issue in report.issues],
            say("table.message"): [visible(issue_sentence(issue)) for issue in report.issues],
        }
    )
    st.dataframe(rows, hide_index=True)


def show_failure(error: DashboardError) -> None:
    """Why the data cannot be reached, and what to do."""
    st.title(say("error.data_title"))
    st.error(inert_markdown(failure_sentence(error)), icon=":material/error:")


def show_no_members() -> None:
    """An empty roll: what would be here and how to get it."""
    st.title(say("error.no_members_title"))
    st.info(say("error.no_members"), icon=":material/info:")
    st.page_link(navigation.page("update"), label=say("app.load_own"), icon=":material/upload_file:")
