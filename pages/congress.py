"""Congress: how many delegates will come, who drives that, what we can offer, and how good the guess was."""

import streamlit as st

from text import say
from ui.congress import answers, edit, sections, words
from ui.core import page_basis, sentences
from ui.widgets import offers, page_header

basis = page_basis.current()
line = sentences.basis_line(basis)
event = answers.chosen(basis)
if event is None:
    page_header.show(say("congress.none"), [say("congress.none_do")], line, illustrative=False)
    st.stop()

event_id = str(event.name)
by_hand = answers.set_by_hand(event_id)
chances = answers.chances(by_hand)
found = answers.forecast(basis, event_id, chances)
page_header.show(
    words.lead(event, found, basis),
    [words.days(event, basis), words.asked(found) if found else ""],
    line,
    illustrative=found is not None and found.illustrative,
)
sections.choose_event(basis)
if found is not None:
    sections.show_cards(found, line)
    sections.show_pictures(basis, found, chances, line)
    sections.show_cities(found, by_hand, basis)
    edit.show_change(found, by_hand)
    offers.show_all_offers(basis, found.cities)
edit.show_kept(found, event_id, basis)
sections.show_rule()
