"""Which city a page is of: the address says so. Without one, or with one that does not exist, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from text import say
from ui.city import answers, find_city
from ui.core import address, tables
from ui.widgets import page_header
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from analysis.core.basis import Basis

_LONGEST = 80  # letters of an id


def chosen() -> str | None:
    """The city of the address, None where it names none or one that does not exist."""
    asked = _asked()
    return asked if asked in answers.cities().index else None


def _asked() -> str:
    """What the address asks for, whether it exists or not; it stays in the address."""
    key = address.bind("city", "", lambda text: text[:_LONGEST])
    return str(st.session_state[key])


def show(basis: Basis, line: str) -> None:
    """Why no city is shown, the cities that may be meant, a box to find one, and everybody to choose from."""
    asked = str(st.session_state[address.key_of("city")])
    if asked:
        lead = say("city.not_found", city=asked)
        page_header.show(lead, [say("city.not_found_do")], line, illustrative=False)
        found = answers.find(asked.partition("-")[2] or asked)
        if found.city_ids:
            find_city.offer(found, asked)
    else:
        page_header.show(say("city.choose"), [], line, illustrative=False)
    find_city.show("page")
    title = say("city.list_title")
    page_header.section(title)
    shown = tables.readable(answers.listed(basis), tables.PLACE_COLUMNS)
    show_table(shown, key="table.cities", alt=title)
    download_buttons(shown, name="cities", lines=[title, line])
