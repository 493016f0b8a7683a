"""The chance of each stage: the table of assumptions, setting one for everybody, and going back to it."""

from __future__ import annotations

import streamlit as st

from analysis.pipeline.stage_chances import STAGE_CHANCES
from text import label, say
from ui.core import author, formats
from ui.core.markdown import inert_markdown
from ui.pipeline import answers, tables
from ui.pipeline.answers import STAGE_CHANCE, ManualChances
from ui.widgets import page_header, saved_names
from ui.widgets.select_by_name import select_by_name
from ui.widgets.tables import show_table

_WIDTH = 640  # px at most


def show_chances() -> None:
    """The chances that hold, and a stage to choose whose chance is to change."""
    page_header.section(say("pipeline.chances_title"))
    st.markdown(say("pipeline.chances"))
    show_chance_table()
    manual = answers.manual_chances()
    saved_names.show_result(STAGE_CHANCE)
    with st.container(width=_WIDTH):
        stage = select_by_name(
            say("pipeline.change_chance"),
            {code: label("stage", code) for code in STAGE_CHANCES},
            placeholder=say("pipeline.choose_stage"),
            key="chance.stage",
        )
        if stage is not None:
            _show_field(stage, manual)


def show_chance_table() -> None:
    """Assumed and set chances of every stage."""
    rows = tables.stage_chances(answers.manual_chances())
    show_table(rows, key="table.stage_chances", alt=say("pipeline.chances"))


def _show_field(stage: str, manual: ManualChances) -> None:
    author.ask_if_unknown(key="chance")
    assumed = STAGE_CHANCES[stage]
    current = dict(answers.chances(manual)).get(stage, assumed)
    percent = f"chance.percent.{stage}.{current}"  # what was saved fills the field anew
    st.slider(say("pipeline.percent"), 0, 100, round(100 * current), 1, "%d %%", key=percent)
    name = label("stage", stage)
    back = say("pipeline.chance_back", stage=name, chance=formats.share(assumed))
    with st.container(horizontal=True):
        st.button(
            say("pipeline.set_chance"),
            type="primary",
            disabled=not author.name(),
            on_click=_save_chance,
            args=(stage, name, percent),
            key="chance.set",
        )
        st.button(
            say("pipeline.assume"),
            disabled=stage not in manual or not author.name(),
            on_click=saved_names.remove,
            args=(STAGE_CHANCE, stage, back),
            key="chance.assume",
        )
    if stage in manual:
        st.caption(inert_markdown(saved_names.saved_by(manual[stage])))


def _save_chance(stage: str, name: str, percent: str) -> None:
    """Before the run: save what stands in the field. percent: its session key."""
    chance = st.session_state[percent] / 100
    message = say("pipeline.chance_set", stage=name, chance=formats.share(chance))
    saved_names.save(STAGE_CHANCE, stage, f"{chance:g}", message)
