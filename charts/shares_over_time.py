"""Both shares by fee year: of those who pay, and of the official roll where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from charts.end_labels import EndLabel, end_notes, room_for
from charts.format import count, share
from charts.layout import Plot, base_layout, lines, room_left, value_axis
from charts.ticks import ticks_below
from charts.year_axis import BELOW, year_axis

if TYPE_CHECKING:
    from collections.abc import Hashable

    from charts.caption import Caption
    from charts.theme import Theme

_HEIGHT = 250


@dataclass(frozen=True)
class Labels:
    """Words of the picture.

    paying, official: names of the two shares, at the ends of their lines; bounds: what low and high are;
    to_date: said below a year that is not over.
    """

    caption: Caption
    paying: str
    official: str
    bounds: str = ""
    to_date: str = ""


def figure(years: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A line of the paying share over its pale band of bounds, and grey squares of the official share.

    years: one row a fee year, oldest first, with fee_year, paying_share, low, high, official_share (0-1,
    missing where undefined), group_paying, paying (counts) and to_date, as analysis.history.by_fee_year
    gives them. A year to date is a hollow mark at the end of a dotted line.
    """
    years = years.astype(dict.fromkeys(("paying_share", "low", "high", "official_share"), "float64"))
    values, top = ticks_below(float(years[["paying_share", "high", "official_share"]].max().max()))
    ends = _end_labels(years, labels, theme, locale, top)
    digits = 0 if (values[1] * 100).is_integer() else 1
    texts = [share(value, locale, digits=digits) for value in values]
    plot = Plot(_HEIGHT, left=room_left(texts), right=room_for(ends), below=BELOW)
    layout = base_layout(theme, labels.caption, plot)
    layout["annotations"] += end_notes(ends, _HEIGHT)
    layout["yaxis"] = value_axis(theme, values, texts, top)
    layout["xaxis"] = year_axis(years, labels.to_date)
    traces = [*_band(years, theme), *_paying(years, labels, theme, locale)]
    return go.Figure([*traces, *_official(years, labels, theme, locale)], layout)


def _band(years: pd.DataFrame, theme: Theme) -> list[go.Scatter]:
    """Low to high as one closed outline for each run of years in which they differ."""
    known = years[years["low"].notna() & years["high"].notna()]
    run = (known["fee_year"].diff() != 1).cumsum()
    x: list[float | None] = []
    y: list[float | None] = []
    for _, part in known.groupby(run):
        if (part["high"] > part["low"]).any():
            at = part["fee_year"].astype(float).tolist()
            low, high = part["low"].tolist(), part["high"].tolist()
            if len(at) == 1:
                at, low, high = [at[0] - 0.12, at[0] + 0.12], low * 2, high * 2
            x += [*at, *reversed(at), None]
            y += [*low, *reversed(high), None]
    if not x:
        return []
    fill = {"fill": "toself", "fillcolor": theme.focus_pale, "line": {"width": 0}, "mode": "lines"}
    return [go.Scatter(x=x, y=y, **fill, hoverinfo="skip", name="bounds")]


def _paying(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Scatter]:
    """The line without the year to date, the dotted way to that year, and all marks."""
    x, y = years["fee_year"].astype(int).tolist(), _gaps(years["paying_share"])
    open_year = years["to_date"].astype(bool).tolist()
    closed = [value if not is_open else None for value, is_open in zip(y, open_year, strict=True)]
    line = {"mode": "lines", "hoverinfo": "skip"}
    traces = [
        go.Scatter(x=x, y=closed, line={"color": theme.focus, "width": 2.5}, name="paying line", **line)
    ]
    if open_year and open_year[-1]:
        dotted = {"color": theme.focus, "width": 2.5, "dash": "dot"}
        traces.append(go.Scatter(x=x[-2:], y=y[-2:], line=dotted, name="paying to date", **line))
    marks = {
        "size": 9,
        "color": [theme.background if is_open else theme.focus for is_open in open_year],
        "line": {"color": theme.focus, "width": 2},
        "opacity": 1,
    }
    hover = [_hover(row, labels, locale) for row in years.to_dict("records")]
    points = go.Scatter(
        x=x, y=y, mode="markers", marker=marks, hovertext=hover, hoverinfo="text", name="paying"
    )
    return [*traces, points]


def _official(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Scatter]:
    """Squares with a short level stroke each, so that a single known value can be compared."""
    known = years[years["official_share"].notna()]
    if known.empty:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for year, value in zip(known["fee_year"].astype(float), known["official_share"], strict=True):
        x += [year - 0.3, year + 0.3, None]
        y += [value, value, None]
    stroke = {"color": theme.others_line, "width": 2}
    marks = {"size": 9, "symbol": "square", "color": theme.others, "line": stroke, "opacity": 1}
    texts = [
        f"<b>{year}</b><br>{lines(labels.official)}: {share(value, locale)}"
        for year, value in zip(known["fee_year"].astype(int), known["official_share"], strict=True)
    ]
    points = {"x": known["fee_year"].astype(int).tolist(), "y": known["official_share"].tolist()}
    return [
        go.Scatter(x=x, y=y, mode="lines", line=stroke, hoverinfo="skip", name="official level"),
        go.Scatter(
            **points, mode="markers", marker=marks, hovertext=texts, hoverinfo="text", name="official"
        ),
    ]


def _hover(row: dict[Hashable, Any], labels: Labels, locale: str) -> str:
    counts = f"{count(row['group_paying'], locale)} / {count(row['paying'], locale)}"
    said = [f"<b>{int(row['fee_year'])}</b>{' ' + lines(labels.to_date) if row['to_date'] else ''}"]
    said.append(f"{lines(labels.paying)}: {share(row['paying_share'], locale)} ({counts})")
    if labels.bounds and row["low"] < row["high"]:
        said.append(f"{lines(labels.bounds)}: {share(row['low'], locale)} – {share(row['high'], locale)}")
    return "<br>".join(said)


def _end_labels(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str, top: float) -> list[EndLabel]:
    """One label a share, of the last year in which it is known."""
    series = {
        "paying_share": (labels.paying, theme.focus_text),
        "official_share": (labels.official, theme.quiet_text),
    }
    ends = []
    for column, (name, colour) in series.items():
        known = years[column].dropna()
        if not known.empty:
            value = float(known.iloc[-1])
            ends.append(EndLabel(share(value, locale), name, colour, value / top * _HEIGHT))
    return ends


def _gaps(values: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in values]
