"""Follow-ups: what is to be done for which city, by whom and until when; what is overdue first."""

import streamlit as st

from ui.core import page_basis, sentences
from ui.followups import sections
from ui.widgets import page_header, row_edit

basis = page_basis.current()
line = sentences.basis_line(basis)
rows = sections.listed(basis.as_of)

page_header.show_page_header(
    sections.sentence(rows), [sections.detail(rows)], line, illustrative=bool(rows["illustrative"].any())
)
row_edit.show_done()
sections.show_list(sections.choose(rows), line, basis.as_of)
finish, add = st.columns(2, gap="large")
with finish:
    sections.show_finish()
with add:
    sections.show_add()
