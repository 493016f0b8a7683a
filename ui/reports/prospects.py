"""Sections on who may join: where each prospect stands, what its joining would change, what is urgent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from sharing.report import Section
from text import label, say
from ui.core import queries
from ui.overview import words as overview_words
from ui.pipeline import pictures
from ui.pipeline import words as pipeline_words
from ui.reports.charts import Shown
from ui.reports.values import Show, numbers_of, table, texts_of

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from sharing.report import Chart, Table
    from ui.reports.charts import Pen

_LIST = (
    Show("name", "prospect"),
    Show("name_zh", "prospect_zh"),
    Show("stage", "city_stage"),
    Show("entered_on", "city_stage_since", "day"),
    Show("age_days", "city_stage_since", "count"),
    Show("owner", "city_owner"),
    Show("next_step_due", "city_step_due", "day"),
    Show("overdue", "city_step_due"),
)
_EFFECT = (
    Show("stage", "city_stage"),
    Show("joining", "prospects", "count"),
    Show("official_share", "official_share", "share"),
    Show("paying_share", "paying_share", "share"),
)


def pipeline(basis: Basis, pen: Pen) -> Section:
    """The prospects, and both shares if they joined."""
    waiting = queries.prospects(basis)
    said = [pipeline_words.headline(waiting), pipeline_words.target_event(waiting)]
    section = ("pipeline", say("report.pipeline"))
    if waiting.empty:
        return Section(*section, sentences=(said[0],), fields=("prospects",))
    listed = table("prospects", say("pipeline.table_title"), waiting, _LIST)
    return Section(
        *section,
        sentences=tuple(filter(None, said)),
        fields=("prospects", "stage", "event"),
        charts=(_funnel(basis, pen), _timeline(basis, pen)),
        tables=(listed, _effect(basis)),
    )


def _funnel(basis: Basis, pen: Pen) -> Chart:
    rows = queries.funnel(basis)
    shown = Shown(
        "funnel",
        "bar",
        "count",
        ("stage", "prospects"),
        texts_of(label("stage", code) for code in rows["stage"]),
        (
            (say("pipeline.now"), numbers_of(rows["now"])),
            (say("report.reached"), numbers_of(rows["reached"])),
        ),
    )
    return pen.plotted(shown, partial(pictures.funnel, basis))


def _timeline(basis: Basis, pen: Pen) -> Chart:
    shown = Shown("stage_timeline", "picture", "day", ("prospect", "city_stage", "city_stage_since"))
    return pen.plotted(shown, partial(pictures.timeline, basis))


def _effect(basis: Basis) -> Table:
    rows, view = queries.effect_of_joining(basis), queries.overview(basis)
    marked = bool(view.prospects["illustrative"].any()) or view.illustrative
    return table("effect_of_joining", say("pipeline.effect_title"), rows, _EFFECT, illustrative=marked)


def urgent(basis: Basis, pen: Pen) -> Section | None:  # noqa: ARG001  a section draws with a pen
    """What needs attention, a line each; None where nothing does."""
    items = queries.overview(basis).attention
    if not items:
        return None
    rows = pd.concat(
        [each.rows.assign(what=overview_words.attention(each)) for each in items], ignore_index=True
    )
    shown = (
        Show("what", "city_state", header=say("report.what")),
        Show("name", "city"),
        Show("name_zh", "city_zh"),
    )
    return Section(
        "attention",
        say("overview.attention_title"),
        sentences=tuple(f"{overview_words.attention(each)}." for each in items),
        fields=("city_step_due", "city_state", "city_stage", "city_attendance"),
        tables=(table("attention", say("report.attention"), rows, shown),),
    )
