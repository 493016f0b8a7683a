"""Scenarios saved under a name: keeping the one at hand, opening one that was kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.what_if.scenario import MOST_LETTERS, Scenario, plain_name
from text import say
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.what_if import state
from ui.widgets import saved_names

if TYPE_CHECKING:
    from data.store.saved import Saved

_KIND = "scenario"


def choose() -> None:
    """Keep the scenario at hand under a name for everybody, or open one that was kept."""
    opened = st.popover(
        say("saved.scenarios"), icon=":material/bookmarks:", type="tertiary", key="saved", on_change="rerun"
    )
    if opened.open:
        with opened:
            _save_or_open(state.at_hand(), saved_names.saved_entries(_KIND))


def _save_or_open(scenario: Scenario, known: list[Saved]) -> None:
    name = plain_name(
        st.text_input(say("saved.name"), value=scenario.name, max_chars=MOST_LETTERS, key=_name_key())
    )
    kept = replace(scenario, name=name)
    st.button(
        say("saved.save"),
        icon=":material/bookmark_add:",
        type="primary",
        disabled=not name or scenario.at_rest or kept.code in {each.code for each in known},
        help=say("saved.save_help"),
        on_click=_keep,
        args=(kept,),
        key="scenario.save",
    )
    for each in known:
        _show_kept(each)
    if not known:
        st.caption(say("saved.none"))


def show_done() -> None:
    """What was saved or removed last, with its undo."""
    saved_names.show_result(_KIND)


def _show_kept(kept: Saved) -> None:
    """One saved scenario: a button that opens it, one that removes it."""
    scenario = Scenario.read(kept.code)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            inert_markdown(kept.name),
            help=inert_markdown(say("saved.by", author=kept.author, day=formats.day(kept.at.date()))),
            disabled=scenario is None,
            on_click=state.put,
            args=(scenario,),
            key=f"saved.open.{kept.name}",
        )
        st.button(
            say("saved.remove"),
            type="tertiary",
            on_click=saved_names.remove,
            args=(_KIND, kept.name),
            key=f"saved.remove.{kept.name}",
        )


def _name_key() -> str:
    """With another scenario at hand the field for the name begins with that one's name."""
    return f"saved.name.{state.at_hand().name}"


def _keep(scenario: Scenario) -> None:
    state.put(scenario)
    saved_names.save(_KIND, scenario.name, scenario.code)
