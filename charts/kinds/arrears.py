"""What is still owed, by fee year, and how much of it the group owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import longest, outlined, year_bar, year_tooltips
from charts.base.caption import Caption
from charts.base.layout import BODY, Plot, annotation, base_layout, hidden_axis, lines, tooltip, with_legend
from charts.base.theme import Theme
from charts.base.year_axis import BELOW, year_axis
from text.format import count, money_short

_HEIGHT = 230


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. group, others: the two parts of a bar; members: pattern of the number of members
    with {count}, such as '{count} members'; to_date: shown below a year that is not over."""

    caption: Caption
    group: str
    others: str
    members: str
    to_date: str = ""


def figure(years: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A hollow bar a fee year, the group's part at its foot; above it the sum and the number of members.

    years: oldest first, with fee_year, owed_eur, group_owed_eur (EUR), members, to_date.
    """
    layout = base_layout(theme, labels.caption, Plot(_HEIGHT, above=26, below=BELOW))
    layout["yaxis"] = hidden_axis(0, longest(years["owed_eur"]) * 1.24)
    layout["xaxis"] = year_axis(years, labels.to_date, beside=0.55)
    layout["barmode"] = "stack"
    layout["annotations"] += _notes(years, labels, theme, locale)
    return go.Figure(_bars(years, labels, theme, locale), with_legend(layout, theme))


def _bars(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    amounts = years["group_owed_eur"], years["owed_eur"] - years["group_owed_eur"]
    names = labels.group, labels.others
    hover = year_tooltips(years, names, amounts, locale)
    markers = (
        outlined(theme.focus_pale, theme.focus, 1.5),
        outlined(theme.background, theme.others_line, 1.5),
    )
    return [
        year_bar(years, part, marker, hover, name=lines(name), width=0.62)
        for name, part, marker in zip(names, amounts, markers, strict=True)
    ]


def _notes(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[dict[str, Any]]:
    place = {"xref": "x", "yref": "y", "xanchor": "center", "yanchor": "bottom", "yshift": 3}
    columns = (years["fee_year"].astype(int), years["owed_eur"], years["members"])
    notes = []
    for year, owed, members in zip(*columns, strict=True):
        text = tooltip(money_short(owed, locale), labels.members.format(count=count(members, locale)))
        notes.append(annotation(text, BODY, theme.text, **place, x=year, y=owed) | {"align": "center"})
    return notes
