"""Rows of parts: how many cities of each row came, answered or stand where, with the numbers on the bars."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.layout import (
    BODY,
    SMALL,
    Plot,
    annotation,
    base_layout,
    bold,
    hidden_axis,
    legend_height,
    lines,
    with_legend,
)
from charts.base.measure import width
from charts.base.rows import BAR, ROW, bar_width, name_notes, plot_height
from charts.base.theme import readable_on
from text.format import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme

_BAR = BAR + 4.0
_KEY_ABOVE = 12.0  # px that a key lies above the middle of the picture: below it, it would push the plot away
_NARROWEST = 320.0  # px of the plot on a phone, for what fits into a part of a bar


@dataclass(frozen=True)
class Labels:
    """Words of the picture. parts: column → name, in the order in which they are stacked; looks: column →
    'filled', 'pale', 'other', 'hollow' or 'hatched'."""

    caption: Caption
    parts: Mapping[str, str]
    looks: Mapping[str, str]


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a row. rows: label, aside (quiet text behind the name), and a number for each part; a missing
    number draws nothing."""
    rows = rows.reset_index(drop=True)
    numbers = rows[list(labels.parts)].astype("Float64").fillna(0.0).astype("float64")
    used = [part for part in labels.parts if numbers[part].sum()]
    names = [labels.parts[part] for part in used]
    plot = Plot(plot_height(len(rows)), above=legend_height(names, labels.caption.room), below=8)
    layout = base_layout(theme, labels.caption, plot)
    missing = layout["margin"]["t"] - layout["margin"]["b"] - plot.height + _KEY_ABOVE
    if missing > 0:
        plot = replace(plot, height=plot.height + missing)
        layout = base_layout(theme, labels.caption, plot)
    longest = max(float(numbers.sum(axis=1).max()) if len(rows) else 0.0, 1.0)
    layout["barmode"] = "stack"
    layout["xaxis"], layout["yaxis"] = hidden_axis(0, longest), _axis(plot.height)
    layout["annotations"] += name_notes(
        rows["label"].tolist(), theme, labels.caption.room, rows["aside"].tolist(), _BAR
    )
    traces = [
        go.Bar(
            x=numbers[part].tolist(),
            y=list(range(len(rows))),
            orientation="h",
            width=bar_width(_BAR),
            marker=_look(labels.looks[part], theme),
            name=lines(labels.parts[part]),
            hovertext=[
                f"{bold(name)}<br>{lines(labels.parts[part])}: {count(number, locale)}"
                for name, number in zip(rows["label"], numbers[part], strict=True)
            ],
            hoverinfo="text",
        )
        for part in used
    ]
    layout["annotations"] += _inside(numbers[used], labels, theme, longest, locale)
    return go.Figure(traces, with_legend(layout, theme))


def _axis(height: float) -> dict[str, Any]:
    """Row 0 on top, its marks in the lower half of ROW px."""
    return hidden_axis(height / ROW - 0.7, -0.7)


def _look(look: str, theme: Theme) -> dict[str, Any]:
    line = {"color": theme.others_line if look in {"other", "hollow"} else theme.focus, "width": 1.2}
    hatch = {
        "shape": "/",
        "fgcolor": theme.others_line,
        "bgcolor": theme.background,
        "size": 6,
        "solidity": 0.3,
    }
    looks: dict[str, dict[str, Any]] = {
        "filled": {"color": theme.focus},
        "pale": {"color": theme.focus_pale},
        "other": {"color": theme.others},
        "hollow": {"color": theme.background},
        "hatched": {"color": theme.background, "pattern": hatch},
    }
    return looks[look] | {"line": line}


def _inside(
    numbers: pd.DataFrame, labels: Labels, theme: Theme, longest: float, locale: str
) -> list[dict[str, Any]]:
    """Each number in the middle of its part, where it fits on a phone."""
    notes = []
    fills = {"filled": theme.focus, "pale": theme.focus_pale, "other": theme.others}
    starts = numbers.cumsum(axis=1) - numbers
    for part in numbers:
        fill = fills.get(labels.looks[str(part)], theme.background)
        hatched = {"bgcolor": fill} if labels.looks[str(part)] == "hatched" else {}
        for row, (start, number) in enumerate(zip(starts[part], numbers[part], strict=True)):
            text = count(number, locale)
            if number / longest * _NARROWEST > width(text, BODY) + 8:
                place = {"xref": "x", "x": start + number / 2, "xanchor": "center", "yref": "y", "y": row}
                colour = readable_on(fill)
                notes.append(annotation(lines(text), SMALL, colour, **place, yanchor="middle", **hatched))
    return notes
