"""Scenarios saved under a name: saving the current one, opening another."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.core.custom_group import MOST_LETTERS, plain_name
from analysis.what_if.scenario import Scenario
from data.store.saved import Saved
from text import say
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.what_if import state
from ui.widgets import saved_names
from ui.widgets.expanders import lazy_popover

KIND = "scenario"


def show_saved_scenarios() -> None:
    """A popover that saves the current scenario under a name for everybody, or opens a saved one."""
    lazy_popover(say("saved.scenarios"), _save_or_open, key="saved", icon=":material/bookmarks:")


def _save_or_open() -> None:
    scenario, saved = state.current(), saved_names.saved_entries(KIND)
    # With another current scenario the field for the name begins with that one's name.
    key = f"saved.name.{scenario.name}"
    name = st.text_input(say("saved.name"), value=scenario.name, max_chars=MOST_LETTERS, key=key)
    named = replace(scenario, name=plain_name(name))
    known = named.code in {each.code for each in saved}
    saved_names.show_save_button(
        _save,
        named,
        key="scenario.save",
        disabled=not named.name or scenario.at_rest or known,
        primary=True,
    )
    for each in saved:
        _show_saved(each)
    if not saved:
        st.caption(say("saved.none"))


def _show_saved(saved: Saved) -> None:
    """One saved scenario: a button that opens it, one that removes it."""
    scenario = Scenario.read(saved.code)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            inert_markdown(saved.name),
            help=inert_markdown(say("saved.by", author=saved.author, day=formats.day(saved.at.date()))),
            disabled=scenario is None,
            on_click=state.replace_current,
            args=(scenario,),
            key=f"saved.open.{saved.name}",
        )
        saved_names.show_remove_button(KIND, saved.name, key=f"saved.remove.{saved.name}")


def _save(scenario: Scenario) -> None:
    state.replace_current(scenario)
    saved_names.save(KIND, scenario.name, scenario.code)
