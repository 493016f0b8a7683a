"""Update data: drop files, see what was understood, answer, correct, see what changes, save, undo."""

import streamlit as st

from text import say
from ui.core import session_keys
from ui.update import changes, held_rows, mapping, questions, saving, upload
from ui.update import draft as drafts
from ui.widgets import page_header

saving.show_undone()
draft = drafts.at_hand()
if draft is None:
    if session_keys.RECEIPT in st.session_state:
        saving.show_receipt(st.session_state[session_keys.RECEIPT])
    else:
        upload.show_lead_of_nothing()
    upload.show_dropzone()
    upload.show_tables()
else:
    lead = st.container()
    upload.show_dropzone()
    found = drafts.understood(draft)
    with lead:
        upload.show_lead(draft, found)
    if draft.is_outrun:
        changes.show_outrun(draft)
    upload.show_relation(draft)
    page_header.section(say("update.understood"))
    mapping.show(draft, found.upload)
    questions.show(draft, found)
    held_rows.show(draft, found)
    if found.upload.tables:
        changes.show(draft, found)
        saving.show(draft, found)
