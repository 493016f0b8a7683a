"""Follow-ups: what is to be done for which city, by whom and until when; what is overdue first."""

import streamlit as st

from ui.core import page_basis, sentences
from ui.core.captions import is_illustrative
from ui.followups import answers, sections, words
from ui.widgets import page_header, row_edit

basis = page_basis.current()
line = sentences.basis_line(basis)
rows = answers.followups(basis.as_of)

page_header.show_page_header(
    words.lead(rows), [words.longest_overdue(rows)], line, illustrative=is_illustrative(rows)
)
row_edit.show_result()
sections.show_list(sections.choose_rows(rows), line, basis.as_of)
finish, add = st.columns(2, gap="large")
with finish:
    sections.show_finish()
with add:
    sections.show_add()
