"""Contacts of a city. Until somebody asks for names the page says how many and how, never who."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from data.store.contacts import Contact
from text import label, say
from ui.contacts import answers, edit, erasure, form
from ui.core import author, city_names, formats, session_keys
from ui.core.markdown import inert_markdown
from ui.widgets.select_by_name import select_by_name
from ui.widgets.tables import show_table

_MASK = "••••••"


def show_chosen_city(city_ids: Iterable[str]) -> None:
    """A city to choose, and its contacts: masked until somebody asks for them."""
    names = {city_id: city_names.city_name(city_id) for city_id in city_ids}
    city = select_by_name(
        say("contacts.choose_city"),
        dict(sorted(names.items(), key=lambda each: each[1])),
        placeholder=say("contacts.city_search"),
        key="contacts.of",
        on_change=edit.mask,
    )
    if city is None:
        edit.mask()  # such as after a visit to another page
    else:
        show_people(city, where="list")


def show_people(city: str, *, where: str) -> None:
    """The contacts of a city, masked until somebody asks for them; masked again after a visit elsewhere.

    where: names the place on the pages, for the key of the button.
    """
    button = f"contacts.unmask.{where}.{city}"
    if button not in st.session_state:
        edit.mask()
    is_shown = st.session_state.get(session_keys.UNMASKED) == city
    if not is_shown:
        author.ask_if_unknown(key=f"contacts.shown.{where}")
    st.button(
        say("contacts.mask") if is_shown else say("contacts.unmask"),
        icon=":material/visibility_off:" if is_shown else ":material/visibility:",
        on_click=edit.mask if is_shown else edit.unmask,
        args=() if is_shown else (city,),
        help=None if is_shown else say("contacts.unmask_help"),
        key=button,
    )
    people = answers.contacts_of(city)
    _cancel_for_gone({person.contact_id for person in people})
    if not is_shown:
        _show_masked(people)
        return
    for number, person in enumerate(people):
        with st.container(border=True, key=f"person.{number}"):  # the id may have been made of a name
            _show_person(person, number)


def _show_masked(people: list[Contact]) -> None:
    """How each of them is reached, by whom, and when last; no names."""
    rows = pd.DataFrame(
        {
            label("column", "person"): [_MASK] * len(people),
            say("contacts.channels"): [
                label("contact_channel", each.channel) if each.channel else None for each in people
            ],
            say("contacts.holders"): [
                label("owner", each.holder) if each.holder else None for each in people
            ],
            label("column", "last_contact_on"): pd.to_datetime(
                pd.Series([each.last_contact_on for each in people], dtype="object")
            ),
        }
    )
    show_table(rows, key="table.contacts_masked", alt=say("contacts.masked_alt"))


def _show_person(person: Contact, number: int) -> None:
    """One contact, and what can be done about it."""
    correction = st.session_state.get(session_keys.CONTACT_EDITED)
    if correction is not None and correction.seen.contact_id == person.contact_id:
        form.show_change(correction)
        return
    who = " · ".join(part for part in (person.person, person.role) if part)
    st.markdown(f"**{inert_markdown(who or say('contacts.no_name'))}**")
    if person.address:
        st.code(person.address, language=None, wrap_lines=True)
    st.caption(inert_markdown(_summary(person)))
    if st.session_state.get(session_keys.CONTACT_ERASED) == person.contact_id:
        erasure.show_confirmation(person.contact_id)
        return
    _show_buttons(person, number)


def _cancel_for_gone(there: set[str]) -> None:
    """End an edit of a contact that somebody else has removed or erased meanwhile."""
    correction = st.session_state.get(session_keys.CONTACT_EDITED)
    if correction is not None and correction.seen.contact_id not in there:
        form.cancel()
    if st.session_state.get(session_keys.CONTACT_ERASED) not in there:
        erasure.cancel()


def _show_buttons(person: Contact, number: int) -> None:
    city = city_names.city_name(person.city_id)
    with st.container(horizontal=True):
        st.button(
            say("contacts.change"),
            icon=":material/edit:",
            type="tertiary",
            on_click=form.begin_change,
            args=(person,),
            key=f"contacts.change.{number}",
        )
        st.button(
            say("contacts.remove"),
            icon=":material/person_remove:",
            type="tertiary",
            on_click=edit.remove,
            args=(person.contact_id, city),
            help=say("contacts.remove_help"),
            key=f"contacts.remove.{number}",
        )
        st.button(
            say("contacts.erase"),
            icon=":material/delete_forever:",
            type="tertiary",
            on_click=erasure.begin,
            args=(person.contact_id,),
            help=say("contacts.erase_help"),
            key=f"contacts.erase.{number}",
        )


def _summary(person: Contact) -> str:
    """Channel, holder and day of the last contact."""
    parts = [label("contact_channel", person.channel)] if person.channel else []
    if person.holder:
        parts.append(say("contacts.held_by", holder=label("owner", person.holder)))
    if person.last_contact_on:
        parts.append(say("contacts.last", day=formats.day(person.last_contact_on)))
    return " · ".join(parts) or say("contacts.nothing_more")
