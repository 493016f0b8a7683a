"""Who is reached in which city. Without being asked the page says how many and how, never who."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.store import contacts
from data.store.database import reading
from text import label, say
from ui.contacts import edit, erasure, form
from ui.core import author, city_names, formats, session_keys, store
from ui.core.markdown import inert_markdown
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.store.contacts import Contact

_MASK = "••••••"
_CITY = "contacts.of"


def show_city(reached: Iterable[str]) -> None:
    """The contacts of one city: masked, until somebody asks for them."""
    city = st.selectbox(
        say("contacts.choose_city"),
        sorted(reached, key=city_names.city_name),
        index=None,
        format_func=city_names.city_name,
        placeholder=say("contacts.city_search"),
        key=_CITY,
        on_change=edit.hide_people,
    )
    if city is None:
        edit.hide_people()  # such as after another page: who comes back asks again
        return
    show_people(city, where="list")


def show_people(city: str, *, where: str) -> None:
    """The contacts of a city, masked until somebody asks for them. Who comes back from elsewhere asks again.

    where: a name of the place on the pages, for the key of the button.
    """
    button = f"contacts.unmask.{where}.{city}"
    if button not in st.session_state:
        edit.hide_people()
    is_shown = st.session_state.get(session_keys.UNMASKED) == city
    if not is_shown:
        author.ask_if_unknown(key=f"contacts.shown.{where}")
    st.button(
        say("contacts.mask") if is_shown else say("contacts.unmask"),
        icon=":material/visibility_off:" if is_shown else ":material/visibility:",
        on_click=edit.hide_people if is_shown else edit.show_people,
        args=() if is_shown else (city,),
        help=None if is_shown else say("contacts.unmask_help"),
        key=button,
    )
    with reading(store.opened()) as connection:
        people = contacts.of_city(connection, city)
    _forget_gone({person.contact_id for person in people})
    if not is_shown:
        _show_masked(people)
        return
    for number, person in enumerate(people):
        with st.container(border=True, key=f"person.{number}"):  # the id may have been made of a name
            _show_person(person, number)


def _show_masked(people: list[Contact]) -> None:
    """How each of them is reached, by whom, and when last: without saying who it is."""
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
    st.caption(inert_markdown(_how(person)))
    if st.session_state.get(session_keys.CONTACT_ERASED) == person.contact_id:
        erasure.ask(person)
        return
    _show_buttons(person, number)


def _forget_gone(there: set[str]) -> None:
    """What was begun with a contact ends when somebody else has removed or erased it meanwhile."""
    correction = st.session_state.get(session_keys.CONTACT_EDITED)
    if correction is not None and correction.seen.contact_id not in there:
        form.leave()
    if st.session_state.get(session_keys.CONTACT_ERASED) not in there:
        erasure.leave()


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


def _how(person: Contact) -> str:
    """Channel, holder and day: what may be said of a contact without saying who it is."""
    parts = [label("contact_channel", person.channel)] if person.channel else []
    if person.holder:
        parts.append(say("contacts.held_by", holder=label("owner", person.holder)))
    if person.last_contact_on:
        parts.append(say("contacts.last", day=formats.day(person.last_contact_on)))
    return " · ".join(parts) or say("contacts.nothing_more")
