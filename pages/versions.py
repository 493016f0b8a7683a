"""Versions: what was saved when and by whom, what is different between any two, and the way back."""

import streamlit as st

from ui import headline, history
from ui.text import say

versions = history.versions()
history.show_lead(versions)
history.show_done()
history.show_table(versions)

headline.section(say("versions.one"))
history.show_one(versions)

headline.section(say("versions.compare"))
if len(versions) > 1:
    history.show_comparison(versions)
else:
    st.info(say("versions.first"), icon=":material/info:")
