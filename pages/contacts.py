"""Contacts: add one in ten seconds; who is reached in which city; names only when somebody asks for them."""

import streamlit as st

from ui import contact_coverage, contact_form, contact_list, contact_undo, contact_work, headline
from ui.text import say

found = contact_coverage.coverage()
contact_coverage.show_lead(found)
contact_work.show_done()
contact_form.show()

headline.section(say("contacts.who"))
if found.empty:
    contact_work.hide_people()
    st.info(say("contacts.none"), icon=":material/info:")
else:
    contact_coverage.show_cities(found)
    headline.section(say("contacts.how"))
    contact_coverage.show_holders(found)
    headline.section(say("contacts.one_city"))
    contact_list.show_city(set(found["city_id"]))
contact_undo.show()
