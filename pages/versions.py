"""Versions: what was saved when and by whom, what is different between any two, and the way back."""

import streamlit as st

from ui import going_back, headline, history
from ui.text import say

versions = history.versions()
history.show_lead(versions)
going_back.show_done(versions[0])
history.show_table(versions)

headline.section(say("versions.one"))
going_back.ask_who()
history.show_one(versions)

headline.section(say("versions.compare"))
if len(versions) > 1:
    history.show_comparison(versions)
else:
    st.info(say("versions.first"), icon=":material/info:")
