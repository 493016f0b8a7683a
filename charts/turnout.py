"""Who came to each event: a bar an event, in person, online and not on the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.layout import Plot, base_layout, bold, hidden_axis, key_height, lines, with_legend
from charts.rows import bar_width, name_notes, plot_height, row_axis

if TYPE_CHECKING:
    import pandas as pd

    from charts.caption import Caption
    from charts.theme import Theme

_FEWEST = 2  # rows of room: in less the key leaves no plot


@dataclass(frozen=True)
class Labels:
    """Words of the picture; the last four are the key."""

    caption: Caption
    in_person: str
    online: str
    came: str
    absent: str


def figure(events: pd.DataFrame, *, labels: Labels, theme: Theme) -> go.Figure:
    """A stacked bar an event, from zero, in the order of the rows.

    events: label, text (quiet words behind the name), in_person, online, came (how is not recorded), absent:
    numbers of cities.
    """
    events = events.reset_index(drop=True)
    bars = _bars(events, labels, theme)
    rows = max(len(events), _FEWEST)
    above = key_height([bar.name for bar in bars], labels.caption.room)
    layout = base_layout(theme, labels.caption, Plot(plot_height(rows), above=above, below=8))
    names, texts = events["label"].tolist(), events["text"].tolist()
    layout["annotations"] += name_notes(names, theme, labels.caption.room, texts)
    layout["barmode"] = "stack"
    whole = events[["in_person", "online", "came", "absent"]].sum(axis="columns")
    layout["xaxis"] = hidden_axis(0, max(float(whole.max()) if len(events) else 0.0, 1.0) * 1.004)
    layout["yaxis"] = row_axis(rows)
    return go.Figure(bars, with_legend(layout, theme))


def _bars(events: pd.DataFrame, labels: Labels, theme: Theme) -> list[go.Bar]:
    hover = [
        f"{bold(name)}<br>{lines(text)}" for name, text in zip(events["label"], events["text"], strict=True)
    ]
    edge = {"color": theme.focus, "width": 1}
    dots = {"shape": ".", "fgcolor": theme.focus, "bgcolor": theme.background}
    looks: dict[str, tuple[str, dict[str, Any]]] = {
        "in_person": (labels.in_person, {"color": theme.focus, "line": edge}),
        "online": (labels.online, {"color": theme.focus_pale, "line": edge}),
        "came": (labels.came, {"color": theme.background, "pattern": dots, "line": edge}),
        "absent": (labels.absent, {"color": theme.background, "line": edge}),
    }
    return [
        go.Bar(
            x=events[column].tolist(),
            y=list(range(len(events))),
            orientation="h",
            width=bar_width(),
            marker=marker,
            name=lines(name),
            hovertext=hover,
            hoverinfo="text",
        )
        for column, (name, marker) in looks.items()
        if column in {"in_person", "online"} or events[column].sum()
    ]
