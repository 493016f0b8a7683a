"""Two snapshots side by side, or one and today: what changed, and what is meant differently."""

from __future__ import annotations

import streamlit as st

from data.errors import DashboardError
from data.store.snapshots import StoredSnapshot
from sharing.compare import compare
from text import failure_sentence, say
from text.visible import visible
from ui.core import address
from ui.core.markdown import inert_markdown
from ui.reports import comparison_words
from ui.snapshots import answers, tables, words
from ui.snapshots.answers import TODAY
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table


def show_comparison(stored: list[StoredSnapshot]) -> None:
    """Choose two, and see what is different."""
    names = {each.snapshot_id: words.name(each) for each in stored}
    ids = list(names)
    left, right = st.columns(2)
    with left:
        key = address.bind_choice("before", ids[-1], ids)
        before = st.selectbox(
            say("compare.before"), ids, format_func=lambda code: visible(names[code]), key=key
        )
    with right:
        names[TODAY] = say("compare.today")
        key = address.bind_choice("after", TODAY, [TODAY, *ids])
        after = st.selectbox(
            say("compare.after"), [TODAY, *ids], format_func=lambda code: visible(names[code]), key=key
        )
    if st.toggle(say("compare.show"), key=address.bind_flag("compare", default=False)):
        _show_differences(before, after)


def _show_differences(before: str, after: str) -> None:
    try:
        with st.spinner(say("compare.busy")):
            comparison = compare(*answers.compared_reports(before, after))
    except DashboardError as error:
        st.error(inert_markdown(failure_sentence(error)), icon=":material/error:")
        return
    st.markdown(inert_markdown(comparison_words.sentence(comparison)))
    st.caption(say("compare.share"))
    for mismatch in comparison.warnings:
        st.warning(inert_markdown(comparison_words.warning(mismatch)), icon=":material/rule:")
    for code, changes in comparison.changes:
        rows, title = tables.changes(changes, code), say(f"compare.{code}")
        show_table(rows, key=f"table.compare.{code}", alt=title, right=comparison_words.number_headers())
        download_buttons(rows, name=f"compare_{code}", lines=[title])
