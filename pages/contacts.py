"""Contacts: add one in ten seconds; who is reached in which city; names only when somebody asks for them."""

import streamlit as st

from text import say
from ui.contacts import answers, edit, form, latest_changes, people, sections
from ui.widgets import page_header

coverage = answers.coverage()
sections.show_lead(coverage)
edit.show_result()
form.show_form()

page_header.section(say("contacts.who"))
if coverage.empty:
    edit.mask()
    st.info(say("contacts.none"), icon=":material/info:")
else:
    sections.show_cities(coverage)
    page_header.section(say("contacts.how"))
    sections.show_holders(coverage)
    page_header.section(say("contacts.one_city"))
    people.show_chosen_city(set(coverage["city_id"]))
latest_changes.show_latest_changes()
