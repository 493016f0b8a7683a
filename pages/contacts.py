"""Contacts: add one in ten seconds; who is reached in which city; names only when somebody asks for them."""

import streamlit as st

from text import say
from ui.contacts import coverage, edit, form, people, undo
from ui.widgets import page_header

found = coverage.coverage()
coverage.show_lead(found)
edit.show_done()
form.show()

page_header.section(say("contacts.who"))
if found.empty:
    edit.hide_people()
    st.info(say("contacts.none"), icon=":material/info:")
else:
    coverage.show_cities(found)
    page_header.section(say("contacts.how"))
    coverage.show_holders(found)
    page_header.section(say("contacts.one_city"))
    people.show_city(set(found["city_id"]))
undo.show()
