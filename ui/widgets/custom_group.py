"""Choosing the cities of a focus group. The list lives in the address; with a name it can be saved."""

from __future__ import annotations

import streamlit as st

from analysis.core.custom_group import MOST_LETTERS, OwnList
from text import say
from text.visible import visible
from ui.core import queries
from ui.widgets import saved_names

_KIND = "group"
_MOST = 60  # cities; more would not fit into an address that messengers keep whole


def choose_cities() -> None:
    """The cities, a name, and the button that makes them the focus group."""
    current = OwnList.read(str(st.session_state.get("address.group", "")))
    names = queries.city_names()
    chosen = st.multiselect(
        say("frame.own_list_cities"),
        list(names),
        default=[city for city in (current.cities if current else ()) if city in names],
        format_func=lambda city: visible(names[city]),
        max_selections=_MOST,
        key="own_list.cities",
    )
    name = st.text_input(
        say("frame.own_list_name"),
        value=current.name if current else "",
        max_chars=MOST_LETTERS,
        key="own_list.name",
    )
    group = OwnList.of(chosen, name)
    st.button(
        say("frame.own_list_use"),
        type="primary",
        disabled=not chosen,
        on_click=_use,
        args=(group,),
        key="own_list.use",
    )
    st.caption(say("frame.own_list_note"))
    _show_save_buttons(group)


def _show_save_buttons(group: OwnList) -> None:
    saved = {each.name: each.code for each in saved_names.saved_entries(_KIND)}
    with st.container(horizontal=True):
        known = saved.get(group.name) == group.code
        saved_names.show_save_button(
            _save, group, key="own_list.save", disabled=not (group.cities and group.name) or known
        )
        if group.name in saved:
            saved_names.show_remove_button(_KIND, group.name, key="own_list.remove")
    saved_names.show_result(_KIND)


def _save(group: OwnList) -> None:
    _use(group)
    saved_names.save(_KIND, group.name, group.code)


def _use(group: OwnList) -> None:
    st.session_state["address.group"] = group.code
