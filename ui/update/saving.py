"""Confirming: the candidate that was shown becomes a version, or nothing is written. Then its undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from data.errors import DashboardError
from data.store import contact_changes, contacts, versions
from data.store.commit import restore
from data.store.database import writing
from data.store.upload import store_upload
from text import counted, failure_sentence, say
from ui.core import author, formats, navigation, session_keys, store
from ui.core.markdown import inert_markdown
from ui.update import draft as drafts
from ui.update import held_rows
from ui.widgets import page_header, share_effect

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from data.reading.upload import Upload
    from ui.update.draft import Draft, Understood


@dataclass(frozen=True)
class Receipt:
    """What was saved. number: of the new version, None where the upload changed contacts only.

    before: the version to go back to. batch: the change of contacts to take back. held: how many rows were
    held back, and the upload that holds them.
    """

    said: str
    effect: str
    number: int | None
    version: str
    before: str
    batch: str | None
    held: int
    upload: Upload


def show(draft: Draft, found: Understood) -> None:
    """Note, name, and the button; what keeps one from saving instead."""
    upload = found.upload
    page_header.section(say("update.confirm"))
    if not upload.changes and not len(upload.contacts):
        st.info(say("update.nothing_new"), icon=":material/info:")
        return
    count = found.review.row_counts.held
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
        disabled=draft.is_outrun or not name,
        help=say("update.save_first_rebase") if draft.is_outrun else None,
        key="update.save",
    )
    if pressed:
        with st.spinner(say("update.saving"), show_time=True):
            _save(draft, found, name, note)
        st.rerun()


def show_receipt(receipt: Receipt) -> None:
    """What was saved, its undo, and where to go next."""
    page_header.show_page_header(receipt.said, [receipt.effect], say("update.undo_hint"), illustrative=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("versions.undo"), icon=":material/undo:", on_click=_undo, args=(receipt,), key="update.undo"
        )
        st.page_link(navigation.page("overview"), label=say("update.see_overview"), icon=":material/home:")
        st.page_link(navigation.page("versions"), label=say("update.see_versions"), icon=":material/history:")
    if receipt.held:
        st.caption(counted("update.held_left", receipt.held, count=formats.count(receipt.held)))
        held_rows.offer_file(receipt.upload)


def show_undone() -> None:
    """That the last upload was taken back, or why it could not be."""
    said = st.session_state.pop(session_keys.UNDONE, None)
    if said:
        st.info(inert_markdown(said), icon=":material/undo:")


def _save(draft: Draft, found: Understood, name: str, note: str) -> None:
    try:
        with writing(store.opened()) as connection:
            _same_people(connection, draft)
            last = contact_changes.latest_change(connection)
            done = store_upload(
                connection,
                found.upload,
                author=name,
                note=note,
                parent=draft.current.version,
                headline=found.after,
                shown=found.shown,
            )
            latest = contact_changes.latest_change(connection)
    except DashboardError as error:
        drafts.failed(failure_sentence(error))
        return
    is_new_batch = latest is not None and (last is None or latest.batch != last.batch)
    number = done.version.number if done.is_new else None
    people = counted("update.contacts_saved", done.contacts, count=formats.count(done.contacts))
    said = [say("update.saved", number=number)] if number else []
    st.session_state[session_keys.RECEIPT] = Receipt(
        said=" ".join([*said, *([people] if done.contacts else [])]),
        effect=share_effect.sentence(found.before, found.after) if number else "",
        number=number,
        version=done.version.version_id,
        before=draft.current.version,
        batch=latest.batch if latest and is_new_batch else None,
        held=found.review.row_counts.held,
        upload=found.upload,
    )
    drafts.drop()


def _same_people(connection: Connection, draft: Draft) -> None:
    """Whoever was erased since the files were read must not come back with what was read before."""
    if versions.head(connection).erasures != draft.head.erasures:
        raise DashboardError("candidate_altered")


def _undo(receipt: Receipt) -> None:
    """Before the run: everything that the upload brought goes, version and contacts together, or nothing."""
    by = author.name()
    try:
        with writing(store.opened()) as connection:
            if receipt.batch:
                contacts.undo(connection, receipt.batch, author=by)
            if receipt.number:
                note = say("update.undone_note", number=receipt.number)
                restore(connection, receipt.before, author=by, note=note, parent=receipt.version)
    except DashboardError as error:
        st.session_state[session_keys.UNDONE] = say("update.not_undone", reason=failure_sentence(error))
        return
    st.session_state.pop(session_keys.RECEIPT, None)
    st.session_state[session_keys.UNDONE] = say("update.undone")
