"""Snapshots: freeze a report, look at it, share it by links that end, compare two."""

import streamlit as st

from text import say
from ui.core import page_basis
from ui.snapshots import compare, form, preview, sections
from ui.widgets import page_header

found, links = sections.kept()
page_header.show(sections.lead(found, links), [], say("snapshots.basis"), illustrative=False)

preview.show_done()
page_header.section(say("snapshots.make"))
preview.show(form.choose(page_basis.current()))

if found:
    page_header.section(say("snapshots.kept"))
    sections.show(found, links)
    page_header.section(say("compare.title"))
    compare.show(found)
else:
    st.info(say("snapshots.none"), icon=":material/info:")
