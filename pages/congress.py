"""Congress: how many delegates will come, who drives that, what we can offer, and how good the guess was."""

import streamlit as st

from text import say
from ui.congress import answers, edit, sections, words
from ui.core import page_basis, sentences
from ui.widgets import offers, page_header

basis = page_basis.current()
line = sentences.basis_line(basis)
event = sections.chosen_event(basis)
if event is None:
    page_header.show_page_header(say("congress.none"), [say("congress.none_do")], line, illustrative=False)
    st.stop()

event_id = str(event.name)
manual = answers.manual_chances(event_id)
chances = answers.chances(manual)
forecast = answers.forecast(basis, event_id, chances)
page_header.show_page_header(
    words.lead(event, forecast, basis),
    [words.days_until(event, basis), words.cities_counted(forecast) if forecast else ""],
    line,
    illustrative=forecast is not None and forecast.illustrative,
)
sections.choose_event(basis)
if forecast is not None:
    sections.show_cards(forecast, line)
    sections.show_charts(basis, forecast, chances, line)
    sections.show_cities(forecast, manual, line)
    edit.show_change(forecast, manual)
    offers.show_all_offers(basis, forecast.cities)
edit.show_saved_forecasts(forecast, event_id, basis)
sections.show_rule()
