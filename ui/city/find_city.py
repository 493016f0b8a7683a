"""Finding a city from every page: type its name and press Enter; one match opens, several are listed."""

from __future__ import annotations

import streamlit as st

from analysis.city.search import Found
from text import say
from ui.city import answers, words
from ui.core import address, formats, navigation, session_keys
from ui.core.markdown import counted_inert, say_inert
from ui.widgets import city_link

_LONGEST = 60  # letters


def show_search(where: str = "menu") -> None:
    """The box, and below it the matches unless there is exactly one.

    Call it after the form of the basis: a field that is not drawn yet forgets its value when another page is
    opened. where: 'menu', or the name of a second box on a page.
    """
    typed, matches = f"{session_keys.CITY_TYPED}.{where}", f"{session_keys.CITY_FOUND}.{where}"
    _clear_if_opened(typed, matches)
    st.text_input(
        say("city.find"),
        key=typed,
        type="search",
        max_chars=_LONGEST,
        placeholder=say("city.find_hint"),
        icon=":material/search:",
        on_change=_search,
        args=(typed, matches),
    )
    chosen = st.session_state.pop(session_keys.CITY_CHOSEN, None)
    if chosen is not None:
        st.switch_page(navigation.page("city"), query_params=city_link.address_of_city(chosen))
    if matches in st.session_state:
        show_matches(st.session_state[matches], st.session_state[typed])


def show_matches(matches: Found, typed: str) -> None:
    """The matches, each a link, under a line that says how well they fit."""
    count = len(matches.city_ids)
    if matches.exact:
        st.caption(counted_inert("city.found", count, count=formats.count(count), typed=typed))
    else:
        st.caption(say_inert("city.found_near" if count else "city.found_none", typed=typed))
    for city_id in matches.city_ids:
        city_link.show_city_link(city_id, words.search_result(city_id))


def _search(typed: str, matches: str) -> None:
    """Before the run: a single match is opened at once. typed, matches: session keys."""
    text = st.session_state[typed]
    result = answers.search(text)
    st.session_state.pop(matches, None)
    if result.exact and len(result.city_ids) == 1:
        st.session_state[session_keys.CITY_CHOSEN] = result.city_ids[0]
        st.session_state[typed] = ""
    elif text.strip():
        st.session_state[matches] = result


def _clear_if_opened(typed: str, matches: str) -> None:
    """Drop the matches once one of them has been opened."""
    result: Found | None = st.session_state.get(matches)
    if result is not None and address.requested("city") in result.city_ids:
        del st.session_state[matches]
        st.session_state[typed] = ""
