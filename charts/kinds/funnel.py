"""Prospects by stage: who is there now, and who was there and went on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import Rows, longest, outlined, row_bar, row_chart
from charts.base.caption import Caption
from charts.base.layout import lines, tooltip
from charts.base.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. now, passed: the legend, for who is at a stage and who went on from it."""

    caption: Caption
    now: str
    passed: str


def figure(stages: pd.DataFrame, *, labels: Labels, theme: Theme) -> go.Figure:
    """A bar a stage, from zero: who is there now in full orange, who went on from there in pale.

    stages: one row a stage in the order of the path, with label, now, reached (counts; reached holds now)
    and text (the direct label, such as '3 now · 8 reached (60 %)'), after analysis.pipeline.prospects.funnel.
    """
    names, texts, now = stages["label"], stages["text"].tolist(), stages["now"]
    hover, edge = list(map(tooltip, names, texts)), theme.prospect_line
    bars = [
        row_bar(now, outlined(theme.prospect, edge), hover, name=lines(labels.now)),
        row_bar(
            stages["reached"] - now, outlined(theme.prospect_pale, edge), hover, name=lines(labels.passed)
        ),
    ]
    end = longest(stages["reached"]) * 1.004
    return row_chart(bars, Rows(names, texts, end), labels.caption, theme, barmode="stack")
