"""Before and after: what a scenario does to several figures of one unit, one row each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from charts.layout import BODY, Plot, base_layout, bold, lines, note, value_axis, with_legend
from charts.measure import width
from charts.rows import missing_note, name_notes, plot_height, row_axis
from charts.ticks import ticks_below

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from charts.caption import Caption
    from charts.theme import Theme

_PLOT = 300.0  # px of the plot on a phone


@dataclass(frozen=True)
class Labels:
    """Words of the picture. before, after: the two marks, for the key."""

    caption: Caption
    before: str
    after: str


def figure(rows: pd.DataFrame, *, labels: Labels, theme: Theme, tick: Callable[[float], str]) -> go.Figure:
    """A hollow mark for before, a filled one for after, and the way between them.

    rows: label, before, after (numbers, missing where undefined), said (direct label, such as
    '33.3 % → 36.5 %'), change (beside the name), note (in place of missing marks).
    tick: writes a value on the axis.
    """
    rows = rows.reset_index(drop=True).astype({"before": "float64", "after": "float64"})
    values, top = ticks_below(float(rows[["before", "after"]].max().max() or 0))
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(rows)), right=20, above=26, below=26))
    layout["annotations"] += name_notes(
        rows["label"].tolist(), theme, labels.caption.room, rows["change"].tolist()
    )
    layout["annotations"] += _notes(rows, top, theme)
    axis = value_axis(theme, values, [tick(value) for value in values], top)
    layout["xaxis"] = axis | {"range": [-top / 22, top * 1.02], "zeroline": False}
    layout["yaxis"] = row_axis(len(rows))
    return go.Figure([*_ways(rows, theme), *_marks(rows, labels, theme)], with_legend(layout, theme))


def _known(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["before"].notna() & rows["after"].notna()]


def _ways(rows: pd.DataFrame, theme: Theme) -> list[go.Scatter]:
    x: list[float | None] = []
    y: list[int | None] = []
    for at, row in _known(rows).iterrows():
        x += [row["before"], row["after"], None]
        y += [int(str(at)), int(str(at)), None]
    if not x:
        return []
    line = {"color": theme.focus, "width": 3}
    return [go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name="way", showlegend=False)]


def _marks(rows: pd.DataFrame, labels: Labels, theme: Theme) -> list[go.Scatter]:
    looks = {
        "before": (lines(labels.before), theme.background, 11),
        "after": (lines(labels.after), theme.focus, 13),
    }
    marks = []
    for column, (name, fill, size) in looks.items():
        known = rows[rows[column].notna()]
        hover = [
            f"{bold(label)}<br>{lines(said)}"
            for label, said in zip(known["label"], known["said"], strict=True)
        ]
        look = {"size": size, "color": fill, "line": {"color": theme.focus, "width": 2}, "opacity": 1}
        place = {"x": known[column].tolist(), "y": [int(str(at)) for at in known.index]}
        marks.append(
            go.Scatter(**place, mode="markers", marker=look, hovertext=hover, hoverinfo="text", name=name)
        )
    return marks


def _notes(rows: pd.DataFrame, top: float, theme: Theme) -> list[dict[str, Any]]:
    """The numbers beside the marks, on the side where there is room; or why there are none."""
    notes = []
    for at, row in rows.iterrows():
        ends = [row["before"], row["after"]]
        if any(end != end for end in ends):  # noqa: PLR0124  a missing number is unequal to itself
            notes.append(missing_note(row["note"], int(str(at)), theme))
            continue
        fits_right = (1 - max(ends) / top) * _PLOT > width(row["said"], BODY) + 12
        x, anchor, shift = (max(ends), "left", 12) if fits_right else (min(ends), "right", -12)
        place = {"xref": "x", "x": x, "xanchor": anchor, "yref": "y", "y": int(str(at)), "yanchor": "middle"}
        notes.append(note(lines(row["said"]), BODY, theme.focus_text, **place, xshift=shift))
    return notes
