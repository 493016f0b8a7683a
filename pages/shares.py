"""Shares: both shares and why they differ; everything else opens from there, top down."""

from functools import partial

import pandas as pd
import streamlit as st

from ui import (
    cards,
    findings,
    frame,
    headline,
    navigation,
    numbers,
    plots,
    sentences,
    services,
    story,
    summaries,
)
from ui import shares_answers as answers
from ui import shares_sections as sections
from ui.pictures import shares as pictures
from ui.pictures import shares_detail as detail
from ui.text import say
from ui.written import inert_markdown

basis = frame.basis()
dataset = services.dataset()
found = answers.headline(basis)
official, paying = found["official_share", "official"], found["paying_share", basis.definition]
theme = plots.current_theme()
line = sentences.basis_line(basis)

headline.show(
    sentences.headline(basis, official, paying, dataset),
    [story.rates(basis), sentences.certainty(paying)],
    line,
    illustrative=official.illustrative or paying.illustrative,
)
with st.container(key="cards"):
    figures = [
        official,
        paying,
        found["money_received_share", "received"],
        answers.inhabitants(basis),
        answers.would_vote(basis),
    ]
    for column, figure in zip(st.columns(len(figures)), figures, strict=True):
        with column:
            cards.show_figure(figure, dataset, basis)

why, over_time = st.columns(2, gap="large")
with why:
    plots.show_svg(
        partial(detail.who_pays, basis, theme.name),
        name="pay_rates",
        data=lambda: summaries.states(answers.state_counts(basis)),
        basis_line=line,
    )
    st.markdown(inert_markdown(story.gap(basis)))
with over_time:
    years = services.history(basis)
    plots.show_svg(
        partial(pictures.over_time, basis, theme.name),
        name="shares_over_time",
        data=lambda: summaries.years(years),
        basis_line=line,
    )
    if pd.isna(years["official_share"]).any():
        st.caption(say("shares.over_time_note", first_roll=numbers.day(dataset.first_roll_on)))
    st.caption(inert_markdown(sentences.differences(services.differences(basis), dataset)))

st.page_link(navigation.page("what_if"), label=say("story.what_if"), icon=":material/tune:")
headline.section(say("story.more"))
findings.show(
    {
        code: (sentence(basis), partial(draw, basis, theme))
        for code, sentence, draw in (
            ("definitions", story.definitions, sections.definitions),
            ("bridge", story.bridge, sections.bridge),
            ("fees", story.arrears, sections.fees_owed),
            ("dependence", story.concentration, sections.concentration),
            ("places", story.places, sections.places),
            ("grid", story.fees, sections.fee_grid),
            ("checks", story.checks, sections.checks),
            ("quality", story.quality, sections.quality),
        )
    }
)
