"""Contacts of a city counted by channel and holder; names only on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from analysis.core.basis import Basis
from data.store.contacts import Contact
from text import counted, label, say
from ui.city import answers
from ui.contacts import answers as contact_answers
from ui.contacts import edit as contacts_edit
from ui.contacts import people as contacts_people
from ui.core import formats, navigation
from ui.core.markdown import inert_markdown
from ui.widgets import page_header


def show_contacts(basis: Basis, city_id: str) -> None:
    """The section of a city's page."""
    page_header.section(say("city_contacts.title"))
    people = contact_answers.contacts_of(city_id)
    st.markdown(inert_markdown(_who_could(basis, city_id, people)))
    contacts_edit.show_result()
    if people:
        contacts_people.show_people(city_id, where="city")
    else:
        contacts_edit.mask()
    st.page_link(navigation.page("contacts"), label=say("city_contacts.add"), icon=":material/person_add:")


def _who_could(basis: Basis, city_id: str, people: list[Contact]) -> str:
    """How many contacts there are, how they are reached, who holds them, and who looks after the city."""
    owner = answers.owner(basis, city_id)
    owned_by = [say("city_contacts.owner", owner=label("owner", owner))] if owner else []
    if not people:
        return " ".join([say("city_contacts.none"), *owned_by])
    channels = _counts(label("contact_channel", each.channel) if each.channel else "" for each in people)
    holders = _counts(label("owner", each.holder) if each.holder else "" for each in people)
    days = [each.last_contact_on for each in people if each.last_contact_on]
    facts = {
        "contacts": counted("contacts.people", len(people), count=formats.count(len(people))),
        "channels": channels,
        "holders": holders,
    }
    last = say("city_contacts.last", day=formats.day(max(days))) if days else say("city_contacts.no_day")
    return " ".join([say("city_contacts.reached", **facts), last, *owned_by])


def _counts(words: Iterable[str]) -> str:
    """'WeChat 2, E-mail 1', the most frequent first; '' counts as unknown."""
    counts = Counter(word or say("app.unknown") for word in words)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{word} {formats.count(count)}" for word, count in ordered)
