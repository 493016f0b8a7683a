"""From last year's payers to this year's, step by step: a waterfall that lies on its side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.layout import Plot, base_layout, bold, hidden_axis, lines, with_legend
from charts.base.rows import bar_width, name_notes, plot_height, row_axis, value_note
from text.format import count, signed_count

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme

_ENDS = ("before", "after")


@dataclass(frozen=True)
class Labels:
    """Words of the picture. group, others: the two parts of a bar, for the key; in_group: pattern of what is
    said of the group beside a number, with {count}, such as '{count} of them Chinese cities'."""

    caption: Caption
    group: str
    others: str
    in_group: str = ""


def figure(steps: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a step: the ends from zero, what lies between from where the one before ends.

    steps: in order, with step ('before', …, 'after'), label, count (signed), group (of the count, signed).
    What is gained is filled, what is lost is hollow. A click on a bar selects its step (customdata).
    """
    steps = _placed(steps.reset_index(drop=True))
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(steps)), above=26, below=8))
    asides = [
        labels.in_group.format(count=count(abs(group), locale)) if labels.in_group else ""
        for group in steps["group"]
    ]
    layout["annotations"] += name_notes(steps["label"].tolist(), theme, labels.caption.room, asides)
    for at, row in steps.iterrows():
        text = count(row["count"], locale) if row["step"] in _ENDS else signed_count(row["count"], locale)
        end = max(row["start"], row["end"])
        layout["annotations"].append(value_note(text, end, int(str(at)), theme.text))
    layout["shapes"] = _connectors(steps, theme)
    layout["barmode"] = "overlay"
    top = max(float(steps[["start", "end"]].max().max()), 1.0)
    layout["xaxis"] = hidden_axis(0, top * 1.16)
    layout["yaxis"] = row_axis(len(steps))
    layout["clickmode"] = "event+select"
    return go.Figure(_bars(steps, labels, theme, locale), with_legend(layout, theme))


def _placed(steps: pd.DataFrame) -> pd.DataFrame:
    """Where each bar begins and ends."""
    ends = steps["step"].isin(_ENDS)
    running = steps["count"].where(steps["step"] != "after", 0).cumsum()
    return steps.assign(
        start=(running - steps["count"]).where(~ends, 0), end=running.where(~ends, steps["count"])
    )


def _bars(steps: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    """The group's part first, then that of the others, both hollow where they are lost."""
    low = steps[["start", "end"]].min(axis=1)
    group, whole = steps["group"].abs(), steps["count"].abs()
    lost = (steps["count"] < 0).tolist()
    hover = [
        f"{bold(row['label'])}: {count(abs(row['count']), locale)}<br>"
        f"{lines(labels.group)}: {count(abs(row['group']), locale)}"
        for row in steps.to_dict("records")
    ]
    shared: dict[str, Any] = {
        "y": list(range(len(steps))),
        "orientation": "h",
        "width": bar_width(),
        "customdata": [[step] for step in steps["step"]],
        "hovertext": hover,
        "hoverinfo": "text",
        "unselected": {"marker": {"opacity": 0.45}},
    }
    return [
        go.Bar(
            x=group.tolist(),
            base=low.tolist(),
            marker=_look(lost, theme.focus, theme.focus, theme),
            name=lines(labels.group),
            **shared,
        ),
        go.Bar(
            x=(whole - group).tolist(),
            base=(low + group).tolist(),
            marker=_look(lost, theme.others, theme.others_line, theme),
            name=lines(labels.others),
            **shared,
        ),
    ]


def _look(lost: list[bool], fill: str, edge: str, theme: Theme) -> dict[str, Any]:
    return {
        "color": [theme.background if gone else fill for gone in lost],
        "line": {"color": edge, "width": 1.5},
    }


def _connectors(steps: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    """A thin line from the end of each bar to the beginning of the next."""
    line = {"color": theme.axis, "width": 1, "dash": "dot"}
    return [
        {
            "type": "line",
            "x0": end,
            "x1": end,
            "y0": at + 0.18,
            "y1": at + 0.82,
            "line": line,
            "layer": "below",
        }
        for at, end in enumerate(steps["end"].tolist()[:-1])
    ]
