"""What is not known of a city, a sentence each, with a button that makes a follow-up of it."""

from __future__ import annotations

import streamlit as st

from analysis.core.basis import Basis
from text import say
from ui.city import answers, words
from ui.core import author
from ui.core.markdown import inert_markdown
from ui.widgets import page_header, row_edit


def show_unknowns(basis: Basis, city_id: str) -> None:
    """The section of a city's page. A gap that has a follow-up already says so."""
    page_header.section(say("city_section.unknowns"))
    row_edit.show_result()
    gaps = answers.unknowns(basis, city_id)
    if not gaps:
        st.markdown(say("city_section.unknowns_none"))
        return
    author.ask_if_unknown(key="gaps")
    steps = answers.steps(basis, city_id)
    noted = set(steps.loc[steps["step_state"] != "done", "what"])
    for gap in gaps:
        what = words.next_action(gap)
        with st.container(horizontal=True, vertical_alignment="center", key=f"gap.{gap.code}"):
            st.markdown(inert_markdown(words.unknown(gap)), width="content")
            st.button(
                say("city_gaps.noted" if what in noted else "city_gaps.ask"),
                type="tertiary",
                icon=":material/check:" if what in noted else ":material/add_task:",
                disabled=what in noted,
                help=inert_markdown(what),
                on_click=_add_followup,
                args=(basis, city_id, what),
                key=f"gap.ask.{gap.code}",
            )


def _add_followup(basis: Basis, city_id: str, what: str) -> None:
    """Before the run: a follow-up without a day, for whoever looks after the city."""
    owner, city = answers.owner(basis, city_id) or "", str(answers.city(city_id)["name"])
    row_edit.add_followup(city_id, what, owner, None, city=city)
