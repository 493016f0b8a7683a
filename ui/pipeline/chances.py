"""The chance of each stage: the table of assumptions, setting one for everybody, and going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.pipeline.stage_chances import STAGE_CHANCES
from text import label, say
from ui.core import author, formats
from ui.core.markdown import inert_markdown
from ui.pipeline import answers
from ui.pipeline.answers import STAGE_CHANCE
from ui.widgets import page_header, saved_names
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from data.store.saved import Saved

_WIDTH = 640  # px at most
_STAGE, _PERCENT = "chance.stage", "chance.percent"


def show() -> None:
    """The chances that hold, and a stage to choose whose chance is to change."""
    page_header.section(say("pipeline.chances_title"))
    st.markdown(say("pipeline.chances"))
    show_chance_table()
    by_hand = answers.set_by_hand()
    saved_names.show_result(STAGE_CHANCE)
    with st.container(width=_WIDTH):
        stage = st.selectbox(
            say("pipeline.change_chance"),
            list(STAGE_CHANCES),
            index=None,
            format_func=lambda code: label("stage", code),
            placeholder=say("pipeline.choose_stage"),
            key=_STAGE,
        )
        if stage is not None:
            _show_field(stage, by_hand.get(stage))


def show_chance_table() -> None:
    """Assumed and set chances of every stage."""
    show_table(table(), key="table.stage_chances", alt=say("pipeline.chances"))


def table() -> pd.DataFrame:
    """One row a stage: the chance that is assumed, the one that somebody set, who and when."""
    by_hand = answers.set_by_hand()
    set_to = dict(answers.chances(by_hand))
    return pd.DataFrame(
        {
            say("table.stage"): [label("stage", code) for code in STAGE_CHANCES],
            say("table.chance_assumed"): [100 * chance for chance in STAGE_CHANCES.values()],
            say("table.chance_set"): [
                100 * set_to[code] if code in set_to else float("nan") for code in STAGE_CHANCES
            ],
            say("table.set_by"): [
                f"{by_hand[code].author}, {formats.moment_in_words(by_hand[code].at)}"
                if code in by_hand
                else None
                for code in STAGE_CHANCES
            ],
        }
    )


def _show_field(stage: str, by_hand: Saved | None) -> None:
    author.ask_if_unknown(key="chance")
    holds = dict(answers.chances({stage: by_hand} if by_hand else {})).get(stage, STAGE_CHANCES[stage])
    percent = f"{_PERCENT}.{stage}.{holds}"  # what was saved fills the field anew
    st.slider(say("pipeline.percent"), 0, 100, round(100 * holds), 1, "%d %%", key=percent)
    name = label("stage", stage)
    assumed = formats.share(STAGE_CHANCES[stage])
    with st.container(horizontal=True):
        st.button(
            say("pipeline.set_chance"),
            type="primary",
            disabled=not author.name(),
            on_click=_set,
            args=(stage, name, percent),
            key="chance.set",
        )
        st.button(
            say("pipeline.assume"),
            disabled=by_hand is None or not author.name(),
            on_click=saved_names.remove,
            args=(STAGE_CHANCE, stage, say("pipeline.chance_back", stage=name, chance=assumed)),
            key="chance.assume",
        )
    if by_hand is not None:
        told = say("saved.by", author=by_hand.author, day=formats.moment_in_words(by_hand.at))
        st.caption(inert_markdown(told))


def _set(stage: str, name: str, percent: str) -> None:
    """Before the run: keep what stands in the field."""
    chance = st.session_state[percent] / 100
    said = say("pipeline.chance_set", stage=name, chance=formats.share(chance))
    saved_names.save(STAGE_CHANCE, stage, f"{chance:g}", said)
