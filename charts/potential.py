"""How large cities are against how active they are here; filled where they are active elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from charts.layout import SMALL, Plot, base_layout, bold, key_height, lines, with_legend

if TYPE_CHECKING:
    import pandas as pd

    from charts.caption import Caption
    from charts.theme import Theme

_HEIGHT = 380.0  # px of the plot
_MARK, _CHOSEN = 11, 15  # px
_STEPS = (0.2, 0.5, 1, 2, 5, 10, 20, 50)  # million inhabitants


@dataclass(frozen=True)
class Labels:
    """Words of the picture. active, not_known, prospect: the key; size: title of the axis; millions: a number
    of million inhabitants, '{count} M'."""

    caption: Caption
    active: str
    not_known: str
    prospect: str
    size: str
    millions: str


def figure(cities: pd.DataFrame, *, labels: Labels, theme: Theme) -> go.Figure:
    """A mark a city: inhabitants to the right on a logarithmic scale, points of engagement upwards.

    cities: name, text (lines of the hover), population, score, active (in another network), prospect, chosen
    (drawn larger), named (its name stands beside it). Rows without population or score are left out.
    """
    cities = cities[cities["population"].notna() & cities["score"].notna()].reset_index(drop=True)
    names = [labels.active, labels.not_known, labels.prospect]
    above = key_height(names, labels.caption.room)
    layout = base_layout(theme, labels.caption, Plot(_HEIGHT, above=above, below=46, left=34))
    million = cities["population"].astype("float64") / 1e6
    low, high = (float(million.min()), float(million.max())) if len(cities) else (1.0, 10.0)
    axis = {"gridcolor": theme.grid, "linecolor": theme.axis, "zeroline": False, "fixedrange": True}
    ticks = [step for step in _STEPS if low / 1.3 <= step <= high * 1.3]
    layout["xaxis"] = axis | {
        "type": "log",
        "range": [np.log10(low / 1.3), np.log10(high * 1.9)],
        "tickvals": ticks,
        "ticktext": [labels.millions.format(count=f"{step:g}") for step in ticks],
        "title": {"text": lines(labels.size), "font": {"size": SMALL}},
    }
    top = float(cities["score"].max()) if len(cities) else 1.0
    layout["yaxis"] = axis | {
        "range": [-0.8, top + 1.2],
        "dtick": max(1, round(top / 5)),
    }
    return go.Figure(_marks(cities, million, labels, theme), with_legend(layout, theme))


def _marks(cities: pd.DataFrame, million: pd.Series, labels: Labels, theme: Theme) -> list[go.Scatter]:
    kinds = [
        (labels.active, ~cities["prospect"] & cities["active"], theme.focus, theme.focus, "circle"),
        (labels.not_known, ~cities["prospect"] & ~cities["active"], theme.background, theme.focus, "circle"),
        (labels.prospect, cities["prospect"], theme.prospect, theme.prospect_line, "diamond"),
    ]
    return [
        go.Scatter(
            x=million[which].tolist(),
            y=cities.loc[which, "score"].astype("float64").tolist(),
            mode="markers+text",
            name=lines(name),
            marker={
                "symbol": symbol,
                "color": fill,
                "size": np.where(cities.loc[which, "chosen"], _CHOSEN, _MARK).tolist(),
                "line": {"color": edge, "width": 1.5},
            },
            text=[
                lines(city) if named else ""
                for city, named in zip(cities.loc[which, "name"], cities.loc[which, "named"], strict=True)
            ],
            textposition=_sides(cities, which),
            opacity=1,
            textfont={"size": SMALL, "color": theme.text},
            cliponaxis=False,
            hovertext=[
                f"{bold(city)}<br>{lines(text)}"
                for city, text in zip(cities.loc[which, "name"], cities.loc[which, "text"], strict=True)
            ],
            hoverinfo="text",
        )
        for name, which, fill, edge, symbol in kinds
        if which.any()
    ]


def _sides(cities: pd.DataFrame, which: pd.Series) -> list[str]:
    """Names of one level stand above and below their marks in turn, so that neighbours keep apart."""
    turn = cities[cities["named"]].sort_values("population").groupby("score").cumcount().mod(2)
    return ["bottom center" if turn.get(row) else "top center" for row in cities.index[which]]
