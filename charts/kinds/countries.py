"""Where the money comes from: the largest countries, and all others as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.layout import Plot, base_layout, bold, hidden_axis, lines, with_legend
from charts.base.rows import bar_width, name_notes, plot_height, row_axis, value_note
from text.format import money, money_short, share

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture. group, others: the two parts of a bar."""

    caption: Caption
    group: str
    others: str


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a country, most first, the group's part dark.

    rows: label, received_eur, group_eur (EUR), share (0-1).
    """
    rows = rows.reset_index(drop=True)
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(rows)), above=26, below=8))
    asides = [money_short(amount, locale) for amount in rows["received_eur"]]
    layout["annotations"] += name_notes(rows["label"].tolist(), theme, labels.caption.room, asides)
    for at, (amount, part) in enumerate(zip(rows["received_eur"], rows["share"], strict=True)):
        layout["annotations"].append(value_note(share(part, locale), amount, at, theme.text))
    top = max(float(rows["received_eur"].max()) if len(rows) else 0.0, 1.0)
    layout["xaxis"] = hidden_axis(0, top * 1.26)
    layout["yaxis"] = row_axis(len(rows))
    layout["barmode"] = "stack"
    return go.Figure(_bars(rows, labels, theme, locale), with_legend(layout, theme))


def _bars(rows: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    others = rows["received_eur"] - rows["group_eur"]
    hover = [
        f"{bold(row['label'])}<br>{lines(labels.group)}: {money(row['group_eur'], locale)}"
        f"<br>{lines(labels.others)}: {money(row['received_eur'] - row['group_eur'], locale)}"
        for row in rows.to_dict("records")
    ]
    shared: dict[str, Any] = {
        "y": list(range(len(rows))),
        "orientation": "h",
        "width": bar_width(),
        "hovertext": hover,
        "hoverinfo": "text",
    }
    blue = {"color": theme.focus, "line": {"color": theme.focus, "width": 1}}
    grey = {"color": theme.others, "line": {"color": theme.others_line, "width": 1}}
    return [
        go.Bar(x=rows["group_eur"].tolist(), marker=blue, name=lines(labels.group), **shared),
        go.Bar(x=others.tolist(), marker=grey, name=lines(labels.others), **shared),
    ]
