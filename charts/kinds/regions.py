"""Official and paying members by world region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.base.layout import Plot, base_layout, bold, hidden_axis, lines, with_legend
from charts.base.rows import bar_width, name_notes, plot_height, row_axis
from text.format import count

if TYPE_CHECKING:
    import pandas as pd

    from charts.base.caption import Caption
    from charts.base.theme import Theme


@dataclass(frozen=True)
class Labels:
    """Words of the picture.

    official, paying, unknown: the key; numbers: pattern of the direct label with {paying} and {official},
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
    rows = rows.reset_index(drop=True)
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(rows)), above=26, below=8))
    said = [
        labels.numbers.format(paying=count(paying, locale), official=count(official, locale))
        for paying, official in zip(rows["paying"], rows["official"], strict=True)
    ]
    layout["annotations"] += name_notes(rows["label"].tolist(), theme, labels.caption.room, said)
    layout["barmode"] = "overlay"
    top = max(float(rows["official"].max()) if len(rows) else 0.0, 1.0)
    layout["xaxis"] = hidden_axis(0, top * 1.004)
    layout["yaxis"] = row_axis(len(rows))
    return go.Figure(_bars(rows, labels, theme, locale), with_legend(layout, theme))


def _bars(rows: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    focus = rows["in_focus"].astype(bool).tolist() if "in_focus" in rows else [False] * len(rows)
    fill = [theme.focus if is_focus else theme.others for is_focus in focus]
    edge = [theme.focus if is_focus else theme.others_line for is_focus in focus]
    hatch = {"shape": "/", "fgcolor": edge, "bgcolor": theme.background, "size": 6, "solidity": 0.3}
    bar: dict[str, Any] = {
        "y": list(range(len(rows))),
        "orientation": "h",
        "width": bar_width(),
        "hovertext": _hover(rows, labels, locale),
        "hoverinfo": "text",
    }
    line = {"color": edge, "width": 1.5}
    paying, unknown = rows["paying"].tolist(), rows["unknown"].tolist()
    hollow = {"color": theme.background, "line": line}
    hatched = {"color": theme.background, "pattern": hatch, "line": line}
    names = [lines(name) for name in (labels.official, labels.paying, labels.unknown)]
    return [
        go.Bar(x=rows["official"].tolist(), marker=hollow, name=names[0], **bar),
        go.Bar(x=paying, marker={"color": fill, "line": line}, name=names[1], **bar),
        go.Bar(x=unknown, base=paying, marker=hatched, name=names[2], showlegend=any(unknown), **bar),
    ]


def _hover(rows: pd.DataFrame, labels: Labels, locale: str) -> list[str]:
    columns = [rows[name] for name in ("label", "official", "paying", "unknown")]
    names = [lines(name) for name in (labels.official, labels.paying, labels.unknown)]
    return [
        "<br>".join(
            [bold(label), *(f"{name}: {count(n, locale)}" for name, n in zip(names, counts, strict=True))]
        )
        for label, *counts in zip(*columns, strict=True)
    ]
