"""Finding a city from every page: type its name, Enter opens it, or a few that are meant are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from text import counted, say
from ui.city import answers
from ui.core import address, formats, navigation, session_keys
from ui.core.markdown import inert_markdown
from ui.widgets import city_link

if TYPE_CHECKING:
    from analysis.city.search import Found

_LONGEST = 60  # letters


def show(where: str = "menu") -> None:
    """The box, and below it what was found where it was not one city.

    Call it after the frame: what has not been drawn yet would forget its value when another page is opened.
    where: 'menu', or the name of a second box on a page.
    """
    typed, found = f"{session_keys.CITY_TYPED}.{where}", f"{session_keys.CITY_FOUND}.{where}"
    _forget_if_open(typed, found)
    st.text_input(
        say("city.find"),
        key=typed,
        type="search",
        max_chars=_LONGEST,
        placeholder=say("city.find_hint"),
        icon=":material/search:",
        on_change=_look,
        args=(typed, found),
    )
    chosen = st.session_state.pop(session_keys.CITY_CHOSEN, None)
    if chosen is not None:
        st.switch_page(navigation.page("city"), query_params=city_link.address_of_city(chosen))
    if found in st.session_state:
        offer(st.session_state[found], st.session_state[typed])


def offer(found: Found, typed: str) -> None:
    """The cities that may be meant, each a link, under a line that says how well they fit."""
    count = len(found.city_ids)
    name = inert_markdown(typed)
    if found.exact:
        st.caption(counted("city.found", count, count=formats.count(count), typed=name))
    else:
        st.caption(say("city.found_near" if count else "city.found_none", typed=name))
    for city_id in found.city_ids:
        city_link.show_city_link(city_id, answers.told(city_id))


def _look(typed: str, found: str) -> None:
    """One city is opened at once; nothing typed is nothing looked for. typed, found: keys of the session."""
    text = st.session_state[typed]
    answer = answers.find(text)
    st.session_state.pop(found, None)
    if answer.exact and len(answer.city_ids) == 1:
        st.session_state[session_keys.CITY_CHOSEN] = answer.city_ids[0]
        st.session_state[typed] = ""
    elif text.strip():
        st.session_state[found] = answer


def _forget_if_open(typed: str, found: str) -> None:
    """What was found goes once one of it has been opened."""
    answer: Found | None = st.session_state.get(found)
    if answer is not None and address.asked("city") in answer.city_ids:
        del st.session_state[found]
        st.session_state[typed] = ""
