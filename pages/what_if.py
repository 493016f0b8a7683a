"""What-if: what would happen to both shares, income, arrears and dependence together."""

import streamlit as st

from ui import (
    address,
    frame,
    headline,
    levers_panel,
    plots,
    scenario_words,
    sentences,
    services,
    story,
)
from ui import scenario_state as state
from ui import shares_answers as shares
from ui import what_if_answers as answers
from ui import what_if_sections as sections
from ui.text import say

basis = frame.basis()
theme = plots.current_theme()
line = sentences.basis_line(basis)
state.begin()

start = answers.start(basis)
if start is None:
    paying = shares.headline(basis)["paying_share", basis.definition]
    reason = sentences.reason(paying.reason, services.dataset())
    headline.show(say("what_if.not_possible", reason=reason), [], line, illustrative=False)
    address.end_page()

headline.show(
    scenario_words.headline(state.at_hand(), basis),
    [story.rates(basis)] if state.at_hand().at_rest else [],
    line,
    illustrative=bool(start.rows["illustrative"].any()),
)
sections.show_presets(basis)
sections.show_scenarios()

headline.section(say("what_if.outcomes"))
sections.show_cards(basis)
does, happens = st.columns([5, 2], gap="large")
with happens:
    st.caption(say("what_if.levers"))
    levers_panel.show_gone(basis)
    levers_panel.show(basis)
with does:
    sections.show_outcomes(basis, theme)
    headline.section(say("what_if.more_title"))
    sections.show_target(basis)

headline.section(say("what_if.compare"))
sections.show_comparison(basis)
st.caption(say("what_if.kept_in_address"))
