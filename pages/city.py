"""City: everything known of one city, and what is not known."""

import streamlit as st

from text import say
from ui.city import answers, brief_sheet, choice, contacts, history, key_figures, pictures, sections, unknowns
from ui.city import words as city_words
from ui.core import address, page_basis, sentences
from ui.widgets import chart_panel, offers, page_header

basis = page_basis.current()
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)

city_id = choice.chosen()
if city_id is None:
    choice.show(basis, line)
    address.end_page()

city = answers.city(city_id)
words, place = st.columns([7, 3], gap="large")
with words:
    page_header.show(
        city_words.name_line(city),
        [city_words.place(city), city_words.status(basis, city_id)],
        line,
        illustrative=city_words.rests_on_invented(basis, city_id),
    )
    key_figures.show(basis, city_id, line)
    unknowns.show(basis, city_id)
with place:
    chart_panel.show_svg(pictures.locator(basis, theme.name, city_id))
    brief_sheet.download(basis, city_id)

contacts.show(basis, city_id)
offers.show_offers_to_city(basis, city_id)
sections.steps(basis, city_id)
sections.stages(basis, city_id)
sections.events(basis, city_id)
sections.fees(basis, city_id, theme.name)
networks, topics = st.columns(2, gap="large")
with networks:
    sections.networks(basis, city_id)
with topics:
    sections.topics(basis, city_id)
sections.notes(city_id)
history.show(city_id)
sections.peers(basis, city_id)

page_header.section(say("city_section.brief"))
brief_sheet.show(basis, city_id)
