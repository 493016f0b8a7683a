"""Shares: both shares and why they differ; everything else opens from there, top down."""

from functools import partial

import pandas as pd
import streamlit as st

from text import say
from ui.core import address, formats, navigation, page_basis, queries, sentences
from ui.core.markdown import inert_markdown
from ui.shares import answers, pictures, rate_words, sections, tables, words
from ui.widgets import chart_panel, expanders, page_header
from ui.widgets.cards import show_figure_cards

basis = page_basis.current()
dataset = queries.dataset()
headline = answers.headline_figures(basis)
official, paying = headline["official_share", "official"], headline["paying_share", basis.definition]
received = headline["money_received_share", "received"]
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)

page_header.show_page_header(
    sentences.headline(basis, official, paying),
    [rate_words.rates(basis), sentences.certainty(paying)],
    line,
    illustrative=official.illustrative or paying.illustrative,
)
show_figure_cards(
    [official, paying, received, answers.inhabitants_share(basis), answers.would_vote(basis)], basis
)
if not queries.has_roll(basis):
    st.info(say("shares_page.no_roll"), icon=":material/help:")
    address.end_page()

why, over_time = st.columns(2, gap="large")
with why:
    chart_panel.show_svg_chart(
        partial(pictures.who_pays, basis, theme.name),
        name="pay_rates",
        data=lambda: tables.payment_states(answers.state_counts(basis)),
        basis_line=line,
    )
    st.markdown(inert_markdown(words.gap(basis)))
with over_time:
    years = queries.history(basis)
    chart_panel.show_svg_chart(
        partial(pictures.over_time, basis, theme.name),
        name="shares_over_time",
        data=lambda: tables.fee_years(years),
        basis_line=line,
    )
    if pd.isna(years["official_share"]).any():
        st.caption(say("shares.over_time_note", first_roll=formats.day(dataset.first_roll_on)))
    st.caption(inert_markdown(words.year_on_year(queries.differences(basis))))

st.page_link(navigation.page("what_if"), label=say("story.what_if"), icon=":material/tune:")
page_header.section(say("story.more"))
expanders.show_findings(
    {
        code: (sentence(basis), partial(draw, basis, theme))
        for code, sentence, draw in (
            ("definitions", words.definitions, sections.show_definitions),
            ("bridge", words.bridge, sections.show_bridge),
            ("fees", words.arrears, sections.show_fees_owed),
            ("dependence", words.concentration, sections.show_concentration),
            ("places", words.places, sections.show_places),
            ("grid", words.fees, sections.show_fee_grid),
            ("checks", words.checks, sections.show_checks),
            ("quality", words.quality, sections.show_quality),
        )
    }
)
