"""The form for one contact, short enough for a phone in a corridor, and the undo of what was done last.

Names and addresses stand in the fields of the session and in the store, nowhere else: not in an address, a
key, a message or a cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.errors import DashboardError
from data.schema import CONTACT_CHANNELS
from data.store import contact_changes, contacts
from data.store.database import writing
from ui import author, keys, services, store
from ui.text import label, say
from ui.written import inert_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

_TYPED = ("person", "address", "role")


def show() -> None:
    """The fields, the most used way to reach somebody first."""
    names = cities()
    if not names:
        st.info(say("contacts.no_cities"), icon=":material/info:")
        return
    if not author.name():
        author.ask(key="contacts")
    with st.form("contacts.form", border=False):
        st.selectbox(
            label("column", "city"),
            list(names),
            index=None,
            format_func=lambda city: names[city],
            placeholder=say("contacts.city_search"),
            key=_field("city_id"),
        )
        st.segmented_control(
            say("contacts.channel"),
            CONTACT_CHANNELS,
            default=CONTACT_CHANNELS[0],
            format_func=lambda code: label("contact_channel", code),
            key=_field("channel"),
        )
        person, address = st.columns(2)
        with person:
            st.text_input(label("column", "person"), key=_field("person"), autocomplete="off")
        with address:
            st.text_input(say("contacts.address"), key=_field("address"), autocomplete="off")
        role, holder = st.columns(2)
        with role:
            st.text_input(label("column", "role"), key=_field("role"), autocomplete="off")
        with holder:
            st.text_input(
                say("contacts.holder"),
                value=st.session_state.get(keys.CONTACT_HOLDER, ""),
                key=_field("holder"),
                help=say("contacts.holder_help"),
            )
        st.form_submit_button(
            say("contacts.save"), type="primary", icon=":material/person_add:", on_click=_save
        )


def show_done() -> None:
    """What was done last, with its undo; or why it could not be done."""
    done = st.session_state.get(keys.CONTACT_DONE)
    if done is None:
        return
    if "failure" in done:
        st.error(inert_markdown(done["failure"]), icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(inert_markdown(done["said"]), icon=":material/check:")
        if done["batch"]:
            st.button(
                say("versions.undo"),
                icon=":material/undo:",
                on_click=_undo,
                args=(done["batch"],),
                key="contacts.undo",
            )


def remove(contact_id: str, city: str) -> None:
    """Take a contact off the list; it can be undone."""
    _do(
        lambda unit: contacts.remove(unit, contact_id, author=author.name()),
        say("contacts.removed", city=city),
    )


def cities() -> dict[str, str]:
    """city_id → name in both scripts, of members and prospects, by name."""
    dataset = services.dataset()
    rows = pd.concat(
        [dataset.table(table)[["city_id", "name", "name_zh"]] for table in ("members", "prospects")]
    )
    rows = rows.drop_duplicates("city_id").sort_values("name")
    chinese = rows["name_zh"].fillna("")
    written = (rows["name"] + " " + chinese).str.strip()
    return dict(zip(rows["city_id"], written, strict=True))


def _field(name: str) -> str:
    return f"contacts.{st.session_state.get(keys.CONTACT_FORM, 0)}.{name}"


def _save() -> None:
    """Before the run: store the contact and empty the form. What cannot be stored stays in the fields."""
    typed = {name: st.session_state.get(_field(name)) for name in ("city_id", "channel", "holder", *_TYPED)}
    if not typed["city_id"]:
        st.session_state[keys.CONTACT_DONE] = {"failure": say("error.contact_city_missing")}
        return
    if not any(str(typed[name] or "").strip() for name in ("person", "address")):
        st.session_state[keys.CONTACT_DONE] = {"failure": say("contacts.nobody")}
        return
    details = {name: value for name, value in typed.items() if value}
    if _do(
        lambda unit: contacts.add(unit, details, author=author.name()),
        say("contacts.added", city=cities()[typed["city_id"]]),
    ):
        st.session_state[keys.CONTACT_HOLDER] = typed["holder"] or ""
        st.session_state[keys.CONTACT_FORM] = st.session_state.get(keys.CONTACT_FORM, 0) + 1


def _undo(batch: str) -> None:
    _do(lambda unit: contacts.undo(unit, batch, author=author.name()), say("contacts.undone"), undo=False)


def _do(work: Callable[[Connection], object], said: str, *, undo: bool = True) -> bool:
    """One write, and what is to be said of it. Says why where it fails; nothing was written then."""
    try:
        with writing(store.opened()) as unit:
            work(unit)
            latest = contact_changes.latest(unit)
    except DashboardError as error:
        st.session_state[keys.CONTACT_DONE] = {"failure": say(f"error.{error.code}", **error.facts)}
        return False
    batch = latest.batch if latest and undo else None
    st.session_state[keys.CONTACT_DONE] = {"said": said, "batch": batch}
    return True
