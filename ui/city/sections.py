"""What a city's page shows below its figures: one function a section, each list with its download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from text import label, say
from ui.city import answers, key_figures, pictures
from ui.core import sentences, tables
from ui.core.markdown import inert_list
from ui.widgets import chart_panel, page_header
from ui.widgets.tables import show_downloadable_table

NETWORK_ROW = ["network", "answer", "source", "provenance"]
TOPIC_ROW = ["topic", "interest", "source", "provenance"]
PEER_COLUMNS = ["name", "name_zh", "population", "difference_inhabitants", "standing", "country"]


def show_fees(basis: Basis, city_id: str, theme_name: str) -> None:
    """The chart and the table of fees by year, for cities that are or were on the roll."""
    rows = answers.fees(basis, city_id)
    if rows.empty:
        return
    page_header.section(say("city_section.fees"))
    chart, table = st.columns([2, 3], gap="large")
    with chart:
        chart_panel.show_svg(pictures.fee_history(basis, theme_name, city_id))
    with table:
        shown = tables.readable(rows, key_figures.FEE_ROW)
        _show_list(shown, basis, name="fees", how=say("how.city_fees"))


def show_stages(basis: Basis, city_id: str) -> None:
    """Stages of the pipeline, for cities that were ever in it."""
    rows = answers.stages(basis, city_id)
    if len(rows):
        page_header.section(say("city_section.stages"))
        _show_list(
            tables.readable(rows, key_figures.STAGE_ROW), basis, name="stages", how=say("how.city_stage")
        )


def show_steps(basis: Basis, city_id: str) -> None:
    """What comes next and what was done."""
    page_header.section(say("city_section.steps"))
    shown = tables.readable(answers.steps(basis, city_id), key_figures.STEP_ROW)
    _show_list(shown, basis, name="steps", how=say("how.city_steps"), nothing="city_section.steps_none")


def show_events(basis: Basis, city_id: str) -> None:
    """Events with how the city took part."""
    page_header.section(say("city_section.events"))
    shown = key_figures.event_rows(basis, city_id)
    _show_list(shown, basis, name="events", how=say("how.city_seen"), nothing="city_section.events_none")


def show_networks(basis: Basis, city_id: str) -> None:
    """Other networks: yes, no, asked and not known, not asked."""
    page_header.section(say("city_section.networks"))
    shown = tables.readable(answers.networks(city_id), NETWORK_ROW)
    _show_list(
        shown, basis, name="networks", how=say("city_section.networks"), nothing="city_section.networks_none"
    )


def show_topics(basis: Basis, city_id: str) -> None:
    """Topics with their source."""
    page_header.section(say("city_section.topics"))
    rows = answers.topics(city_id)
    rows = rows.assign(topic=[label("topic", code) for code in rows["topic"]])
    shown = tables.readable(rows, TOPIC_ROW)
    _show_list(
        shown, basis, name="topics", how=say("city_section.topics"), nothing="city_section.topics_none"
    )


def show_notes(city_id: str) -> None:
    """Notes in the rolls."""
    notes = answers.notes(city_id)
    if notes:
        page_header.section(say("city_section.note"))
        st.markdown(inert_list(notes))


def show_peers(basis: Basis, city_id: str) -> None:
    """The nearest in size among members and among Chinese cities."""
    page_header.section(say("city_section.peers"))
    left_out = {"members": "", "china": "country"}
    for column, among in zip(st.columns(2, gap="large"), ("members", "china"), strict=True):
        with column:
            title = say(f"city_section.peers_{among}")
            page_header.subsection(title)
            rows = answers.peers(basis, city_id, among)
            rows = rows.rename(columns={"difference": "difference_inhabitants", "mark": "standing"})
            shown = tables.readable(rows, [column for column in PEER_COLUMNS if column != left_out[among]])
            _show_list(shown, basis, name=f"peers_{among}", how=title, nothing="city_section.peers_none")


def _show_list(shown: pd.DataFrame, basis: Basis, *, name: str, how: str, nothing: str = "") -> None:
    """A list with its downloads, or the sentence that it is empty."""
    if shown.empty:
        st.markdown(say(nothing))
        return
    show_downloadable_table(shown, name=f"city_{name}", lines=[how, sentences.basis_line(basis)])
