"""What is still owed, by fee year, and how much of it the group owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.layout import BODY, Plot, annotation, base_layout, hidden_axis, lines, with_legend
from charts.base.year_axis import BELOW, year_axis
from text.format import count, money, money_short

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme

_HEIGHT = 230


@dataclass(frozen=True)
class Labels:
    """Words of the picture. group, others: the two parts of a bar; members: pattern of the number of members
    with {count}, such as '{count} members'; to_date: said below a year that is not over."""

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
    top = max(float(years["owed_eur"].max()) if len(years) else 0.0, 1.0)
    layout["yaxis"] = hidden_axis(0, top * 1.24)
    layout["xaxis"] = year_axis(years, labels.to_date, beside=0.55)
    layout["barmode"] = "stack"
    layout["annotations"] += _notes(years, labels, theme, locale)
    return go.Figure(_bars(years, labels, theme, locale), with_legend(layout, theme))


def _bars(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    group = years["group_owed_eur"].tolist()
    others = (years["owed_eur"] - years["group_owed_eur"]).tolist()
    hover = [
        f"<b>{int(row['fee_year'])}</b><br>{lines(labels.group)}: {money(row['group_owed_eur'], locale)}"
        f"<br>{lines(labels.others)}: {money(row['owed_eur'] - row['group_owed_eur'], locale)}"
        for row in years.to_dict("records")
    ]
    shared: dict[str, Any] = {
        "x": years["fee_year"].astype(int).tolist(),
        "width": 0.62,
        "hovertext": hover,
        "hoverinfo": "text",
    }
    hollow = {"color": theme.background, "line": {"color": theme.others_line, "width": 1.5}}
    pale = {"color": theme.focus_pale, "line": {"color": theme.focus, "width": 1.5}}
    return [
        go.Bar(y=group, marker=pale, name=lines(labels.group), **shared),
        go.Bar(y=others, marker=hollow, name=lines(labels.others), **shared),
    ]


def _notes(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[dict[str, Any]]:
    notes = []
    for row in years.to_dict("records"):
        members = lines(labels.members.format(count=count(row["members"], locale)))
        text = f"<b>{money_short(row['owed_eur'], locale)}</b><br>{members}"
        place = {"xref": "x", "x": int(row["fee_year"]), "yref": "y", "y": row["owed_eur"]}
        notes.append(
            annotation(text, BODY, theme.text, **place, xanchor="center", yanchor="bottom", yshift=3)
            | {"align": "center"}
        )
    return notes
