"""Finding a city from every page: type its name, Enter opens it, or a few that are meant are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import address, city_answers, keys, navigation, numbers, open_city
from ui.text import counted, say
from ui.written import inert_markdown

if TYPE_CHECKING:
    from analysis.city_search import Found

_LONGEST = 60  # letters


def show() -> None:
    """The box, and below it what was found where it was not one city.

    Call it inside the sidebar and after the frame: what has not been drawn yet would forget its value when
    another page is opened.
    """
    _forget_if_open()
    st.text_input(
        say("city.find"),
        key=keys.CITY_TYPED,
        type="search",
        max_chars=_LONGEST,
        placeholder=say("city.find_hint"),
        icon=":material/search:",
        on_change=_look,
    )
    chosen = st.session_state.pop(keys.CITY_CHOSEN, None)
    if chosen is not None:
        st.switch_page(navigation.page("city"), query_params=open_city.address_of(chosen))
    found: Found | None = st.session_state.get(keys.CITY_FOUND)
    if found is not None:
        offer(found, st.session_state[keys.CITY_TYPED])


def offer(found: Found, typed: str) -> None:
    """The cities that may be meant, each a link, under a line that says how well they fit."""
    count = len(found.city_ids)
    name = inert_markdown(typed)
    if found.exact:
        st.caption(counted("city.found", count, count=numbers.count(count), typed=name))
    else:
        st.caption(say("city.found_near" if count else "city.found_none", typed=name))
    for city_id in found.city_ids:
        open_city.link(city_id, city_answers.told(city_id))


def _look() -> None:
    """One city is opened at once; nothing typed is nothing looked for."""
    typed = st.session_state[keys.CITY_TYPED]
    found = city_answers.find(typed)
    st.session_state.pop(keys.CITY_FOUND, None)
    if found.exact and len(found.city_ids) == 1:
        st.session_state[keys.CITY_CHOSEN] = found.city_ids[0]
        st.session_state[keys.CITY_TYPED] = ""
    elif typed.strip():
        st.session_state[keys.CITY_FOUND] = found


def _forget_if_open() -> None:
    """What was found goes once one of it has been opened."""
    found: Found | None = st.session_state.get(keys.CITY_FOUND)
    if found is not None and address.asked("city") in found.city_ids:
        del st.session_state[keys.CITY_FOUND]
        st.session_state[keys.CITY_TYPED] = ""
