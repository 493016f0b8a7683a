"""The latest changes of contacts, also those of others and of yesterday, each with its undo."""

from __future__ import annotations

import streamlit as st

from data.store.contact_changes import BatchSummary
from text import counted, say
from ui.contacts import answers, edit
from ui.core import city_names, formats
from ui.core.markdown import inert_markdown
from ui.widgets.expanders import lazy_expander
from ui.widgets.result_line import Undo, show_undo_button

_NAMED = 3  # cities


def show_latest_changes() -> None:
    """One line for each, newest first, in a list that opens; nothing where nothing can be unchange."""
    changes = answers.latest_changes()
    if changes:
        lazy_expander(
            say("contacts.latest"),
            lambda: _show_lines(changes),
            key="contacts.latest",
            type="compact",
            expanded=False,
        )


def _show_lines(changes: list[BatchSummary]) -> None:
    for number, change in enumerate(changes):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(inert_markdown(_line(change)), width="content")
            show_undo_button(Undo(f"contacts.undo.{number}", edit.undo, (change.batch,)), type="tertiary")


def _line(change: BatchSummary) -> str:
    """'31 May 2023, 14:05 · Ana · 2 added, 1 changed · Guangzhou 广州, Lima'."""
    sizes = {"added": change.added, "changed": change.changed, "removed": change.removed}
    counts = ", ".join(
        counted(f"difference.{part}", count, count=formats.count(count))
        for part, count in sizes.items()
        if count
    )
    cities = ", ".join(city_names.city_name(city) for city in change.cities[:_NAMED])
    more = len(change.cities) - _NAMED
    if more > 0:
        cities = counted("contacts.and_more", more, cities=cities, count=formats.count(more))
    return " · ".join([formats.moment_in_words(change.at), change.author, counts, cities])
