"""Where the money comes from: the largest countries, and all others as one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import Rows, longest, outlined, row_bar, row_chart
from charts.base.caption import Caption
from charts.base.layout import lines, tooltip
from charts.base.rows import value_note
from charts.base.theme import Theme
from text.format import money, money_short, share


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. group, others: the two parts of a bar."""

    caption: Caption
    group: str
    others: str


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a country, most first, the group's part dark.

    rows: label, received_eur, group_eur (EUR), share (0-1).
    """
    whole, group = rows["received_eur"], rows["group_eur"]
    others = whole - group
    hover = [
        tooltip(name, f"{labels.group}: {money(own, locale)}", f"{labels.others}: {money(rest, locale)}")
        for name, own, rest in zip(rows["label"], group, others, strict=True)
    ]
    bars = [
        row_bar(group, outlined(theme.focus, theme.focus), hover, name=lines(labels.group)),
        row_bar(others, outlined(theme.others, theme.others_line), hover, name=lines(labels.others)),
    ]
    notes = [
        value_note(share(part, locale), amount, at, theme.text)
        for at, (amount, part) in enumerate(zip(whole, rows["share"], strict=True))
    ]
    asides = [money_short(amount, locale) for amount in whole]
    beside = Rows(rows["label"], asides, longest(whole) * 1.26, notes)
    return row_chart(bars, beside, labels.caption, theme, barmode="stack")
