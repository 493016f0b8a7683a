"""City: everything known of one city, and what is not known."""

import streamlit as st

from ui import (
    address,
    city_brief_sheet,
    city_choice,
    city_contacts,
    city_facts,
    city_gaps,
    city_history,
    city_sections,
    city_words,
    frame,
    headline,
    offers,
    plots,
    sentences,
)
from ui import city_answers as answers
from ui.pictures import city as pictures
from ui.text import say

basis = frame.basis()
theme = plots.current_theme()
line = sentences.basis_line(basis)

city_id = city_choice.chosen()
if city_id is None:
    city_choice.show(basis, line)
    address.end_page()

city = answers.city(city_id)
words, place = st.columns([7, 3], gap="large")
with words:
    headline.show(
        city_words.name_line(city),
        [city_words.place(city), city_words.status(basis, city_id)],
        line,
        illustrative=city_words.rests_on_invented(basis, city_id),
    )
    city_facts.show(basis, city_id, line)
    city_gaps.show(basis, city_id)
with place:
    plots.show_drawn(pictures.locator(basis, theme.name, city_id))
    city_brief_sheet.download(basis, city_id)

city_contacts.show(basis, city_id)
offers.show_city(basis, city_id)
city_sections.steps(basis, city_id)
city_sections.stages(basis, city_id)
city_sections.events(basis, city_id)
city_sections.fees(basis, city_id, theme.name)
networks, topics = st.columns(2, gap="large")
with networks:
    city_sections.networks(basis, city_id)
with topics:
    city_sections.topics(basis, city_id)
city_sections.notes(city_id)
city_history.show(city_id)
city_sections.peers(basis, city_id)

headline.section(say("city_section.brief"))
city_brief_sheet.show(basis, city_id)
