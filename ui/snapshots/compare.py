"""Two snapshots side by side, or one and today: what changed, and what is meant differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.errors import DashboardError
from sharing.compare import compare
from text import failure_sentence, say
from ui.core import address
from ui.core.markdown import inert_markdown
from ui.snapshots import comparison, comparison_words, sections
from ui.snapshots.comparison import TODAY
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from data.store.snapshots import Stored
    from sharing.compare import Change


def show(found: list[Stored]) -> None:
    """Choose two, and see what is different."""
    by_id = {each.bundle_id: each for each in found}
    ids = list(by_id)
    left, right = st.columns(2)
    with left:
        key = address.bind_choice("before", ids[-1], ids)
        before = st.selectbox(
            say("compare.before"), ids, format_func=lambda code: sections.name(by_id[code]), key=key
        )
    with right:
        choices = [TODAY, *ids]
        after = st.selectbox(
            say("compare.after"),
            choices,
            format_func=lambda code: say("compare.today") if code == TODAY else sections.name(by_id[code]),
            key=address.bind_choice("after", TODAY, choices),
        )
    if st.toggle(say("compare.show"), key=address.bind_flag("compare", default=False)):
        _compare(before, after)


def _compare(before: str, after: str) -> None:
    try:
        with st.spinner(say("compare.busy")):
            found = compare(*comparison.both(before, after))
    except DashboardError as error:
        st.error(inert_markdown(failure_sentence(error)), icon=":material/error:")
        return
    st.markdown(inert_markdown(comparison_words.sentence(found)))
    st.caption(say("compare.share"))
    for warned in found.warnings:
        st.warning(inert_markdown(comparison_words.warning(warned)), icon=":material/rule:")
    for code, changes in (("figures", found.figures), ("categories", found.categories)):
        if changes:
            rows = table(changes, code)
            title = say(f"compare.{code}")
            show_table(rows, key=f"table.compare.{code}", alt=title, right=comparison_words.right())
            download_buttons(rows, name=f"compare_{code}", lines=[title])


def table(changes: tuple[Change, ...], code: str) -> pd.DataFrame:
    """One row a change, in words."""
    return pd.DataFrame([comparison_words.row(each, categories=code == "categories") for each in changes])
