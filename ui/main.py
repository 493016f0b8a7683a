"""The script of every run: menu, frame, page. Served by app.py."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.errors import UnusableDataError
from ui import address, find_city, frame, navigation, problems, services
from ui.text import say

st.set_page_config(
    page_title=say("app.name"), page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide"
)
st.html(Path(__file__).parent / "style.css")
page = st.navigation(navigation.sections(), position="sidebar")
address.begin()
try:
    dataset = services.dataset()
except UnusableDataError as error:
    problems.show_report(error.report)
    st.stop()
if dataset.table("members").empty:
    problems.show_no_members()
    st.stop()
with st.sidebar:
    above = st.container()
    frame.choose_basis(dataset)
    with above:
        find_city.show()
notices = st.container()
try:
    page.run()
finally:
    address.publish()
with notices:
    frame.show_rejected(dataset)
