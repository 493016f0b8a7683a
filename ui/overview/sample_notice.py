"""One line on the first page as long as invented rows count: what they are, and the way to one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from text import label, say
from ui.core import formats, navigation

if TYPE_CHECKING:
    from data.dataset import Dataset

_COUNTED = ("members", "dues", "receipts")


def show(dataset: Dataset) -> None:
    """Nothing where no counted row is invented."""
    if not dataset.illustrative:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="sample"):
        st.caption(line(dataset), width="content")
        st.page_link(
            navigation.page("update"),
            label=say("app.load_own"),
            icon=":material/upload_file:",
            width="content",
        )


def line(dataset: Dataset) -> str:
    """That these are sample data; once somebody has uploaded some, how many invented rows are left."""
    origins = {name: dataset.table(name)["provenance"] for name in _COUNTED}
    if not any((origin == "uploaded").any() for origin in origins.values()):
        return say("app.sample_line")
    left = {name: int((origin == "illustrative").sum()) for name, origin in origins.items()}
    parts = [
        f"{formats.count(count)} {label('tables', name).lower()}" for name, count in left.items() if count
    ]
    return say("app.sample_left", rows=", ".join(parts))
