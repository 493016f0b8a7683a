"""The account of a sheet's cells, and the rows of it that were not read."""

from __future__ import annotations

import streamlit as st

from text import issue_sentence, say
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.update.uploaded_sheets import UploadedSheet


def cell_counts(found: UploadedSheet) -> str:
    """'118 filled cells = 100 in tables + 2 in titles + …'; '' where the sheet was left out."""
    account = found.account
    if account is None:
        return ""
    return say(
        "update.cells",
        cells=formats.count(account.cells),
        tables=formats.count(account.tables),
        titles=formats.count(account.titles),
        totals=formats.count(account.totals),
        notes=formats.count(account.notes),
        not_read=formats.count(account.not_read),
    )


def show_unread(found: UploadedSheet) -> None:
    """One message for each part of the sheet that is in none of the tables."""
    for issue in found.unread:
        words = issue_sentence(issue)
        if issue.severity == "error":
            st.error(inert_markdown(words), icon=":material/error:")
        else:
            st.warning(inert_markdown(words), icon=":material/help:")
