"""The script of every run: menu, frame, page. Served by app.py."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.errors import UnusableDataError
from data.store.failures import StoreError
from text import say
from ui.city import find_city
from ui.core import address, cache, navigation
from ui.shell import appearance, basis_form, problems, snapshot_link
from ui.widgets import chart_panel

st.set_page_config(
    page_title=say("app.name"), page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide"
)
st.html(appearance.style(chart_panel.current_theme()))
page = st.navigation(navigation.sections(), position="sidebar", expanded=True)
address.begin_run()
try:
    dataset = cache.begin_run()
except UnusableDataError as error:
    problems.show_report(error.report)
    st.stop()
except StoreError as error:
    problems.show_failure(error)
    st.stop()
if dataset.table("members").empty:
    if navigation.is_work(page):
        page.run()
    else:
        problems.show_no_members()
    st.stop()
with st.sidebar:
    above = st.container()
    basis_form.choose_basis(dataset)
    with above:
        find_city.show_search()
    below = st.container()
notices = st.container()
address.run_and_publish(page.run)
with below:
    snapshot_link.show_snapshot_link(page)
with notices:
    basis_form.show_rejected(dataset)
