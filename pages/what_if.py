"""What-if: what would happen to both shares, income, arrears and dependence together."""

import streamlit as st

from text import say
from ui.core import address, page_basis, sentences
from ui.shares import answers as shares
from ui.shares import rate_words
from ui.what_if import answers, levers, sections, state, words
from ui.widgets import chart_panel, page_header

basis = page_basis.current()
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)
state.bind_to_address()

start = answers.start(basis)
if start is None:
    paying = shares.headline_figures(basis)["paying_share", basis.definition]
    reason = sentences.reason(paying.reason)
    page_header.show_page_header(say("what_if.not_possible", reason=reason), [], line, illustrative=False)
    address.end_page()

page_header.show_page_header(
    words.headline(state.current(), basis),
    [rate_words.rates(basis)] if state.current().at_rest else [],
    line,
    illustrative=bool(start.rows["illustrative"].any()),
)
sections.show_presets(basis)
sections.show_scenarios()

page_header.section(say("what_if.outcomes"))
sections.show_cards(basis)
does, happens = st.columns([5, 2], gap="large")
with happens:
    st.caption(say("what_if.levers"))
    levers.show_missing_cities(basis)
    levers.show_levers(basis)
with does:
    sections.show_outcomes(basis, theme)
    page_header.section(say("what_if.more_title"))
    sections.show_target(basis)

page_header.section(say("what_if.compare"))
sections.show_comparison(basis)
st.caption(say("what_if.kept_in_address"))
