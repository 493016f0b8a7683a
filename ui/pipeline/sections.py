"""The list of the Pipeline page, and what opens below it: one function a finding."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.pipeline.cohorts import PERIODS
from analysis.pipeline.stage_chances import by_stage as expected_by_stage
from charts.base.theme import Theme
from text import counted, label, say
from ui.core import address, formats, queries, sentences
from ui.core.captions import basis_facts
from ui.core.markdown import inert_markdown, say_inert
from ui.core.tables import header, readable
from ui.pipeline import answers, chances, pictures, tables
from ui.widgets import chart_panel, page_header
from ui.widgets.expanders import lazy_popover
from ui.widgets.tables import show_downloadable_table, show_figure_table


def show_worklist(basis: Basis, headline: str) -> None:
    """Open prospects, overdue steps first; nothing where there are none."""
    prospects, title = answers.worklist(basis), say("pipeline.table_title")
    if prospects.empty:
        return
    page_header.section(title)
    show_downloadable_table(
        readable(prospects, tables.WORKLIST_COLUMNS),
        name="prospects",
        key="table.pipeline",
        alt=headline,
        lines=[title, sentences.basis_line(basis)],
        narrow=(header("note"),),
    )


def show_funnel(basis: Basis, theme: Theme) -> None:
    """Who reached each stage, and what became of those that got no further."""
    chart, table = st.columns([2, 3], gap="large")
    with chart:
        data = tables.funnel(queries.funnel(basis))
        _show_chart(pictures.funnel(basis, theme.name), data, basis, name="funnel")
    with table:
        _show_table(tables.drop_off(answers.drop_off(basis)), basis, name="drop_off")
        lazy_popover(
            say("download.data"),
            lambda: _show_table(tables.journeys(answers.journeys(basis)), basis, name="journeys"),
            key="journeys",
            icon=":material/table_rows:",
        )


def show_cohorts(basis: Basis) -> None:
    """Conversion and speed by the year or half year in which cities came in."""
    key = address.bind_choice("cohort", PERIODS[0], list(PERIODS))
    period = st.segmented_control(
        say("pipeline.cohort_by"),
        list(PERIODS),
        required=True,
        format_func=lambda code: inert_markdown(label("cohort_period", code)),
        key=key,
    )
    rows = answers.cohorts(basis, str(period or PERIODS[0]))
    _show_table(tables.cohorts(rows), basis, name="cohorts")


def show_expected(basis: Basis, manual: answers.Chances) -> None:
    """Expected members and fees by stage, city by city, and the chances to change."""
    rows = answers.expected(basis, manual)
    if len(rows):
        stages, cities = st.columns([2, 3], gap="large")
        with stages:
            right = (header("expected_members"),)
            by_stage = tables.expected_by_stage(expected_by_stage(rows))
            _show_table(by_stage, basis, name="expected_stages", right=right)
        with cities:
            _show_table(tables.expected(rows), basis, name="expected")
        year = answers.fee_year(basis)
        st.caption(say_inert("pipeline.expected_note", year=year, **basis_facts(basis)))
    chances.show_chances()


def show_score(basis: Basis, manual: answers.Chances) -> None:
    """Chances of stages against what happened."""
    score = answers.score(basis, manual)
    rows = tables.chance_score(score.stages)
    right = (header("brier"),) if header("brier") in rows else ()
    _show_table(rows, basis, name="chance_score", right=right)
    if not score.not_joined and score.ended:
        st.caption(counted("pipeline.score_one_sided", score.ended, count=formats.count(score.ended)))


def show_set_aside(basis: Basis) -> None:
    """Lost and parked cities, with the reason."""
    rows = answers.set_aside(basis)
    if rows.empty:
        st.caption(say("pipeline.aside_how"))
        return
    _show_table(tables.set_aside(rows), basis, name="set_aside")


def show_timeline(basis: Basis, theme: Theme) -> None:
    """How each open prospect came to where it stands."""
    changes = queries.stage_changes(basis)
    lanes = changes["city_id"].nunique()
    if lanes > pictures.MOST_LANES:
        counts = {"count": formats.count(pictures.MOST_LANES), "all": formats.count(lanes)}
        st.caption(say_inert("pipeline.timeline_first", **counts))
    data = tables.stage_changes(changes)
    _show_chart(pictures.timeline(basis, theme.name), data, basis, name="stage_timeline")


def show_effect(basis: Basis) -> None:
    """What both shares would be if every prospect of a stage joined."""
    _show_table(tables.effect(queries.effect_of_joining(basis)), basis, name="effect")
    st.caption(say_inert("pipeline.effect_note", **basis_facts(basis)))


def _show_chart(chart: tuple[Any, str], rows: pd.DataFrame, basis: Basis, *, name: str) -> None:
    chart_panel.show_chart(chart, name=name, data=rows, basis_line=sentences.basis_line(basis))


def _show_table(rows: pd.DataFrame, basis: Basis, *, name: str, right: tuple[str, ...] = ()) -> None:
    """A table with its files and how it is computed. right: columns of numbers that come as text."""
    show_figure_table(rows, basis, name=name, right=right)
    st.caption(say(f"how.{name}"))
