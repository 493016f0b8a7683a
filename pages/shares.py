"""Shares: both shares through time, under every definition, by region, and in money."""

import pandas as pd
import streamlit as st

from ui import frame, headline, numbers, plots, sentences, services, summaries, tables
from ui.pictures import shares as pictures
from ui.text import say

basis = frame.basis()
dataset = services.dataset()
view = services.overview(basis)
theme = plots.current_theme()
line = sentences.basis_line(basis)

headline.show(
    sentences.headline(basis, view.official, view.paying, dataset),
    [sentences.odds(view.rate), sentences.certainty(view.paying)],
    line,
    illustrative=view.illustrative,
)

years = services.history(basis)
definitions = summaries.definitions(pictures.definition_rows(basis))
over_time, by_definition = st.columns(2, gap="large")
with over_time:
    plots.show(
        pictures.over_time(basis, theme.name),
        name="shares_over_time",
        data=summaries.years(years),
        basis_line=line,
    )
    if pd.isna(years["official_share"]).any():
        st.caption(say("shares.over_time_note", first_roll=numbers.day(dataset.first_roll_on)))
    st.caption(sentences.differences(services.differences(basis), dataset))
with by_definition:
    plots.show(
        pictures.definitions(basis, theme.name),
        name="shares_by_definition",
        data=definitions,
        basis_line=line,
    )
headline.section(say("shares.table_title"))
tables.show(definitions, key="table.definitions", alt=say("how.shares_by_definition"))

regions, money = st.columns(2, gap="large")
with regions:
    plots.show(
        pictures.regions(basis, theme.name),
        name="members_by_region",
        data=summaries.regions(services.regions(basis)),
        basis_line=line,
    )
with money:
    plots.show(
        pictures.money(basis, theme.name),
        name="money_by_year",
        data=summaries.years(years),
        basis_line=line,
    )

headline.section(say("shares.checks_title"))
sentence, holds = sentences.checks(services.checks(basis))
if holds:
    st.success(sentence, icon=":material/check:")
else:
    st.error(sentence, icon=":material/error:")
