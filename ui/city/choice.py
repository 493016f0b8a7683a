"""Which city a page is of: the address says so. Without one, or with one that does not exist, what to do."""

from __future__ import annotations

import streamlit as st

from analysis.core.basis import Basis
from text import say
from ui.city import answers, find_city
from ui.core import address, tables
from ui.widgets import page_header
from ui.widgets.tables import show_downloadable_table

_LONGEST = 80  # letters of an id


def chosen_city() -> str | None:
    """The city of the address; None where it names none or one that does not exist."""
    city_id = st.session_state[address.bind("city", "", lambda text: text[:_LONGEST])]
    return str(city_id) if city_id in answers.cities().index else None


def show_choice(basis: Basis, line: str) -> None:
    """Why no city is shown, the cities that may be meant, a box to find one, and everybody to choose from."""
    unknown = str(st.session_state[address.key_of("city")])
    if unknown:
        lead = say("city.not_found", city=unknown)
        page_header.show_page_header(lead, [say("city.not_found_do")], line, illustrative=False)
        matches = answers.search(unknown.partition("-")[2] or unknown)
        if matches.city_ids:
            find_city.show_matches(matches, unknown)
    else:
        page_header.show_page_header(say("city.choose"), [], line, illustrative=False)
    find_city.show_search("page")
    title = say("city.list_title")
    page_header.section(title)
    shown = tables.readable(answers.places_by_name(basis), tables.PLACE_COLUMNS)
    show_downloadable_table(shown, name="cities", lines=[title, line])
