"""The links of a snapshot: make one, show it once with its code for a camera, replace it, end it."""

from __future__ import annotations

import streamlit as st

from data.store.links import DAYS, MOST_DAYS, Link
from data.store.snapshots import StoredSnapshot
from sharing.links import tokens
from text import counted, say
from text.visible import visible
from ui.core import formats, session_keys
from ui.core.markdown import say_inert
from ui.snapshots import addresses, edit, tables
from ui.widgets import page_header, result_line
from ui.widgets.tables import show_table


def show_links(snapshot: StoredSnapshot, links: list[Link]) -> None:
    """The new link, the list, what can be done with each live one, and the form for another."""
    page_header.section(say("links.title"))
    _show_done()
    _show_new(snapshot.snapshot_id)
    if links:
        alt = counted("links.alt", len(links), count=len(links))
        show_table(tables.links(links), key="table.links", alt=alt)
    live = [link for link in links if link.state() == "live"]
    for link in live:
        _row(link)
    if len(live) > 1:
        st.button(
            say("links.revoke_all"),
            icon=":material/link_off:",
            key="links.revoke_all",
            type="tertiary",
            on_click=edit.change_links,
            args=(edit.revoke_links, snapshot.snapshot_id),
        )
    _form(snapshot)


def _row(link: Link) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say_inert("links.live", label=link.label, ends=formats.day(link.expires_at)))
        for name, icon, change in (
            ("rotate", ":material/autorenew:", edit.rotate_link),
            ("revoke", ":material/link_off:", edit.revoke_link),
        ):
            st.button(
                say(f"links.{name}"),
                help=say(f"links.{name}_help"),
                icon=icon,
                key=f"links.{name}.{link.link_id}",
                type="tertiary",
                on_click=edit.change_links,
                args=(change, link.link_id),
            )


def _form(snapshot: StoredSnapshot) -> None:
    """For the Board a passcode stands there from the start: messengers open the links that pass through."""
    number = st.session_state.setdefault(session_keys.SNAPSHOT_LINK_FORM, 0)
    key = f"{snapshot.snapshot_id}.{number}"
    with st.form(f"link_form.{key}", border=False):
        name, days, code = st.columns([3, 2, 3], vertical_alignment="bottom")
        with name:
            st.text_input(
                say("links.label"),
                placeholder=say("links.label_example"),
                max_chars=80,
                key=f"link.label.{key}",
            )
        with days:
            st.number_input(say("links.days"), 1, MOST_DAYS, value=DAYS, key=f"link.days.{key}")
        with code:
            st.text_input(
                say("links.passcode_field"),
                value=_passcode(key) if snapshot.manifest["audience"] == "board" else "",
                help=say("links.passcode_help"),
                key=f"link.passcode.{key}",
            )
        st.form_submit_button(
            say("links.make"),
            icon=":material/add_link:",
            type="primary",
            on_click=edit.change_links,
            args=(edit.make_link, snapshot.snapshot_id, key),
        )


def _passcode(key: str) -> str:
    """One that stays the same while the form is open."""
    passcode: str = st.session_state.setdefault(f"link.given.{key}", tokens.suggested_passcode())
    return passcode


def _show_done() -> None:
    line, is_done = st.session_state.pop(session_keys.SNAPSHOT_LINK_DONE, (None, False))
    if line and is_done:
        result_line.show_success(line, None)
    elif line:
        result_line.show_failure(line)


def _show_new(snapshot_id: str) -> None:
    """The address of the link that was just made. Nobody can be shown it again: the store has its hash."""
    link: Link
    new = st.session_state.get(session_keys.SNAPSHOT_LINK)
    if new is None or new[0].snapshot_id != snapshot_id:
        return
    link, token, passcode = new
    url = addresses.url(token)
    with st.container(border=True, key="new_link"):
        words, code = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.markdown(say_inert("links.made", label=link.label, ends=formats.day(link.expires_at)))
            st.code(url, language=None, wrap_lines=True)
            if passcode:
                st.markdown(say("links.made_passcode"))
                st.code(passcode, language=None)
            if not addresses.leaves_the_machine():
                st.warning(say("links.only_here"), icon=":material/desktop_windows:")
        with code:
            st.image(addresses.qr(url), width=180, alt=visible(say("links.qr_alt", label=link.label)))
