"""Versions: what was saved when and by whom, what is different between any two, and the way back."""

import streamlit as st

from text import say
from ui.versions import answers, edit, sections
from ui.widgets import page_header

history = answers.history()
sections.show_newest(history)
edit.show_result(history[0])
sections.show_version_table(history)

page_header.section(say("versions.one"))
edit.ask_author()
sections.choose_version(history)

page_header.section(say("versions.compare"))
if len(history) > 1:
    sections.show_comparison(history)
else:
    st.info(say("versions.first"), icon=":material/info:")
