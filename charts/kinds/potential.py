"""Size against activity here, marked by activity elsewhere: large and quiet stands at the upper left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.base.caption import PAD, Caption
from charts.base.label_placement import TEXT_POSITIONS, Box, Spot, place_names
from charts.base.layout import (
    BODY,
    SMALL,
    Plot,
    annotation,
    base_layout,
    legend_height,
    lines,
    value_axis,
    with_legend,
)
from charts.base.measure import shorten, width
from charts.base.theme import Theme
from text.format import count_short

_HEIGHT = 380.0
_LEFT = 56.0
_WIDE = 280.0  # px of the plot on a phone: names that keep apart there do so everywhere wider
_AXIS_TITLE = 26.0  # px of the line above the plot
_MARK = 11.0  # px
_LONGEST = 110.0  # px of a name
_SYMBOLS = {"yes": "circle", "no": "circle-open", "not_known": "diamond-open"}
_DECADES = tuple(float(mantissa * 10**power) for power in range(4, 9) for mantissa in (1, 2, 5))


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. x_title, y_title: what the axes say; elsewhere: name of each mark ('yes', 'no',
    'not_known')."""

    caption: Caption
    x_title: str
    y_title: str
    elsewhere: Mapping[str, str]


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A mark a city. rows, the most important first: city_id, name, population (all known), points,
    elsewhere, kind ('member', 'prospect', 'outside'), chosen (drawn in full colour), named (to be named where
    there is room), hover (plain text)."""
    rows = rows.reset_index(drop=True)
    names = [labels.elsewhere[code] for code in _SYMBOLS]
    plot = Plot(_HEIGHT, left=_LEFT, above=legend_height(names, labels.caption.room) + _AXIS_TITLE, below=46)
    layout = base_layout(theme, labels.caption, plot)
    low, high = _extent(rows["population"])
    top = max(float(rows["points"].max()) if len(rows) else 0.0, 6.0) + 1.0
    step = 2 if top < 14 else 5
    ticks = [float(at) for at in range(0, int(top) + 1, step)]
    layout["xaxis"] = value_axis(theme, ticks, [str(int(at)) for at in ticks], top) | {"range": [-0.6, top]}
    sizes = [size for size in _DECADES if low <= size <= high]
    texts = [count_short(size, locale) for size in sizes]
    layout["yaxis"] = value_axis(theme, sizes, texts, high) | {
        "type": "log",
        "range": [float(np.log10(low)), float(np.log10(high))],
        "zeroline": False,
    }
    layout["annotations"] += _axis_titles(labels, theme, plot)
    sides = _sides(rows, (low, high), top)
    traces = [_trace(rows[rows["elsewhere"] == code], code, labels, theme) for code in _SYMBOLS]
    layout_with_legend = with_legend(layout, theme)
    layout_with_legend["legend"]["y"] = round(
        layout_with_legend["legend"]["y"] + _AXIS_TITLE / layout_with_legend["height"], 4
    )
    return go.Figure([*traces, _names(rows, sides, theme)], layout_with_legend)


def _extent(population: pd.Series) -> tuple[float, float]:
    if not len(population):
        return 1e5, 2e7
    return float(population.min()) * 0.75, float(population.max()) * 1.5


def _colours(rows: pd.DataFrame, theme: Theme) -> list[str]:
    full = {"member": theme.focus, "prospect": theme.prospect_line, "outside": theme.others_line}
    return [
        full[kind] if chosen else theme.others
        for kind, chosen in zip(rows["kind"], rows["chosen"], strict=True)
    ]


def _trace(rows: pd.DataFrame, code: str, labels: Labels, theme: Theme) -> go.Scatter:
    colours = _colours(rows, theme) or [theme.focus]
    return go.Scatter(
        x=rows["points"].tolist() or [None],
        y=rows["population"].tolist() or [None],
        mode="markers",
        name=lines(labels.elsewhere[code]),
        marker={
            "symbol": _SYMBOLS[code],
            "size": _MARK,
            "color": colours,
            "line": {"width": 1.6, "color": colours},
            "opacity": 1,
        },
        customdata=rows["city_id"].tolist(),
        hovertext=[lines(text) for text in rows["hover"]],
        hoverinfo="text",
    )


def _sides(rows: pd.DataFrame, extent: tuple[float, float], top: float) -> list[str | None]:
    """Where each name goes on the narrowest plot, None where there is no room."""
    low, high = extent
    across = (rows["points"] + 0.6) / (top + 0.6) * _WIDE
    down = (1 - (np.log10(rows["population"].astype(float)) - np.log10(low)) / np.log10(high / low)) * _HEIGHT
    spots = [
        Spot(x, y, _MARK / 2, min(width(name, SMALL), _LONGEST) if named else 0.0, _MARK / 2 + 1)
        for x, y, name, named in zip(across, down, rows["name"], rows["named"], strict=True)
    ]
    return place_names(spots, Box(0, 0, _WIDE, _HEIGHT), SMALL)


def _names(rows: pd.DataFrame, sides: list[str | None], theme: Theme) -> go.Scatter:
    placed = [at for at, side in enumerate(sides) if side is not None]
    return go.Scatter(
        x=[rows["points"][at] for at in placed],
        y=[rows["population"][at] for at in placed],
        mode="markers+text",
        marker={"size": _MARK + 2, "opacity": 0},
        text=[lines(shorten(rows["name"][at], SMALL, _LONGEST)) for at in placed],
        textposition=[TEXT_POSITIONS[str(sides[at])] for at in placed],
        textfont={"size": SMALL, "color": theme.text},
        hoverinfo="skip",
        showlegend=False,
    )


def _axis_titles(labels: Labels, theme: Theme, plot: Plot) -> list[dict[str, Any]]:
    left = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper"}
    above = left | {"xshift": PAD - plot.left, "y": 1, "yanchor": "bottom", "yshift": 4}
    below = left | {"y": 0, "yanchor": "top", "yshift": -22}
    return [
        annotation(lines(labels.y_title), BODY, theme.quiet_text, **above),
        annotation(lines(labels.x_title), BODY, theme.quiet_text, **below),
    ]
