"""Prospects that join the roll with an upload: closed as members, unless somebody keeps them open."""

from __future__ import annotations

import streamlit as st

from data.closing import Closing
from data.reading.upload import Upload
from text import counted, say
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.update import draft as drafts
from ui.update.draft import Draft

_KEY = "update.keep_open"


def show_closings(draft: Draft, upload: Upload) -> None:
    """Who joins and from which day on, and a choice of those that stay open. Nothing where nobody joins."""
    proposed = {one.city_id: one for one in upload.closings}
    if not proposed:
        return
    kept = [city for city in proposed if city in draft.choices.keep_open]
    closed = [one for city, one in proposed.items() if city not in kept]
    if closed:
        words = counted(
            "update.joins",
            len(closed),
            count=formats.count(len(closed)),
            cities=", ".join(map(_said, closed)),
        )
        st.info(inert_markdown(words), icon=":material/how_to_reg:")
    st.session_state[_KEY] = kept
    st.multiselect(
        say("update.keep_open"),
        list(proposed),
        format_func=lambda city: proposed[city].name,
        key=_KEY,
        on_change=_keep_open,
    )


def _said(one: Closing) -> str:
    if one.entered_on is None:
        return one.name
    return say("update.joins_day", city=one.name, day=formats.day(one.entered_on))


def _keep_open() -> None:
    drafts.decide(keep_open=frozenset(st.session_state[_KEY]))
