"""The links of a snapshot: make one, show it once with its code for a camera, replace it, end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.errors import DashboardError
from data.store import links as stored
from data.store.database import writing
from sharing.links import tokens
from text import counted, failure_sentence, label, say
from ui.core import author, formats, session_keys, store
from ui.core.markdown import inert_markdown
from ui.snapshots import addresses
from ui.widgets import page_header, result_line
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from data.store.links import Link
    from data.store.snapshots import Stored


def show(bundle: Stored, found: list[Link]) -> None:
    """The new link, the list, what can be done with each live one, and the form for another."""
    page_header.section(say("links.title"))
    _show_done()
    _show_new(bundle.bundle_id)
    if found:
        show_table(_table(found), key="table.links", alt=counted("links.alt", len(found), count=len(found)))
    live = [link for link in found if link.state() == "live"]
    for link in live:
        _row(link)
    if len(live) > 1:
        st.button(
            say("links.revoke_all"),
            icon=":material/link_off:",
            key="links.revoke_all",
            type="tertiary",
            on_click=_do,
            args=(_revoke_all, bundle.bundle_id),
        )
    _form(bundle)


def _table(found: list[Link]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("links.label"): [link.label for link in found],
            say("links.state"): [label("link_state", link.state()) for link in found],
            say("links.ends"): [formats.moment(link.expires_at) for link in found],
            say("links.passcode"): [label("link_passcode", link.has_passcode) for link in found],
            say("links.opens"): [link.opens for link in found],
            say("links.last"): [
                formats.moment(link.last_opened_at) if link.last_opened_at else None for link in found
            ],
            say("links.author"): [link.author for link in found],
        }
    )


def _row(link: Link) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(inert_markdown(say("links.live", label=link.label, ends=formats.day(link.expires_at))))
        st.button(
            say("links.rotate"),
            help=say("links.rotate_help"),
            icon=":material/autorenew:",
            key=f"links.rotate.{link.link_id}",
            type="tertiary",
            on_click=_do,
            args=(_rotate, link.link_id),
        )
        st.button(
            say("links.revoke"),
            help=say("links.revoke_help"),
            icon=":material/link_off:",
            key=f"links.revoke.{link.link_id}",
            type="tertiary",
            on_click=_do,
            args=(_revoke, link.link_id),
        )


def _form(bundle: Stored) -> None:
    """For the Board a passcode stands there from the start: messengers open the links that pass through."""
    number = st.session_state.setdefault(session_keys.SNAPSHOT_LINK_FORM, 0)
    key = f"{bundle.bundle_id}.{number}"
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
            st.number_input(say("links.days"), 1, stored.MOST_DAYS, value=stored.DAYS, key=f"link.days.{key}")
        with code:
            given = _passcode(key) if bundle.manifest["audience"] == "board" else ""
            st.text_input(
                say("links.passcode_field"),
                value=given,
                help=say("links.passcode_help"),
                key=f"link.passcode.{key}",
            )
        st.form_submit_button(
            say("links.make"),
            icon=":material/add_link:",
            type="primary",
            on_click=_do,
            args=(_make, bundle.bundle_id, key),
        )


def _passcode(key: str) -> str:
    """One that stays the same while the form is open."""
    made: str = st.session_state.setdefault(f"link.given.{key}", tokens.suggested_passcode())
    return made


def _show_done() -> None:
    said, is_done = st.session_state.pop(session_keys.SNAPSHOT_LINK_DONE, (None, False))
    if said and is_done:
        result_line.show(inert_markdown(said), None)
    elif said:
        result_line.show_failure(said)


def _show_new(bundle_id: str) -> None:
    """The address of the link that was just made. Nobody can be shown it again: the store has its hash."""
    link: Link
    new = st.session_state.get(session_keys.SNAPSHOT_LINK)
    if new is None or new[0].bundle_id != bundle_id:
        return
    link, token, passcode = new
    url = addresses.url(token)
    with st.container(border=True, key="new_link"):
        words, code = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.markdown(
                inert_markdown(say("links.made", label=link.label, ends=formats.day(link.expires_at)))
            )
            st.code(url, language=None, wrap_lines=True)
            if passcode:
                st.markdown(say("links.made_passcode"))
                st.code(passcode, language=None)
            if not addresses.leaves_the_machine():
                st.warning(say("links.only_here"), icon=":material/desktop_windows:")
        with code:
            st.image(addresses.qr(url), width=180, alt=say("links.qr_alt", label=link.label))


def _do(act: Callable[..., str], *args: str) -> None:
    """Before the next run: do it in one transaction and say what was done, or why not."""
    st.session_state.pop(session_keys.SNAPSHOT_LINK, None)
    try:
        with writing(store.opened()) as connection:
            said = act(connection, *args)
    except DashboardError as error:
        st.session_state.pop(session_keys.SNAPSHOT_LINK, None)  # nothing was kept
        st.session_state[session_keys.SNAPSHOT_LINK_DONE] = failure_sentence(error), False
        return
    st.session_state[session_keys.SNAPSHOT_LINK_DONE] = said, True


def _make(connection: Connection, bundle_id: str, key: str) -> str:
    given = st.session_state
    passcode = given[f"link.passcode.{key}"].strip() or None
    link, token = stored.make(
        connection,
        bundle_id,
        label=given[f"link.label.{key}"],
        days=given[f"link.days.{key}"],
        passcode=passcode,
        author=author.name(),
    )
    given[session_keys.SNAPSHOT_LINK] = link, token, passcode
    given[session_keys.SNAPSHOT_LINK_FORM] += 1
    return say("links.done_made", label=link.label)


def _rotate(connection: Connection, link_id: str) -> str:
    link, token = stored.rotate(connection, link_id, author=author.name())
    st.session_state[session_keys.SNAPSHOT_LINK] = link, token, None
    return say("links.done_rotated", label=link.label)


def _revoke(connection: Connection, link_id: str) -> str:
    return say("links.done_revoked", label=stored.revoke(connection, link_id, author=author.name()).label)


def _revoke_all(connection: Connection, bundle_id: str) -> str:
    gone = stored.revoke_all(connection, author=author.name(), bundle_id=bundle_id)
    return counted("links.done_revoked_all", gone, count=formats.count(gone))
