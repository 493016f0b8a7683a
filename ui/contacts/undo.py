"""The latest changes of contacts, also those of others and of yesterday, each with its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from data.store import contact_changes
from data.store.database import reading
from text import counted, say
from ui.contacts import edit
from ui.core import city_names, formats, store
from ui.core.markdown import inert_markdown

if TYPE_CHECKING:
    from data.store.contact_changes import BatchSummary

_LISTED = 8
_CITIES = 3


def show() -> None:
    """A line a go, newest first, when somebody opens the list; nothing where nothing can be undone."""
    with reading(store.opened()) as connection:
        found = contact_changes.recent_batches(connection, _LISTED)
    if not found:
        return
    opened = st.expander(
        say("contacts.latest"), key="contacts.latest", on_change="rerun", type="compact", expanded=False
    )
    if opened.open:
        with opened:
            for number, done in enumerate(found):
                _show_one(done, number)


def _show_one(done: BatchSummary, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(inert_markdown(_line(done)), width="content")
        st.button(
            say("versions.undo"),
            icon=":material/undo:",
            type="tertiary",
            on_click=edit.undo,
            args=(done.batch,),
            key=f"contacts.undo.{number}",
        )


def _line(done: BatchSummary) -> str:
    """'31 May 2023, 14:05 · Ana · 2 added, 1 changed · Guangzhou 广州, Lima'."""
    sizes = {"added": done.added, "changed": done.changed, "removed": done.removed}
    counts = ", ".join(
        counted(f"difference.{part}", count, count=formats.count(count))
        for part, count in sizes.items()
        if count
    )
    cities = ", ".join(city_names.city_name(city) for city in done.cities[:_CITIES])
    more = len(done.cities) - _CITIES
    if more > 0:
        cities = counted("contacts.and_more", more, cities=cities, count=formats.count(more))
    return " · ".join([formats.moment_in_words(done.at), done.author, counts, cities])
