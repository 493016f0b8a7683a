"""Key figures as cards: label, value, fraction, sparkline, and the rows behind one click away."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from charts.base.svg import for_markdown
from text import say
from ui.core import figure_words, formats, sentences
from ui.what_if import words as what_if_words
from ui.widgets import figure_popover, tables
from ui.widgets.downloads import download_buttons
from ui.widgets.page_header import mark

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from analysis.what_if.outcomes import Outcome
    from analysis.what_if.scenario import Scenario
    from data.dataset import Dataset


@dataclass(frozen=True)
class Face:
    """What stands on a card, in words. name: the code of the figure; title: what stands above it."""

    name: str
    title: str
    value: str
    detail: str
    illustrative: bool = False


def show_fact(face: Face, rows: pd.DataFrame, *, basis_line: str) -> None:
    """One figure of a city with the readable rows that it rests on."""
    _card(face)
    _rows_behind(rows, name=face.name, title=face.title, basis_line=basis_line)


def show_figure(figure: Figure, dataset: Dataset, basis: Basis, *, picture: str = "") -> None:
    """One figure with its fraction and its chip; where it is undefined, the reason instead."""
    detail = (
        figure_words.detail(figure, basis)
        if figure.value is not None
        else sentences.reason(figure.reason, dataset)
    )
    value = figure_words.short_value(figure)
    _card(_face(figure.name, value, detail, illustrative=figure.illustrative), picture)
    figure_popover.show(figure, basis)


def show_outcome(outcome: Outcome, scenario: Scenario, basis: Basis) -> None:
    """One outcome of a scenario: what it becomes, what it was, and its chip."""
    change = what_if_words.change(outcome)
    value = what_if_words.value(outcome, "after", short=True)
    before = what_if_words.value(outcome, "before", short=True)
    detail = say("kpi.from", before=before, change=change) if change else say("what_if.no_change")
    _card(_face(outcome.name, value, detail, illustrative=False))
    figure_popover.show_outcome(outcome, scenario, basis)


def show_prospects(prospects: pd.DataFrame, *, basis_line: str) -> None:
    """How many prospects are open and how many of their next steps are overdue."""
    overdue = int(prospects["overdue"].sum())
    detail = say("kpi.overdue", count=formats.count(overdue)) if overdue else say("kpi.none_overdue")
    illustrative = bool(prospects["illustrative"].any())
    face = _face("prospects", formats.count(len(prospects)), detail, illustrative=illustrative)
    _card(face)
    shown = tables.readable(prospects, tables.PROSPECT_COLUMNS)
    _rows_behind(shown, name=face.name, title=face.title, basis_line=basis_line)


def _face(name: str, value: str, detail: str, *, illustrative: bool) -> Face:
    return Face(name, say(f"kpi.{name}"), value, detail, illustrative)


def _card(face: Face, picture: str = "") -> None:
    """`picture` is an SVG made by charts; all other text is escaped here."""
    st.markdown(
        f'<div class="card" data-figure="{escape(face.name)}">'
        f'<div class="card-title">{_plain(face.title)}</div>'
        f'<div class="card-value">{_plain(face.value)}</div>'
        f'<div class="card-detail">{_plain(face.detail)}</div>'
        f"{mark() if face.illustrative else ''}{_picture(picture)}</div>",
        unsafe_allow_html=True,
    )


def _plain(text: str) -> str:
    """Mere characters on one line: a blank line would end the HTML and begin Markdown."""
    return escape(" ".join(text.split()))


def _picture(svg: str) -> str:
    return f'<div class="card-picture">{for_markdown(svg)}</div>' if svg else ""


def _rows_behind(shown: pd.DataFrame, *, name: str, title: str, basis_line: str) -> None:
    """A button that opens the readable rows that were counted, how, and their download. Built when opened."""
    opened = st.popover(
        say("kpi.rows"), type="tertiary", icon=":material/table_rows:", key=f"rows.{name}", on_change="rerun"
    )
    if not opened.open:
        return
    how = say(f"how.{name}")
    with opened:
        st.markdown(how)
        st.caption(basis_line)
        tables.show(shown, key=f"table.{name}", alt=how)
        download_buttons(shown, name=name, lines=[title, how, basis_line])
