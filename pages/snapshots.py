"""Snapshots: freeze a report, look at it, share it by links that end, compare two."""

import streamlit as st

from text import say
from ui.core import page_basis
from ui.snapshots import answers, form, preview, words
from ui.snapshots.comparison import show_comparison
from ui.snapshots.sections import show_saved
from ui.widgets import page_header

stored, links = answers.snapshots_and_links()
page_header.show_page_header(words.headline(stored, links), [], say("snapshots.basis"), illustrative=False)

preview.show_done()
page_header.section(say("snapshots.make"))
preview.show_preview(form.choose(page_basis.current()))

if stored:
    page_header.section(say("snapshots.kept"))
    show_saved(stored, links)
    page_header.section(say("compare.title"))
    show_comparison(stored)
else:
    st.info(say("snapshots.none"), icon=":material/info:")
