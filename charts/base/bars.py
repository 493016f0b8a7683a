"""Bars of rows and of fee years: how they are outlined, hatched and stacked, and their tooltips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.caption import Caption
from charts.base.layout import Plot, base_layout, hidden_axis, tooltip, with_legend
from charts.base.rows import BAR, bar_width, name_notes, plot_height, row_axis
from charts.base.theme import Theme
from text.format import money


def outlined(fill: object, edge: object, width: float = 1) -> dict[str, Any]:
    """A marker with an edge: one colour for all bars, or one for each."""
    return {"color": fill, "line": {"color": edge, "width": width}}


def hatched(edge: object, theme: Theme, width: float = 1) -> dict[str, Any]:
    """A marker of stripes on the background: what is not known."""
    stripes = {"shape": "/", "fgcolor": edge, "bgcolor": theme.background, "size": 6, "solidity": 0.3}
    return outlined(theme.background, edge, width) | {"pattern": stripes}


def row_bar(
    lengths: pd.Series, marker: dict[str, Any], hover: Sequence[str], *, bar: float = BAR, **more: object
) -> go.Bar:
    """One part of each row, `bar` px thick. hover: ready for Plotly, one text a row."""
    place = {"x": lengths.tolist(), "y": list(range(len(lengths))), "orientation": "h"}
    return go.Bar(**place, width=bar_width(bar), marker=marker, hovertext=hover, hoverinfo="text", **more)


@dataclass(frozen=True)
class Rows:
    """What stands beside the bars of rows: above each its name and a quiet aside, and further annotations.

    end: of the axis of lengths, which is not drawn.
    """

    names: pd.Series
    asides: Sequence[str]
    end: float
    notes: Sequence[dict[str, Any]] = ()


def row_chart(
    bars: Sequence[go.Bar], rows: Rows, caption: Caption, theme: Theme, **more: object
) -> go.Figure:
    """Bars below their names, with a legend where they have names. more: of the layout."""
    legend = any(bar.name for bar in bars)
    above, below = (26, 8) if legend else (4, 4)
    plot = Plot(plot_height(len(rows.names)), above=above, below=below)
    layout = base_layout(theme, caption, plot)
    layout["annotations"] += name_notes(rows.names.tolist(), theme, caption.room, rows.asides)
    layout["annotations"] += rows.notes
    layout |= {"xaxis": hidden_axis(0, rows.end), "yaxis": row_axis(len(rows.names)), **more}
    return go.Figure(list(bars), with_legend(layout, theme) if legend else layout)


def year_bar(
    years: pd.DataFrame, amounts: pd.Series, marker: dict[str, Any], hover: Sequence[str], **more: object
) -> go.Bar:
    """One part of the column of each fee year. hover: ready for Plotly, one text a year."""
    x = years["fee_year"].astype(int).tolist()
    return go.Bar(x=x, y=amounts.tolist(), marker=marker, hovertext=hover, hoverinfo="text", **more)


def year_tooltips(
    years: pd.DataFrame, names: Sequence[str], amounts: Sequence[pd.Series], locale: str
) -> list[str]:
    """The year with each of its amounts in full, in EUR."""
    return [
        tooltip(
            str(year), *(f"{name}: {money(sum_, locale)}" for name, sum_ in zip(names, sums, strict=True))
        )
        for year, *sums in zip(years["fee_year"].astype(int), *amounts, strict=True)
    ]


def longest(lengths: pd.Series, least: float = 1.0) -> float:
    """The greatest length; `least` where all are shorter or there is none."""
    return max(float(lengths.max()) if len(lengths) else 0.0, least)
