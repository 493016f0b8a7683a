"""Follow-ups: what is to be done for which city, by whom and until when; what is overdue first."""

import streamlit as st

from ui import editing, followups, frame, headline, sentences

basis = frame.basis()
line = sentences.basis_line(basis)
rows = followups.listed(basis.as_of)

headline.show(
    followups.sentence(rows), [followups.detail(rows)], line, illustrative=bool(rows["illustrative"].any())
)
editing.show_done()
followups.show_list(followups.choose(rows), line, basis.as_of)
finish, add = st.columns(2, gap="large")
with finish:
    followups.show_finish()
with add:
    followups.show_add()
