"""The paying share under every definition, with its bounds, beside the official share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.caption import Caption
from charts.base.layout import BODY, Plot, annotation, base_layout, bold, lines, value_axis
from charts.base.rows import missing_note, name_notes, plot_height, row_axis, value_note
from charts.base.theme import Theme
from charts.base.ticks import ticks_below
from text.format import share


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. official: the reference line's ready label, with its number in it."""

    caption: Caption
    official: str = ""


def figure(
    rows: pd.DataFrame, *, official: float | None, labels: Labels, theme: Theme, locale: str = "en_GB"
) -> go.Figure:
    """One dot a definition on its pale range, and the official share as a vertical line through all.

    rows: label, value, low, high (0-1, missing where undefined), note (shown in place of a missing value).
    official: the official share, None where it is undefined.
    """
    rows = rows.reset_index(drop=True).astype(dict.fromkeys(("value", "low", "high"), "float64"))
    reference = 0.0 if official is None else official
    values, top = ticks_below(max(float(rows[["value", "high"]].max().max() or 0), reference, 0.0))
    plot = Plot(plot_height(len(rows)), right=64, above=24, below=26)
    layout = base_layout(theme, labels.caption, plot)
    layout["annotations"] += [
        *name_notes(rows["label"].tolist(), theme, labels.caption.room),
        *_notes(rows, theme, locale),
    ]
    if official is not None:
        layout["annotations"].append(_official_note(official, top, labels, theme))
        layout["shapes"] = [_official_line(official, theme)]
    axis = value_axis(theme, values, [share(value, locale, digits=0) for value in values], top)
    layout["xaxis"] = axis | {"range": [-top / 22, top], "zeroline": False}
    layout["yaxis"] = row_axis(len(rows))
    return go.Figure([*_ranges(rows, theme), *_dots(rows, theme, locale)], layout)


def _ranges(rows: pd.DataFrame, theme: Theme) -> list[go.Scatter]:
    """Low to high as one thick stroke a row, where they differ."""
    uncertain = rows[rows["value"].notna() & (rows["high"] > rows["low"])]
    x: list[float | None] = []
    y: list[int | None] = []
    for at, low, high in zip(uncertain.index, uncertain["low"], uncertain["high"], strict=True):
        x += [low, high, None]
        y += [int(at), int(at), None]
    if not x:
        return []
    stroke = {"color": theme.focus_pale, "width": 12}
    return [go.Scatter(x=x, y=y, mode="lines", line=stroke, hoverinfo="skip", name="range")]


def _dots(rows: pd.DataFrame, theme: Theme, locale: str) -> list[go.Scatter]:
    known = rows[rows["value"].notna()]
    if known.empty:
        return []
    columns = [known[name] for name in ("label", "value", "low", "high")]
    hover = [
        f"{bold(label)}<br>{share(value, locale)} ({share(low, locale)} – {share(high, locale)})"
        for label, value, low, high in zip(*columns, strict=True)
    ]
    marks = {"size": 13, "color": theme.focus, "line": {"color": theme.background, "width": 1}, "opacity": 1}
    place = {"x": known["value"].tolist(), "y": [int(at) for at in known.index]}
    return [
        go.Scatter(**place, mode="markers", marker=marks, hovertext=hover, hoverinfo="text", name="value")
    ]


def _notes(rows: pd.DataFrame, theme: Theme, locale: str) -> list[dict[str, Any]]:
    """The number right of each dot or range; where there is none, why."""
    ends = rows[["value", "high"]].max(axis=1)
    notes = []
    for at, (value, end, reason) in enumerate(zip(rows["value"], ends, rows["note"], strict=True)):
        if pd.isna(value):
            notes.append(missing_note(reason, at, theme))
        else:
            notes.append(value_note(share(value, locale), end, at, theme.focus_text))
    return notes


def _official_line(official: float, theme: Theme) -> dict[str, Any]:
    stroke = {"color": theme.others_line, "width": 2, "dash": "dash"}
    ends = {"x0": official, "x1": official, "y0": 0, "y1": 1}
    return {"type": "line", "xref": "x", "yref": "paper", **ends, "line": stroke, "layer": "below"}


def _official_note(official: float, top: float, labels: Labels, theme: Theme) -> dict[str, Any]:
    """Above the line, written towards the side where there is more room."""
    anchor = "left" if official < top / 2 else "right"
    place = {"xref": "x", "x": official, "xanchor": anchor, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return annotation(lines(labels.official), BODY, theme.quiet_text, **place, yshift=2)
