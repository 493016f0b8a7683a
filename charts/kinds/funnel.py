"""Prospects by stage: who is there now, and who was there and went on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.layout import Plot, base_layout, bold, hidden_axis, lines, with_legend
from charts.base.rows import bar_width, name_notes, plot_height, row_axis

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture. now, passed: the key, for who is at a stage and who went on from it."""

    caption: Caption
    now: str
    passed: str


def figure(stages: pd.DataFrame, *, labels: Labels, theme: Theme) -> go.Figure:
    """A bar a stage, from zero: who is there now in full orange, who went on from there in pale.

    stages: one row a stage in the order of the path, with label, now, reached (counts; reached holds now)
    and text (the direct label, such as '3 now · 8 reached (60 %)'), after analysis.pipeline.prospects.funnel.
    """
    stages = stages.reset_index(drop=True)
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(stages)), above=26, below=8))
    names, texts = stages["label"].tolist(), stages["text"].tolist()
    layout["annotations"] += name_notes(names, theme, labels.caption.room, texts)
    layout["barmode"] = "stack"
    most = float(stages["reached"].max()) if len(stages) else 0.0
    layout["xaxis"] = hidden_axis(0, max(most, 1.0) * 1.004)
    layout["yaxis"] = row_axis(len(stages))
    return go.Figure(_bars(stages, labels, theme), with_legend(layout, theme))


def _bars(stages: pd.DataFrame, labels: Labels, theme: Theme) -> list[go.Bar]:
    hover = [
        f"{bold(name)}<br>{lines(text)}" for name, text in zip(stages["label"], stages["text"], strict=True)
    ]
    shared: dict[str, Any] = {
        "y": list(range(len(stages))),
        "orientation": "h",
        "width": bar_width(),
        "hovertext": hover,
        "hoverinfo": "text",
    }
    edge = {"color": theme.prospect_line, "width": 1}
    now = {"color": theme.prospect, "line": edge}
    passed = {"color": theme.prospect_pale, "line": edge}
    went_on = (stages["reached"] - stages["now"]).tolist()
    return [
        go.Bar(x=stages["now"].tolist(), marker=now, name=lines(labels.now), **shared),
        go.Bar(x=went_on, marker=passed, name=lines(labels.passed), **shared),
    ]
