"""What each kind of city adds to an expected number: a bar a kind, the largest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from charts.base.layout import Plot, base_layout, bold, hidden_axis, lines
from charts.base.rows import bar_width, name_notes, plot_height, row_axis
from text.format import ratio

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture."""

    caption: Caption


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a row, members in the focus colour, prospects in theirs.

    rows: label, aside (quiet text behind the name), value, prospect (bool).
    """
    rows = rows.reset_index(drop=True)
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(rows)), above=4, below=4))
    said = [
        f"{ratio(value, locale)} = {aside}" for value, aside in zip(rows["value"], rows["aside"], strict=True)
    ]
    layout["annotations"] += name_notes(rows["label"].tolist(), theme, labels.caption.room, said)
    layout["xaxis"] = hidden_axis(0, max(float(rows["value"].max()), 0.01) * 1.004)
    layout["yaxis"] = row_axis(len(rows))
    bars = go.Bar(
        x=rows["value"].tolist(),
        y=list(range(len(rows))),
        orientation="h",
        width=bar_width(),
        marker={
            "color": [theme.prospect if each else theme.focus for each in rows["prospect"]],
            "line": {
                "color": [theme.prospect_line if each else theme.focus for each in rows["prospect"]],
                "width": 1,
            },
        },
        hovertext=[f"{bold(name)}<br>{lines(text)}" for name, text in zip(rows["label"], said, strict=True)],
        hoverinfo="text",
    )
    return go.Figure([bars], layout)
