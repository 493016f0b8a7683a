"""What each kind of city adds to an expected number: a bar a kind, the largest first."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import Rows, outlined, row_bar, row_chart
from charts.base.caption import Caption
from charts.base.layout import tooltip
from charts.base.theme import Theme
from text.format import ratio


@dataclass(frozen=True)
class Labels:
    """Texts of the chart."""

    caption: Caption


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a row, members in the focus colour, prospects in theirs.

    rows: label, aside (quiet text behind the name), value, prospect (bool).
    """
    values, names = rows["value"], rows["label"]
    asides = [f"{ratio(value, locale)} = {aside}" for value, aside in zip(values, rows["aside"], strict=True)]
    fills = [theme.prospect if each else theme.focus for each in rows["prospect"]]
    edges = [theme.prospect_line if each else theme.focus for each in rows["prospect"]]
    hover = list(map(tooltip, names, asides))
    bars = [row_bar(values, outlined(fills, edges), hover)]
    end = max(float(values.max()), 0.01) * 1.004
    return row_chart(bars, Rows(names, asides, end), labels.caption, theme)
