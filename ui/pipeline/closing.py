"""Prospects whose city is on the roll already: one click closes each, with a day and an undo."""

from __future__ import annotations

import streamlit as st

from data.closing import Closing, closings
from data.edits import Edit
from text import label, say
from ui.core import author, formats, queries
from ui.core.markdown import inert_markdown, say_inert
from ui.widgets import row_edit

_SHOWN = 5
"""Cities that are offered at once; the next ones follow."""


def show_closings() -> None:
    """A line and a button for each of the first cities; nothing where none is on the roll."""
    proposed = closings(queries.dataset())[:_SHOWN]
    if not proposed:
        return
    author.ask_if_unknown(key="closing")
    for one in proposed:
        day = formats.day(one.entered_on or queries.dataset().as_of)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                inert_markdown(say("pipeline.on_roll", city=one.name, stage=label("stage", one.stage)))
            )
            st.button(
                say_inert("pipeline.close", day=day),
                icon=":material/how_to_reg:",
                disabled=not author.name(),
                on_click=_close,
                args=(one,),
                key=f"closing.{one.city_id}",
            )


def _close(one: Closing) -> None:
    """Before the run: the prospect gets the stage "member"."""
    edit = Edit("prospects", {"city_id": one.city_id}, {"stage": "member"}, one.entered_on)
    message = say("pipeline.moved", city=one.name, stage=label("stage", "member"))
    row_edit.save(edit, note=message, message=message)
