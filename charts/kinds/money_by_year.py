"""Money due and received by fee year, and how much of it came from the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.end_labels import EndLabel, end_notes, room_for
from charts.base.layout import Plot, base_layout, lines, room_left, value_axis
from charts.base.ticks import ticks_below
from charts.base.year_axis import BELOW, year_axis
from text.format import money, money_short

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme

_HEIGHT = 250
_MONEY = ["due_eur", "received_eur", "group_received_eur"]


@dataclass(frozen=True)
class Labels:
    """Words of the picture.

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
    x = years["fee_year"].astype(int).tolist()
    group = years["group_received_eur"].tolist()
    others = (years["received_eur"] - years["group_received_eur"]).tolist()
    shared = {"x": x, "hovertext": _hover(years, labels, locale), "hoverinfo": "text"}
    hollow = {"color": theme.background, "line": {"color": theme.axis, "width": 1.5}}
    grey = {"color": theme.others, "line": {"color": theme.others_line, "width": 1}}
    blue = {"color": theme.focus, "line": {"color": theme.focus, "width": 1}}
    return [
        go.Bar(y=years["due_eur"].tolist(), width=0.8, marker=hollow, name=lines(labels.due), **shared),
        go.Bar(y=others, base=group, width=0.52, marker=grey, name=lines(labels.others), **shared),
        go.Bar(y=group, width=0.52, marker=blue, name=lines(labels.group), **shared),
    ]


def _hover(years: pd.DataFrame, labels: Labels, locale: str) -> list[str]:
    others = years["received_eur"] - years["group_received_eur"]
    columns = [years["fee_year"].astype(int), years["due_eur"], years["group_received_eur"], others]
    names = [lines(name) for name in (labels.due, labels.group, labels.others)]
    return [
        "<br>".join(
            [
                f"<b>{year}</b>",
                *(f"{name}: {money(sum_, locale)}" for name, sum_ in zip(names, sums, strict=True)),
            ]
        )
        for year, *sums in zip(*columns, strict=True)
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
