"""City: everything known of one city, and what is not known."""

import streamlit as st

from text import say
from ui.city import (
    answers,
    brief_sheet,
    choice,
    contacts,
    history,
    key_figures,
    pictures,
    sections,
    unknowns,
    words,
)
from ui.core import address, page_basis, sentences
from ui.widgets import chart_panel, offers, page_header

basis = page_basis.current()
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)

city_id = choice.chosen_city()
if city_id is None:
    choice.show_choice(basis, line)
    address.end_page()

city = answers.city(city_id)
heading, side = st.columns([7, 3], gap="large")
with heading:
    page_header.show_page_header(
        words.name_line(city),
        [words.place(city), words.status(basis, city_id)],
        line,
        illustrative=words.rests_on_invented(basis, city_id),
    )
    key_figures.show_key_figures(basis, city_id, line)
    unknowns.show_unknowns(basis, city_id)
with side:
    chart_panel.show_svg(pictures.locator(basis, theme.name, city_id))
    brief_sheet.show_download(basis, city_id)

contacts.show_contacts(basis, city_id)
offers.show_offers_to_city(basis, city_id)
sections.show_steps(basis, city_id)
sections.show_stages(basis, city_id)
sections.show_events(basis, city_id)
sections.show_fees(basis, city_id, theme.name)
networks, topics = st.columns(2, gap="large")
with networks:
    sections.show_networks(basis, city_id)
with topics:
    sections.show_topics(basis, city_id)
sections.show_notes(city_id)
history.show_history(city_id)
sections.show_peers(basis, city_id)

page_header.section(say("city_section.brief"))
brief_sheet.show_brief(basis, city_id)
