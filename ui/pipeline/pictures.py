"""Charts of the Pipeline page."""

from __future__ import annotations

from typing import Any

import pandas as pd

import charts.kinds.funnel
import charts.kinds.stage_timeline
from analysis.core.basis import Basis
from charts.base.theme import theme
from text import label, say
from ui.core import formats, queries
from ui.core.cache import cached
from ui.core.captions import caption, chart_style, is_illustrative, name_values

MOST_LANES = 40  # cities in the chart of stages by date: more cannot be read


@cached
def funnel(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Cities by the stage they reached: the figure and its alt text."""
    rows = queries.funnel(basis)
    rows = rows.assign(label=rows["stage"].map(lambda code: label("stage", code)), text=_stage_texts(rows))
    facts = {
        "now": formats.count(len(queries.prospects(basis))),
        "joined": formats.count(rows["reached"].iloc[-1]),
        "started": formats.count(rows["reached"].iloc[0]),
    }
    marked = is_illustrative(rows)
    labels = charts.kinds.funnel.Labels(
        caption("pipeline.funnel_title", "pipeline.funnel_subtitle", basis, illustrative=marked, **facts),
        now=say("pipeline.now"),
        passed=say("pipeline.passed"),
    )
    values = name_values(rows["label"] + ":", rows["text"])
    figure = charts.kinds.funnel.figure(rows, labels=labels, theme=theme(theme_name))
    return figure, say("pipeline.funnel_alt", values=values)


def _stage_texts(rows: pd.DataFrame) -> list[str]:
    entered = int(rows["reached"].max()) if len(rows) else 0
    return [
        say("pipeline.funnel_text", now=now, share=formats.proportion(reached, entered))
        for now, reached in zip(rows["now"], rows["reached"], strict=True)
    ]


@cached
def timeline(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Stages of the open prospects by date, of the furthest MOST_LANES."""
    changes = queries.stage_changes(basis)
    changes = changes[changes["city_id"].isin(changes["city_id"].drop_duplicates().head(MOST_LANES))]
    changes = changes.assign(stage_label=changes["stage"].map(lambda code: label("stage", code)))
    days = changes["entered_on"].map(formats.day)
    changes = changes.assign(hover=changes["city"] + "\n" + changes["stage_label"] + "\n" + days)
    target = queries.prospects(basis).dropna(subset=["target_event_on"]).head(1)
    marked = is_illustrative(changes)
    labels = charts.kinds.stage_timeline.Labels(
        caption=caption("pipeline.timeline_title", "pipeline.timeline_subtitle", basis, illustrative=marked),
        as_of=formats.day(basis.as_of),
        event="" if target.empty else str(target["target_event_name"].iloc[0]),
        event_on=None if target.empty else target["target_event_on"].iloc[0].date(),
        illustrative=say("app.illustrative"),
    )
    stays = changes["city"] + " " + changes["stage_label"] + " " + days
    figure = charts.kinds.stage_timeline.figure(
        changes, as_of=basis.as_of, labels=labels, **chart_style(theme_name)
    )
    return figure, say("pipeline.timeline_alt", values=", ".join(stays))
