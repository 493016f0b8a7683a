"""Pipeline: where each prospect stands, since when, what comes next, and what it would change."""

import streamlit as st

from ui import address, frame, headline, plots, sentences, services, summaries, tables
from ui.files import download_buttons
from ui.pictures import basis_facts
from ui.pictures import pipeline as pictures
from ui.text import say

basis = frame.basis()
view = services.overview(basis)
theme = plots.current_theme()
line = sentences.basis_line(basis)
prospects = view.prospects

illustrative = bool(prospects["illustrative"].any())
headline.show(
    sentences.pipeline(prospects), [sentences.target_event(prospects)], line, illustrative=illustrative
)
if prospects.empty:
    address.end_page()

shown = tables.readable(prospects, tables.PROSPECT_COLUMNS)
headline.section(say("pipeline.table_title"))
tables.show(shown, key="table.pipeline", alt=sentences.pipeline(prospects))
download_buttons(shown, name="prospects", lines=[say("pipeline.table_title"), line])

stages, dates = st.columns(2, gap="large")
with stages:
    funnel = summaries.funnel(services.funnel(basis))
    plots.show(pictures.funnel(basis, theme.name), name="funnel", data=funnel, basis_line=line)
with dates:
    changes = summaries.stage_changes(services.stage_changes(basis))
    plots.show(pictures.timeline(basis, theme.name), name="stage_timeline", data=changes, basis_line=line)

headline.section(say("pipeline.effect_title"))
effect = summaries.effect(services.effect_of_joining(basis))
tables.show(effect, key="table.effect", alt=say("pipeline.effect_title"))
st.caption(say("pipeline.effect_note", **basis_facts(basis)))
download_buttons(effect, name="effect_of_joining", lines=[say("pipeline.effect_title"), line])
