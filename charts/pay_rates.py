"""Who pays, of the group and of the others: each side as one bar of 100 %."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.format import count, share
from charts.layout import BODY, Plot, base_layout, bold, hidden_axis, key_height, lines, note, with_legend
from charts.measure import width
from charts.rows import name_notes
from charts.theme import readable_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from charts.caption import Caption
    from charts.theme import Theme

STATES = ("paid", "not_paid", "unknown", "waived")
_BAR = 30.0  # px
_ROW = 62.0  # px from one bar to the next
_ABOVE, _BELOW = 0.62, 0.34  # of a row, above the middle of the first bar and below that of the second
_NARROWEST = 300.0  # px of the plot on a phone, for what fits into a part of a bar


@dataclass(frozen=True)
class Labels:
    """Words of the picture. sides: the group and the others; asides: what is said beside each name, such as
    '20 of 23 pay'; states: name of each of STATES, for the key."""

    caption: Caption
    sides: tuple[str, str]
    asides: tuple[str, str]
    states: Mapping[str, str]


def figure(counts: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """One bar a side: filled who pays, hollow who does not, hatched not known, pale whose fee is waived.

    counts: one row a state with state (STATES), group, others (numbers of members), as
    analysis.split.state_counts gives them.
    """
    numbers = counts.set_index("state").reindex(list(STATES)).fillna(0).astype(int)
    used = [state for state in STATES if numbers.loc[state].sum()]
    names = [labels.states[state] for state in used]
    height = (1 + _ABOVE + _BELOW) * _ROW
    plot = Plot(height, above=key_height(names, labels.caption.room), below=8)
    layout = base_layout(theme, labels.caption, plot)
    layout["barmode"] = "stack"
    layout["xaxis"] = hidden_axis(0, 1)
    layout["yaxis"] = hidden_axis(1 + _BELOW, -_ABOVE)
    layout["annotations"] += name_notes(
        list(labels.sides), theme, labels.caption.room, list(labels.asides), _BAR
    )
    sides = [numbers["group"], numbers["others"]]
    layout["annotations"] += _inside(sides, theme, locale)
    return go.Figure(
        [_part(state, sides, labels, theme, locale) for state in used], with_legend(layout, theme)
    )


def _part(state: str, sides: Sequence[pd.Series], labels: Labels, theme: Theme, locale: str) -> go.Bar:
    parts = [int(side[state]) / max(int(side.sum()), 1) for side in sides]
    hover = [
        f"{bold(name)}<br>{lines(labels.states[state])}: {count(side[state], locale)} ({share(part, locale)})"
        for name, side, part in zip(labels.sides, sides, parts, strict=True)
    ]
    return go.Bar(
        x=parts,
        y=[0, 1],
        orientation="h",
        width=_BAR / _ROW,
        marker=_look(state, theme),
        name=lines(labels.states[state]),
        hovertext=hover,
        hoverinfo="text",
    )


def _look(state: str, theme: Theme) -> dict[str, Any]:
    edges = [theme.focus, theme.others_line]
    line = {"color": edges, "width": 1.5}
    hatch = {"shape": "/", "fgcolor": edges, "bgcolor": theme.background, "size": 6, "solidity": 0.3}
    looks: dict[str, dict[str, Any]] = {
        "paid": {"color": [theme.focus, theme.others]},
        "not_paid": {"color": theme.background},
        "unknown": {"color": theme.background, "pattern": hatch},
        "waived": {"color": [theme.focus_pale, theme.surface]},
    }
    return looks[state] | {"line": line}


def _inside(sides: Sequence[pd.Series], theme: Theme, locale: str) -> list[dict[str, Any]]:
    """The share of those who pay, inside its part of the bar where it fits."""
    notes = []
    for row, (side, fill) in enumerate(zip(sides, (theme.focus, theme.others), strict=True)):
        part = int(side["paid"]) / max(int(side.sum()), 1)
        text = share(part, locale)
        if part * _NARROWEST > width(text, BODY, bold=True) + 16:
            place = {"xref": "x", "x": part, "xanchor": "right", "yref": "y", "y": row, "yanchor": "middle"}
            notes.append(note(bold(text), BODY, readable_on(fill), **place, xshift=-8))
    return notes
