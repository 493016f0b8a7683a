"""Money due and received by fee year, and how much of it came from the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import outlined, year_bar, year_tooltips
from charts.base.caption import Caption
from charts.base.end_labels import EndLabel, end_notes, room_for
from charts.base.layout import Plot, base_layout, lines, room_left, value_axis
from charts.base.theme import Theme
from charts.base.ticks import ticks_below
from charts.base.year_axis import BELOW, year_axis
from text.format import money_short

_HEIGHT = 250
_MONEY = ["due_eur", "received_eur", "group_received_eur"]


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    due, group, others: names of the three amounts, beside the last year's bar; to_date: said below a year
    that is not over.
    """

    caption: Caption
    due: str
    group: str
    others: str
    to_date: str = ""


def figure(years: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A hollow bar of what was due around a filled bar of what came, the group's part at its foot.

    years: one row a fee year, oldest first, with fee_year, due_eur, received_eur, group_received_eur (EUR)
    and to_date, as analysis.shares.history.by_fee_year gives them.
    """
    years = years.assign(**years[_MONEY].astype("float64").fillna(0.0))
    amounts = years[_MONEY]
    values, top = ticks_below(float(amounts.max().max()), lowest=float(amounts.min().min()))
    ends = _end_labels(years, labels, theme, locale, top)
    texts = [money_short(value, locale) for value in values]
    plot = Plot(_HEIGHT, left=room_left(texts), right=room_for(ends), below=BELOW)
    layout = base_layout(theme, labels.caption, plot)
    layout["annotations"] += end_notes(ends, _HEIGHT)
    layout["yaxis"] = value_axis(theme, values, texts, top)
    layout["xaxis"] = year_axis(years, labels.to_date, beside=0.55)
    layout["barmode"] = "overlay"
    return go.Figure(_bars(years, labels, theme, locale), layout)


def _bars(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    due, group = years["due_eur"], years["group_received_eur"]
    others = years["received_eur"] - group
    names = labels.due, labels.group, labels.others
    hover = year_tooltips(years, names, (due, group, others), locale)
    hollow = outlined(theme.background, theme.axis, 1.5)
    grey, blue = outlined(theme.others, theme.others_line), outlined(theme.focus, theme.focus)
    above = {"base": group.tolist()}
    return [
        year_bar(years, due, hollow, hover, name=lines(labels.due), width=0.8),
        year_bar(years, others, grey, hover, name=lines(labels.others), width=0.52, **above),
        year_bar(years, group, blue, hover, name=lines(labels.group), width=0.52),
    ]


def _end_labels(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str, top: float) -> list[EndLabel]:
    """The last year's amounts, each at the middle of its part of the bar, the due at its upper edge."""
    if years.empty:
        return []
    last: dict[Any, Any] = years.iloc[-1].to_dict()
    group, total, due = last["group_received_eur"], last["received_eur"], last["due_eur"]
    parts = [
        (group, labels.group, theme.focus_text, group / 2),
        (total - group, labels.others, theme.quiet_text, (group + total) / 2),
        (due, labels.due, theme.text, max(due, total)),
    ]
    return [
        EndLabel(money_short(amount, locale), name, colour, at / top * _HEIGHT)
        for amount, name, colour, at in parts
    ]
