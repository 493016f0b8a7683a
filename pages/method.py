"""Method: how every figure is defined, where it comes from and how far it reaches."""

import streamlit as st

from analysis.core.definitions import DEFINITIONS
from text import label, say
from ui.congress import sections as congress_sections
from ui.congress import words as congress_words
from ui.core import formats, page_basis, queries, sentences
from ui.core.markdown import inert_markdown, say_inert
from ui.engagement import sections as engagement_sections
from ui.method import tables
from ui.pipeline import chances as pipeline_chances
from ui.widgets import page_header
from ui.widgets.tables import show_table

dataset = queries.dataset()
page_header.show_page_header(
    say("method.headline"), [], sentences.basis_line(page_basis.current()), illustrative=False
)

st.header(say("method.shares_title"))
st.markdown(say("method.shares", first_roll=formats.day(dataset.first_roll_on)))
st.markdown(
    "\n".join(
        f"- **{inert_markdown(label('definition', code))}**: {say(f'definition_long.{code}')}"
        for code in DEFINITIONS
    )
)

for part in ("unknown", "formulas", "clock"):
    st.header(say(f"method.{part}_title"))
    st.markdown(say(f"method.{part}"))

st.header(say("congress.method_title"))
st.markdown(say_inert("congress.method", **congress_words.method_facts()))
congress_sections.show_rule_table()

st.header(say("pipeline.method_title"))
st.markdown(say("pipeline.method"))
pipeline_chances.show_chance_table()

st.header(say("engagement.method_title"))
st.markdown(say("engagement.method"))
engagement_sections.show_weights()

st.header(say("method.sources_title"))
st.markdown(say("method.sources"))
show_table(tables.provenance(dataset), key="table.provenance", alt=say("method.sources_title"))

for part in ("map", "glossary"):
    st.header(say(f"method.{part}_title"))
    st.markdown(say(f"method.{part}"))
