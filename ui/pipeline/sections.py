"""What opens below the list of the Pipeline page: one function a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.pipeline.cohorts import PERIODS
from analysis.pipeline.stage_chances import by_stage
from analysis.pipeline.stages import PATH
from text import label, say
from ui.core import address, formats, queries, sentences
from ui.core.captions import basis_facts
from ui.core.tables import readable
from ui.pipeline import answers, chances, pictures, tables
from ui.widgets import chart_panel
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from charts.base.theme import Theme


def funnel(basis: Basis, theme: Theme) -> None:
    """Who reached each stage, and what became of those that got no further."""
    line = sentences.basis_line(basis)
    chart, table = st.columns([2, 3], gap="large")
    with chart:
        data = tables.funnel(queries.funnel(basis))
        chart_panel.show_chart(pictures.funnel(basis, theme.name), name="funnel", data=data, basis_line=line)
    with table:
        shown = tables.drop_off(answers.drop_off(basis))
        _table(shown, "drop_off", line)
        _cities(basis)


def _cities(basis: Basis) -> None:
    """The rows behind the funnel and the cohorts: every city that ever had a stage."""
    opened = st.popover(
        say("download.data"),
        type="tertiary",
        icon=":material/table_rows:",
        key="journeys",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _table(journeys(answers.journeys(basis)), "journeys", sentences.basis_line(basis))


def journeys(found: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.journeys.journeys with names, for people."""
    rows = found.assign(
        journey_outcome=found["outcome"],
        journey_from=found["entered_on"],
        days_to_join=found["days"],
        furthest_stage=found["furthest"].map(dict(enumerate(PATH))),
    )
    return readable(rows, tables.JOURNEY_COLUMNS)


def cohorts(basis: Basis, theme: Theme) -> None:
    """Conversion and speed by the year or half year in which cities came in."""
    del theme
    key = address.bind_choice("cohort", PERIODS[0], list(PERIODS))
    period = st.segmented_control(
        say("pipeline.cohort_by"),
        list(PERIODS),
        required=True,
        format_func=lambda code: label("cohort_period", code),
        key=key,
    )
    shown = tables.cohorts(answers.cohorts(basis, str(period or PERIODS[0])))
    _table(shown, "cohorts", sentences.basis_line(basis))


def expected(basis: Basis, theme: Theme, by_hand: answers.Chances) -> None:
    """Expected members and fees by stage, city by city, and the chances to change."""
    del theme
    line = sentences.basis_line(basis)
    rows = answers.expected(basis, by_hand)
    if len(rows):
        stages, cities = st.columns([2, 3], gap="large")
        with stages:
            _table(
                tables.expected_by_stage(by_stage(rows)),
                "expected_stages",
                line,
                (say("table.expected_members"),),
            )
        with cities:
            shown = readable(_for_people(rows), tables.EXPECTED_COLUMNS)
            _table(shown, "expected", line)
        year = answers.fee_year(basis)
        st.caption(say("pipeline.expected_note", year=year, **basis_facts(basis)))
    chances.show()


def _for_people(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        chance=(rows["probability"] * 100).round(1), expected_fees=rows["expected_eur"].round()
    )


def score(basis: Basis, theme: Theme, by_hand: answers.Chances) -> None:
    """Chances of stages against what happened."""
    del theme
    found = answers.score(basis, by_hand)
    _table(
        tables.chance_score(found.stages),
        "chance_score",
        sentences.basis_line(basis),
        (say("table.brier"),),
    )
    if not found.not_joined and found.ended:
        st.caption(say("pipeline.score_one_sided", count=formats.count(found.ended)))


def set_aside(basis: Basis, theme: Theme) -> None:
    """Lost and parked cities, with the reason."""
    del theme
    rows = answers.set_aside(basis)
    if rows.empty:
        st.caption(say("pipeline.aside_how"))
        return
    shown = readable(rows.assign(journey_outcome=rows["outcome"]), tables.ASIDE_COLUMNS)
    _table(shown, "set_aside", sentences.basis_line(basis))


def timeline(basis: Basis, theme: Theme) -> None:
    """How each open prospect came to where it stands."""
    changes = queries.stage_changes(basis)
    lanes = changes["city_id"].nunique()
    if lanes > pictures.MOST_LANES:
        counts = {"count": formats.count(pictures.MOST_LANES), "all": formats.count(lanes)}
        st.caption(say("pipeline.timeline_first", **counts))
    chart_panel.show_chart(
        pictures.timeline(basis, theme.name),
        name="stage_timeline",
        data=tables.stage_changes(changes),
        basis_line=sentences.basis_line(basis),
    )


def effect(basis: Basis, theme: Theme) -> None:
    """What both shares would be if every prospect of a stage joined."""
    del theme
    shown = tables.effect(queries.effect_of_joining(basis))
    _table(shown, "effect", sentences.basis_line(basis))
    st.caption(say("pipeline.effect_note", **basis_facts(basis)))


def _table(shown: pd.DataFrame, name: str, line: str, right: tuple[str, ...] = ()) -> None:
    """A table with what it says and its files. right: columns of numbers that come as text."""
    how = say(f"how.{name}")
    show_table(shown, key=f"table.{name}", alt=how, right=right)
    download_buttons(shown, name=name, lines=[how, line])
    st.caption(how)
