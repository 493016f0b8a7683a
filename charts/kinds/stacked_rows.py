"""Rows of parts: how many cities of each row came, answered or stand where, with the numbers on the bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import hatched, longest, outlined, row_bar
from charts.base.caption import Caption
from charts.base.layout import (
    BODY,
    SMALL,
    Plot,
    annotation,
    base_layout,
    hidden_axis,
    legend_height,
    lines,
    tooltip,
    with_legend,
)
from charts.base.measure import width
from charts.base.rows import BAR, ROW, name_notes, plot_height
from charts.base.theme import Theme, readable_on
from text.format import count

_BAR = BAR + 4.0
_LEGEND_ABOVE = 12.0  # px that a legend lies above the middle: below it, it would push the plot away
_NARROWEST = 320.0  # px of the plot on a phone, for what fits into a part of a bar


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. parts: column → name, in the order in which they are stacked; looks: column →
    'filled', 'pale', 'other', 'hollow' or 'hatched'."""

    caption: Caption
    parts: Mapping[str, str]
    looks: Mapping[str, str]


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a row. rows: label, aside (quiet text behind the name), and a number for each part; a missing
    number draws nothing."""
    rows = rows.reset_index(drop=True)
    numbers = rows[list(labels.parts)].astype("Float64").fillna(0.0).astype("float64")
    numbers = numbers[[part for part in labels.parts if numbers[part].sum()]]
    plot, layout = _layout(len(rows), [labels.parts[str(part)] for part in numbers], labels.caption, theme)
    end = longest(numbers.sum(axis=1))
    layout["xaxis"], layout["yaxis"] = hidden_axis(0, end), hidden_axis(plot.height / ROW - 0.7, -0.7)
    names, asides = rows["label"].tolist(), rows["aside"].tolist()
    layout["annotations"] += name_notes(names, theme, labels.caption.room, asides, _BAR)
    layout["annotations"] += _inside(numbers, labels, theme, end, locale)
    bars = [_bar(numbers[part], names, labels, theme, locale) for part in numbers]
    return go.Figure(bars, with_legend(layout, theme) | {"barmode": "stack"})


def _layout(rows: int, names: list[str], caption: Caption, theme: Theme) -> tuple[Plot, dict[str, Any]]:
    """The plot, higher where a legend would push it away, and its layout."""
    plot = Plot(plot_height(rows), above=legend_height(names, caption.room), below=8)
    layout = base_layout(theme, caption, plot)
    missing = layout["margin"]["t"] - layout["margin"]["b"] - plot.height + _LEGEND_ABOVE
    if missing > 0:
        plot = replace(plot, height=plot.height + missing)
        layout = base_layout(theme, caption, plot)
    return plot, layout


def _bar(numbers: pd.Series, names: list[str], labels: Labels, theme: Theme, locale: str) -> go.Bar:
    part = str(numbers.name)
    name = labels.parts[part]
    hover = [
        tooltip(row, f"{name}: {count(number, locale)}") for row, number in zip(names, numbers, strict=True)
    ]
    return row_bar(numbers, _marker(labels.looks[part], theme), hover, bar=_BAR, name=lines(name))


def _marker(look: str, theme: Theme) -> dict[str, Any]:
    edge = theme.others_line if look in {"other", "hollow"} else theme.focus
    if look == "hatched":
        return hatched(theme.others_line, theme, 1.2) | {"line": {"color": edge, "width": 1.2}}
    return outlined(_fill(look, theme), edge, 1.2)


def _fill(look: str, theme: Theme) -> str:
    fills = {"filled": theme.focus, "pale": theme.focus_pale, "other": theme.others}
    return fills.get(look, theme.background)


def _inside(
    numbers: pd.DataFrame, labels: Labels, theme: Theme, longest: float, locale: str
) -> list[dict[str, Any]]:
    """Each number in the middle of its part, where it fits on a phone."""
    notes = []
    starts = numbers.cumsum(axis=1) - numbers
    for part in numbers:
        fill = _fill(labels.looks[str(part)], theme)
        hatched = {"bgcolor": fill} if labels.looks[str(part)] == "hatched" else {}
        for row, (start, number) in enumerate(zip(starts[part], numbers[part], strict=True)):
            text = count(number, locale)
            if number / longest * _NARROWEST > width(text, BODY) + 8:
                place = {"xref": "x", "x": start + number / 2, "xanchor": "center", "yref": "y", "y": row}
                colour = readable_on(fill)
                notes.append(annotation(lines(text), SMALL, colour, **place, yanchor="middle", **hatched))
    return notes
