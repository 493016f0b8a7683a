"""Update data: drop files, review the mapping, answer, correct, see what changes, save, undo."""

import streamlit as st

from text import say
from ui.core import session_keys
from ui.update import base, changes, confirm, held_rows, mapping, questions, upload
from ui.update import draft as drafts
from ui.widgets import page_header

confirm.show_undo_result()
draft = drafts.of_session()
if draft is None:
    if session_keys.RECEIPT in st.session_state:
        confirm.show_receipt(st.session_state[session_keys.RECEIPT])
    else:
        upload.show_intro()
    upload.show_dropzone()
    upload.show_accepted_tables()
else:
    lead = st.container()
    upload.show_dropzone()
    result = drafts.read_files(draft)
    with lead:
        upload.show_summary(draft, result)
    if draft.is_outdated:
        changes.show_newer_version(draft)
    base.choose_base(draft, result.upload)
    page_header.section(say("update.understood"))
    mapping.show_sheets(draft, result.upload)
    questions.show_questions(draft, result)
    held_rows.show_held_rows(draft, result)
    if result.upload.tables:
        changes.show_changes(draft, result)
        confirm.show_confirm(draft, result)
