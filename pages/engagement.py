"""Engagement: who comes, who is silent, whom we reach, which topics and networks, and who could do more."""

from functools import partial

import streamlit as st

from analysis.contacts.reach import reachable_cities
from text import say
from ui.contacts import answers as contact_answers
from ui.core import page_basis, sentences
from ui.engagement import answers, sections, topic_sections, words
from ui.widgets import chart_panel, expanders, page_header

basis = page_basis.current()
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)
whom = sections.choose_whom(basis)
months = sections.bound_months()
contacts = contact_answers.coverage()
known = reachable_cities(contacts)
members = answers.members(basis, whom, months)

page_header.show_page_header(
    words.lead(basis, whom, months),
    words.details(basis, whom, months),
    line,
    illustrative=bool(members["illustrative"].any()),
)
if answers.cities(basis, whom).empty:
    st.stop()
sections.show_cards(basis, whom, months, contacts)
if len(members):
    sections.show_events_chart(basis, whom, theme)

page_header.section(say("story.more"))
ids = answers.cities(basis, whom)["city_id"]
expanders.show_findings(
    {
        "events": (words.events(basis, whom), partial(sections.show_events, basis, whom, months)),
        "silent": (words.silent(basis, whom, months), partial(sections.show_silent, basis, whom, months)),
        "score": (
            words.score(answers.scores(basis, whom, known)),
            partial(sections.show_scores, basis, whom, known),
        ),
        "contacts": (
            words.contacts(contacts, ids, by_wechat=answers.uses_wechat(basis, whom)),
            partial(sections.show_contacts, basis, whom, contacts),
        ),
        "topics": (words.topics(basis, whom), partial(topic_sections.show_topics, basis, whom, theme)),
        "groups": (
            words.groups(answers.groups(basis, whom, known)),
            partial(topic_sections.show_groups, basis, whom, known),
        ),
        "networks": (
            words.networks(basis, whom, months),
            partial(topic_sections.show_networks, basis, whom, theme),
        ),
        "potential": (
            words.potential(answers.potential(basis, whom, known)),
            partial(topic_sections.show_potential, basis, whom, known, theme),
        ),
    }
)
