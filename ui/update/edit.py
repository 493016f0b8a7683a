"""What the page writes: the draft becomes a version, or nothing is written; and the undo of that."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from sqlalchemy import Connection

from data.errors import DashboardError
from data.reading.upload import Upload
from data.store import contact_changes, contacts, versions
from data.store.commit import restore
from data.store.database import writing
from data.store.upload import store_upload
from text import counted, failure_sentence, say
from ui.core import author, formats, session_keys, store
from ui.update import draft as drafts
from ui.update.answers import Reading
from ui.update.draft import Draft
from ui.widgets import share_effect


@dataclass(frozen=True)
class Receipt:
    """What was saved. number: of the new version, None where the upload changed contacts only.

    before: the version to go back to. batch: the change of contacts to take back. held: how many rows were
    held back, and the upload that holds them.
    """

    summary: str
    effect: str
    number: int | None
    version: str
    before: str
    batch: str | None
    held: int
    upload: Upload


def save(draft: Draft, result: Reading, name: str, note: str) -> None:
    """Make the version; the receipt of it takes the place of the draft, which stays where that fails."""
    try:
        with writing(store.opened()) as connection:
            _refuse_after_erasure(connection, draft)
            last = contact_changes.latest_change(connection)
            done = store_upload(
                connection,
                result.upload,
                author=name,
                note=note,
                parent=draft.current.version,
                headline=result.after,
                shown=result.fingerprint,
            )
            latest = contact_changes.latest_change(connection)
    except DashboardError as error:
        drafts.set_problem(failure_sentence(error))
        return
    is_new_batch = latest is not None and (last is None or latest.batch != last.batch)
    number = done.version.number if done.is_new else None
    people = counted("update.contacts_saved", done.contacts, count=formats.count(done.contacts))
    saved = [say("update.saved", number=number)] if number else []
    st.session_state[session_keys.RECEIPT] = Receipt(
        summary=" ".join([*saved, *([people] if done.contacts else [])]),
        effect=share_effect.sentence(result.before, result.after) if number else "",
        number=number,
        version=done.version.version_id,
        before=draft.current.version,
        batch=latest.batch if latest and is_new_batch else None,
        held=result.review.row_counts.held,
        upload=result.upload,
    )
    drafts.discard()


def _refuse_after_erasure(connection: Connection, draft: Draft) -> None:
    """Whoever was erased since the files were read must not come back with what was read before."""
    if versions.head(connection).erasures != draft.head.erasures:
        raise DashboardError("candidate_altered")


def undo(receipt: Receipt) -> None:
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
