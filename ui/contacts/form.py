"""The fields of one contact: to add it on a phone in a corridor, and to correct it later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from data.schema import CONTACT_CHANNELS
from data.store.contacts import Contact
from text import label, say
from text.visible import visible
from ui.contacts import answers, edit
from ui.core import author, city_names, formats, session_keys
from ui.core.markdown import inert_markdown


@dataclass(frozen=True)
class Correction:
    """A contact that is being corrected. begun_from: as it was when its fields were filled in. seen: as the
    person last saw it, which differs after somebody else changed it meanwhile."""

    begun_from: Contact
    seen: Contact


_WIDTH = 640  # px at most: fields that an eye takes in at once
_FIRST_DAY = date(1990, 1, 1)
_FIELDS = ("city_id", "channel", "address", "person", "holder", "role", "last_contact_on", "consent_on")


def show_form() -> None:
    """The form for a new contact: who and where first, the rest folded away."""
    if not city_names.known_cities():
        st.info(say("contacts.no_cities"), icon=":material/info:")
        return
    author.ask_if_unknown(key="contacts")
    with st.container(width=_WIDTH), st.form("contacts.form", border=False):
        _fields("new", None)
        with st.expander(say("contacts.more"), type="compact"):
            _further_fields("new", None)
        st.form_submit_button(
            say("contacts.save"), type="primary", icon=":material/person_add:", on_click=_add
        )


def show_change(correction: Correction) -> None:
    """The same fields filled in; above them what somebody else changed since."""
    for name in _FIELDS:
        old, new = (getattr(each, name) for each in (correction.begun_from, correction.seen))
        if old != new:
            facts = {"what": label("column", name), "old": old or "–", "new": new or "–"}
            st.warning(inert_markdown(say("contacts.meanwhile", **facts)), icon=":material/sync_problem:")
    with st.container(width=_WIDTH), st.form("contacts.change", border=False):
        _fields("change", correction.begun_from)
        _further_fields("change", correction.begun_from)
        with st.container(horizontal=True):
            st.form_submit_button(say("contacts.save_change"), type="primary", on_click=_change)
            st.form_submit_button(say("contacts.leave"), on_click=cancel)


def begin_change(contact: Contact) -> None:
    """Before the run: open the fields of a contact, filled in with what it is now."""
    _reset("change")
    st.session_state[session_keys.CONTACT_EDITED] = Correction(contact, contact)


def cancel() -> None:
    """No contact is being corrected any more."""
    st.session_state.pop(session_keys.CONTACT_EDITED, None)


def _fields(form: str, seen: Contact | None) -> None:
    names = city_names.known_cities()
    options = list(names) if seen is None or seen.city_id in names else [seen.city_id, *names]
    st.selectbox(
        say("table.city"),
        options,
        index=None if seen is None else options.index(seen.city_id),
        format_func=lambda city: visible(city_names.city_name(city)),
        placeholder=say("contacts.city_search"),
        key=_field(form, "city_id"),
    )
    st.segmented_control(
        say("contacts.channel"),
        CONTACT_CHANNELS,
        default=CONTACT_CHANNELS[0] if seen is None else seen.channel,
        format_func=lambda code: inert_markdown(label("contact_channel", code)),
        key=_field(form, "channel"),
    )
    _text(form, "address", seen, say("contacts.address"))
    _text(form, "person", seen, label("column", "person"))
    holder = st.session_state.get(session_keys.CONTACT_HOLDER) if seen is None else seen.holder
    holders = sorted({*_holders(), *([holder] if holder else [])})
    st.selectbox(
        say("contacts.holder"),
        holders,
        index=holders.index(holder) if holder else None,
        accept_new_options=True,
        placeholder=say("contacts.holder_help"),
        key=_field(form, "holder"),
    )


def _further_fields(form: str, seen: Contact | None) -> None:
    _text(form, "role", seen, label("column", "role"))
    for name in ("last_contact_on", "consent_on"):
        given: date | None = None if seen is None else getattr(seen, name)
        days = [day for day in (given, _FIRST_DAY, formats.today()) if day is not None]
        st.date_input(
            inert_markdown(label("column", name)),
            value=given,
            min_value=min(days),
            max_value=max(days),
            format="YYYY-MM-DD",
            key=_field(form, name),
        )


def _text(form: str, name: str, seen: Contact | None, words: str) -> None:
    given = "" if seen is None else getattr(seen, name) or ""
    st.text_input(inert_markdown(words), value=given, key=_field(form, name), autocomplete="off")


def _field(form: str, name: str) -> str:
    """Key of a field. With another number the form is a new one and empty."""
    return f"contacts.{form}.{st.session_state.get(_number(form), 0)}.{name}"


def _values(form: str) -> dict[str, object]:
    return {name: st.session_state.get(_field(form, name)) for name in _FIELDS}


def _problem(values: dict[str, object]) -> str | None:
    """Why the fields are not enough, as a sentence."""
    if not values["city_id"]:
        return say("error.contact_city_missing")
    if not any(str(values[name] or "").strip() for name in ("person", "address")):
        return say("contacts.nobody")
    return None


def _add() -> None:
    """Before the run: save the contact and empty the form. What cannot be saved stays in the fields."""
    values = _values("new")
    if problem := _problem(values):
        edit.show_failure_next(problem)
        return
    details = {name: value for name, value in values.items() if value}
    if edit.add(details, city_names.city_name(str(values["city_id"]))):
        st.session_state[session_keys.CONTACT_HOLDER] = values["holder"]
        _reset("new")


def _change() -> None:
    """Before the run: save the contact as it stands in the fields; where that fails they stay open."""
    values = _values("change")
    if problem := _problem(values):
        edit.show_failure_next(problem)
        return
    correction: Correction = st.session_state[session_keys.CONTACT_EDITED]
    if edit.change(correction.seen, values, city_names.city_name(str(values["city_id"]))):
        cancel()
        return
    now = answers.contact(correction.seen.contact_id)
    if now is None:
        cancel()
    else:
        st.session_state[session_keys.CONTACT_EDITED] = replace(correction, seen=now)


def _reset(form: str) -> None:
    st.session_state[_number(form)] = st.session_state.get(_number(form), 0) + 1


def _number(form: str) -> str:
    """Session key of the number in the keys of the fields of a form."""
    return f"{session_keys.CONTACT_FORM}.{form}"


def _holders() -> set[str]:
    """Who of us holds a contact already: offices and staff codes."""
    return set(answers.coverage()["holder"].dropna())
