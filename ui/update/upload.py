"""The dropzone, the template, and whether the files add to the data or replace them."""

from __future__ import annotations

import streamlit as st

from text import label, say
from ui.core import formats, session_keys
from ui.core.markdown import say_inert
from ui.update import draft as drafts
from ui.update.answers import Reading
from ui.update.draft import Draft
from ui.versions.exports import download_template
from ui.widgets import page_header, share_effect

_TABLES = "members", "dues", "receipts", "prospects", "events", "participation", "contacts"


def show_intro() -> None:
    """Before any file: what this page is for."""
    page_header.show_page_header(
        say("update.lead"), [say("update.promise")], say("update.formats"), illustrative=False
    )


def show_accepted_tables() -> None:
    """What may be in a file."""
    named = ", ".join(label("tables", table).lower() for table in _TABLES)
    st.caption(say_inert("update.tables", tables=named))


def show_dropzone() -> None:
    """The place to drop files, and the template beside it."""
    key = f"update.files.{st.session_state.get(session_keys.UPLOADER, 0)}"
    st.file_uploader(
        say("update.drop"), accept_multiple_files=True, key=key, on_change=_received, args=(key,)
    )
    with st.container(horizontal=True):
        download_template()
        if drafts.of_session() is not None:
            st.button(
                say("update.start_over"),
                icon=":material/close:",
                type="tertiary",
                on_click=drafts.discard,
                key="update.start_over",
            )


def show_summary(draft: Draft, result: Reading) -> None:
    """How many rows were understood, and which files these are."""
    rows = result.review.row_counts
    if result.upload.tables:
        lead = say(
            "update.account",
            rows=formats.count(rows.rows),
            kept=formats.count(rows.kept),
            ignored=formats.count(rows.ignored),
            count=formats.count(rows.held),
        )
    else:
        lead = say("update.nothing_found")
    names = ", ".join(name for name, _ in draft.files)
    effect = share_effect.sentence(result.before, result.after) if result.upload.changes else ""
    page_header.show_page_header(lead, [effect], say("update.not_saved", files=names), illustrative=False)
    for version in result.earlier[:1]:
        facts = {"number": version.number, "when": formats.moment_in_words(version.committed_at)}
        st.info(say_inert("update.same_file", author=version.author, **facts), icon=":material/info:")


def _received(key: str) -> None:
    """Before the run: files came or went. Their bytes are kept as they are, also while pages change."""
    files = st.session_state[key]
    st.session_state.pop(session_keys.RECEIPT, None)
    if files:
        drafts.start([(file.name, file.getvalue()) for file in files])
    else:
        st.session_state.pop(session_keys.DRAFT, None)
