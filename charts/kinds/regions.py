"""Official and paying members by world region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import Rows, hatched, longest, outlined, row_bar, row_chart
from charts.base.caption import Caption
from charts.base.layout import lines, tooltip
from charts.base.theme import Theme
from text.format import count


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    official, paying, unknown: the legend; numbers: pattern of the direct label with {paying} and {official},
    such as '{paying} of {official} pay'.
    """

    caption: Caption
    official: str
    paying: str
    unknown: str
    numbers: str = "{paying} / {official}"


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a region: filled up to those who pay, hatched for the unknown, hollow up to the official members.

    rows: as analysis.roll.regions.by_region (official, paying, unknown), with `label`. Regions with a true
    `in_focus` (optional) are in the focus colour, all others in grey.
    """
    asides = [
        labels.numbers.format(paying=count(paying, locale), official=count(official, locale))
        for paying, official in zip(rows["paying"], rows["official"], strict=True)
    ]
    bars, end = _bars(rows, labels, theme, locale), longest(rows["official"]) * 1.004
    return row_chart(bars, Rows(rows["label"], asides, end), labels.caption, theme, barmode="overlay")


def _bars(rows: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    focus = rows["in_focus"].astype(bool).tolist() if "in_focus" in rows else [False] * len(rows)
    fill = [theme.focus if is_focus else theme.others for is_focus in focus]
    edge = [theme.focus if is_focus else theme.others_line for is_focus in focus]
    official, paying, unknown = rows["official"], rows["paying"], rows["unknown"]
    names = (labels.official, labels.paying, labels.unknown)
    hover = [
        tooltip(
            label, *(f"{name}: {count(number, locale)}" for name, number in zip(names, numbers, strict=True))
        )
        for label, *numbers in zip(rows["label"], official, paying, unknown, strict=True)
    ]
    beyond: dict[str, Any] = {"base": paying.tolist(), "showlegend": bool(unknown.any())}
    return [
        row_bar(official, outlined(theme.background, edge, 1.5), hover, name=lines(names[0])),
        row_bar(paying, outlined(fill, edge, 1.5), hover, name=lines(names[1])),
        row_bar(unknown, hatched(edge, theme, 1.5), hover, name=lines(names[2]), **beyond),
    ]
