"""Versions: what was saved when and by whom, what is different between any two, and the way back."""

import streamlit as st

from text import say
from ui.versions import restore, sections
from ui.widgets import page_header

versions = sections.versions()
sections.show_lead(versions)
restore.show_done(versions[0])
sections.show_version_table(versions)

page_header.section(say("versions.one"))
restore.ask_who()
sections.show_one(versions)

page_header.section(say("versions.compare"))
if len(versions) > 1:
    sections.show_comparison(versions)
else:
    st.info(say("versions.first"), icon=":material/info:")
