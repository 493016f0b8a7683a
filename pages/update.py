"""Update data: drop files, see what was understood, answer, correct, see what changes, save, undo."""

import streamlit as st

from text import say
from ui.core import session_keys
from ui.update import changes, held, questions, receive, saving, understood
from ui.update import draft as drafts
from ui.widgets import page_header

saving.show_undone()
draft = drafts.at_hand()
if draft is None:
    if session_keys.RECEIPT in st.session_state:
        saving.show_receipt(st.session_state[session_keys.RECEIPT])
    else:
        receive.show_lead_of_nothing()
    receive.show_dropzone()
    receive.show_tables()
else:
    lead = st.container()
    receive.show_dropzone()
    found = drafts.understood(draft)
    with lead:
        receive.show_lead(draft, found)
    if draft.is_outrun:
        changes.show_outrun(draft)
    receive.show_relation(draft)
    page_header.section(say("update.understood"))
    understood.show(draft, found.upload)
    questions.show(draft, found)
    held.show(draft, found)
    if found.upload.tables:
        changes.show(draft, found)
        saving.show(draft, found)
