"""Contacts: add one in ten seconds; who is reached in which city; names only when somebody asks for them."""

from ui import contact_form, contact_list, headline
from ui.text import say

contact_list.show_lead()
contact_form.show_done()
contact_form.show()

headline.section(say("contacts.who"))
contact_list.show_coverage()
contact_list.show_city()
