"""Sections on who may join: where each prospect stands, what its joining would change, what is urgent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from analysis.core.basis import Basis
from sharing.report import Chart, Section, Table
from text import label, say
from ui.core import queries
from ui.overview import words as overview_words
from ui.pipeline import pictures
from ui.pipeline import words as pipeline_words
from ui.reports.charts import ChartMaker, plotly
from ui.reports.values import TableColumn, names_of, section, table

_LIST = (
    *names_of("prospect"),
    TableColumn("stage", "city_stage"),
    TableColumn("entered_on", "city_stage_since", "day"),
    TableColumn("age_days", "city_stage_since", "count"),
    TableColumn("owner", "city_owner"),
    TableColumn("next_step_due", "city_step_due", "day"),
    TableColumn("overdue", "city_step_due"),
)
_EFFECT = (
    TableColumn("stage", "city_stage"),
    TableColumn("joining", "prospects", "count"),
    TableColumn("official_share", "official_share", "share"),
    TableColumn("paying_share", "paying_share", "share"),
)


def pipeline(basis: Basis, maker: ChartMaker) -> Section:
    """The prospects, and both shares if they joined."""
    prospects, title = queries.prospects(basis), say("report.pipeline")
    if prospects.empty:
        return section("pipeline", title, [pipeline_words.headline(prospects)], ("prospects",))
    timeline_fields = ("prospect", "city_stage", "city_stage_since")
    timeline = plotly(partial(pictures.timeline, basis))
    return section(
        "pipeline",
        title,
        [pipeline_words.headline(prospects), pipeline_words.target_event(prospects)],
        ("prospects", "stage", "event"),
        charts=[_funnel(basis, maker), maker.chart("stage_timeline", "day", timeline_fields, timeline)],
        tables=[table("prospects", say("pipeline.table_title"), prospects, _LIST), _effect(basis)],
    )


def _funnel(basis: Basis, maker: ChartMaker) -> Chart:
    rows = queries.funnel(basis)
    return maker.chart(
        "funnel",
        "count",
        ("stage", "prospects"),
        plotly(partial(pictures.funnel, basis)),
        [label("stage", code) for code in rows["stage"]],
        {say("pipeline.now"): rows["now"], say("report.reached"): rows["reached"]},
    )


def _effect(basis: Basis) -> Table:
    rows, view = queries.effect_of_joining(basis), queries.overview(basis)
    invented = bool(view.prospects["illustrative"].any()) or view.illustrative
    return table("effect_of_joining", say("pipeline.effect_title"), rows, _EFFECT, illustrative=invented)


def urgent(basis: Basis) -> Iterator[Section]:
    """What needs attention, a line each, and what nobody can say; no section where there is neither."""
    view = queries.overview(basis)
    items, unsaid = view.attention, [overview_words.not_judged(code) for code in view.not_judged]
    if not items and not unsaid:
        return
    lines = [overview_words.attention(each) for each in items]
    rows = [each.rows.assign(what=line) for each, line in zip(items, lines, strict=True)]
    yield section(
        "attention",
        say("overview.attention_title"),
        [*(f"{line}." for line in lines), *unsaid],
        ("city_step_due", "city_state", "city_stage", "city_attendance"),
        tables=[_meant(rows) if rows else None],
    )


def _meant(rows: list[pd.DataFrame]) -> Table:
    """Which cities the lines mean."""
    shown = (TableColumn("what", "city_state", header=say("report.what")), *names_of("city"))
    return table("attention", say("report.attention"), pd.concat(rows, ignore_index=True), shown)
