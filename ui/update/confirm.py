"""Confirming the upload, and the receipt of what was saved."""

from __future__ import annotations

import streamlit as st

from text import counted, say
from ui.core import author, formats, navigation, session_keys
from ui.core.markdown import inert_markdown
from ui.update import edit, held_rows
from ui.update.answers import Reading
from ui.update.draft import Draft
from ui.update.edit import Receipt
from ui.widgets import page_header


def show_confirm(draft: Draft, result: Reading) -> None:
    """Note, name, and the button; what keeps one from saving instead."""
    upload = result.upload
    page_header.section(say("update.confirm"))
    if not upload.changes and not len(upload.contacts):
        st.info(say("update.nothing_new"), icon=":material/info:")
        return
    count = result.review.row_counts.held
    if count:
        st.caption(counted("update.held_stay", count, count=formats.count(count)))
    who, why = st.columns([1, 2])
    with who:
        name = author.ask(key="update")
    with why:
        note = st.text_input(
            say("update.note"), placeholder=say("update.note_example"), max_chars=200, key="update.note"
        )
    if draft.problem:
        st.error(inert_markdown(draft.problem), icon=":material/error:")
    pressed = st.button(
        say("update.save"),
        type="primary",
        icon=":material/save:",
        disabled=draft.is_outdated or not name,
        help=say("update.save_first_rebase") if draft.is_outdated else None,
        key="update.save",
    )
    if pressed:
        with st.spinner(say("update.saving"), show_time=True):
            edit.save(draft, result, name, note)
        st.rerun()


def show_receipt(receipt: Receipt) -> None:
    """What was saved, its undo, and where to go next."""
    page_header.show_page_header(
        receipt.summary, [receipt.effect], say("update.undo_hint"), illustrative=False
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("versions.undo"),
            icon=":material/undo:",
            on_click=edit.undo,
            args=(receipt,),
            key="update.undo",
        )
        st.page_link(navigation.page("overview"), label=say("update.see_overview"), icon=":material/home:")
        st.page_link(navigation.page("versions"), label=say("update.see_versions"), icon=":material/history:")
    if receipt.held:
        st.caption(counted("update.held_left", receipt.held, count=formats.count(receipt.held)))
        held_rows.offer_file(receipt.upload)


def show_undo_result() -> None:
    """That the last upload was taken back, or why it could not be."""
    sentence = st.session_state.pop(session_keys.UNDONE, None)
    if sentence:
        st.info(inert_markdown(sentence), icon=":material/undo:")
