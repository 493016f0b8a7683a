"""How many delegates may come: how often each number came out of many runs, with the range of most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.base.caption import Caption
from charts.base.layout import BODY, Plot, annotation, base_layout, bold, hidden_axis, lines, value_axis
from charts.base.theme import Theme
from charts.base.ticks import ticks_below
from text.format import count

_HEIGHT = 170.0  # px
_MOST_BARS = 60
_LAST = 0.999  # of the runs that are drawn: a few far out would squeeze the others


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. expected, between: direct labels of the middle and of the range; hover: pattern
    with {number} of delegates and {share} of the runs of a bar."""

    caption: Caption
    expected: str
    between: str
    hover: str


@dataclass(frozen=True)
class DelegateCounts:
    """What is drawn. counts: runs with 0, 1, 2 … delegates; low, high: the range, both ends within."""

    counts: Sequence[int]
    expected: float
    low: int
    high: int


def figure(counts: DelegateCounts, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a number of delegates, as high as it is likely; those of the range in the focus colour.

    Of a large crowd several numbers share a bar.
    """
    bars = _bars(counts)
    last = float(bars["last"].iloc[-1])
    layout = base_layout(theme, labels.caption, Plot(_HEIGHT, above=44, below=40))
    values, top = ticks_below(last)
    layout["xaxis"] = value_axis(theme, values, [count(each, locale) for each in values], top)
    layout["xaxis"] |= {"showgrid": False, "range": [-1, last + 1], "zeroline": False}
    layout["yaxis"] = hidden_axis(0, (float(bars["part"].max()) or 1.0) * 1.02)
    layout["annotations"] += _words(counts, labels, theme)
    layout["shapes"] = _lines(counts, theme)
    return go.Figure([_trace(bars, labels, theme)], layout)


def _bars(counts: DelegateCounts) -> pd.DataFrame:
    """first, last: numbers of delegates; part: of the runs; within: whether the range reaches it."""
    runs = np.asarray(counts.counts or [0], dtype="float64")
    parts = runs / (runs.sum() or 1.0)
    end = max(int(np.searchsorted(np.cumsum(parts), _LAST)), counts.high) + 1
    wide = -(-(end + 1) // _MOST_BARS)
    first = np.arange(0, min(end + 1, len(parts)), wide)
    last = first + wide - 1
    within = (last >= counts.low) & (first <= counts.high)
    summed = np.add.reduceat(parts[: end + 1], first)
    return pd.DataFrame({"first": first, "last": last, "part": summed, "within": within})


def _trace(bars: pd.DataFrame, labels: Labels, theme: Theme) -> go.Bar:
    first, last = bars["first"], bars["last"]
    numbers = first.astype("str").where(first == last, first.astype("str") + "–" + last.astype("str"))
    hover = [
        labels.hover.format(number=number, share=f"{part * 100:.1f}\u202f%")
        for number, part in zip(numbers, bars["part"], strict=True)
    ]
    return go.Bar(
        x=((first + last) / 2).tolist(),
        y=bars["part"].tolist(),
        width=float(last.iloc[0] - first.iloc[0] + 1) * 0.88,
        marker={
            "color": [theme.focus if each else theme.focus_pale for each in bars["within"]],
            "line": {"width": 0},
        },
        hovertext=[lines(text) for text in hover],
        hoverinfo="text",
    )


def _words(counts: DelegateCounts, labels: Labels, theme: Theme) -> list[dict[str, Any]]:
    above = {"xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "center"}
    middle = (counts.low + counts.high) / 2
    return [
        annotation(bold(labels.expected), BODY, theme.text, x=counts.expected, yshift=22, **above),
        annotation(lines(labels.between), BODY, theme.quiet_text, x=middle, yshift=3, **above),
    ]


def _lines(counts: DelegateCounts, theme: Theme) -> list[dict[str, Any]]:
    """A line over the range, and one where the expectation lies."""
    place = {"type": "line", "xref": "x", "yref": "paper"}
    over = {"x0": counts.low - 0.5, "x1": counts.high + 0.5, "y0": 1, "y1": 1}
    at = {"x0": counts.expected, "x1": counts.expected, "y0": 0, "y1": 1}
    return [
        place | over | {"line": {"color": theme.axis, "width": 1}},
        place | at | {"line": {"color": theme.background, "width": 2, "dash": "dot"}},
    ]
