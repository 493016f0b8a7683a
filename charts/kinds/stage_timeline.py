"""When each prospect entered which stage, one lane a city, up to the as-of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.caption import Caption
from charts.base.date_axis import date_axis
from charts.base.layout import SMALL, Plot, annotation, base_layout, lines
from charts.base.rows import bar_width, name_notes, plot_height, row_axis
from charts.base.theme import Theme, mix, readable_on
from data.schema import STAGES

_LANE = 24  # px of a segment: a line of small text and Plotly's own padding
_PATH = STAGES[: STAGES.index("member") + 1]
_MS_A_DAY = 86_400_000


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    as_of: of the line at the as-of date; event, event_on: of the line at the target event, None without
    one; illustrative: shown beside a city of which a stay is.
    """

    caption: Caption
    as_of: str = ""
    event: str = ""
    event_on: date | None = None
    illustrative: str = ""


def figure(
    changes: pd.DataFrame, *, as_of: date, labels: Labels, theme: Theme, locale: str = "en_GB"
) -> go.Figure:
    """Lanes of segments, darker from stage to stage, each up to the next stage or to as_of.

    changes: one row a stay in a stage, in order of city and time, with city (its name), stage (code),
    stage_label, entered_on, until (missing while still there), illustrative, hover (plain text).
    """
    now = pd.Timestamp(as_of)
    stays = changes.assign(until=changes["until"].fillna(now), still=changes["until"].isna())
    lanes = {str(name): at for at, name in enumerate(dict.fromkeys(stays["city"]))}
    days = [_Day(now, labels.as_of, "solid")]
    if labels.event_on is not None:
        days.append(_Day(pd.Timestamp(labels.event_on), labels.event, "dash"))
    first, last = _span(stays, days)
    layout = base_layout(theme, labels.caption, Plot(plot_height(len(lanes)), above=40, below=26))
    asides = _asides(stays, labels)
    layout["annotations"] += name_notes(list(lanes), theme, labels.caption.room, asides, _LANE)
    layout["annotations"] += [_day_note(day, at, first, last, theme) for at, day in enumerate(days)]
    layout["shapes"] = [_day_line(day, theme) for day in days]
    layout["xaxis"] = date_axis(first, last, theme, locale)
    layout["yaxis"] = row_axis(len(lanes))
    layout |= {"barmode": "overlay", "uniformtext": {"minsize": SMALL, "mode": "hide"}}
    return go.Figure([_segments(stays, lanes, theme), _ends(stays, lanes, theme)], layout)


@dataclass(frozen=True)
class _Day:
    """A vertical line: where, what it says, and how it is drawn."""

    on: pd.Timestamp
    label: str
    dash: str


def _segments(stays: pd.DataFrame, lanes: dict[str, int], theme: Theme) -> go.Bar:
    fills = [_fill(stage, theme) for stage in stays["stage"]]
    length = (stays["until"] - stays["entered_on"]).dt.days * _MS_A_DAY
    return go.Bar(
        base=_iso(stays["entered_on"]),
        x=length.tolist(),
        y=[lanes[str(name)] for name in stays["city"]],
        orientation="h",
        width=bar_width(_LANE),
        marker={"color": fills, "line": {"color": theme.prospect_line, "width": 1}},
        text=[lines(label) for label in stays["stage_label"]],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        insidetextfont={"size": SMALL, "color": [readable_on(fill) for fill in fills]},
        hovertext=[lines(text) for text in stays["hover"]],
        hoverinfo="text",
        name="stays",
    )


def _fill(stage: str, theme: Theme) -> str:
    """From pale to full orange along the path; grey beside it."""
    if stage not in _PATH:
        return theme.others
    return mix(theme.prospect_pale, theme.prospect, _PATH.index(stage) / (len(_PATH) - 1))


def _ends(stays: pd.DataFrame, lanes: dict[str, int], theme: Theme) -> go.Scatter:
    """A hollow diamond at the as-of date where a city is still in its stage."""
    still = stays[stays["still"]]
    line = {"color": theme.prospect_line, "width": 2}
    marks = {"symbol": "diamond", "size": 11, "color": theme.background, "line": line, "opacity": 1}
    at = {"x": _iso(still["until"]), "y": [lanes[str(name)] for name in still["city"]]}
    hover = [lines(text) for text in still["hover"]]
    return go.Scatter(**at, mode="markers", marker=marks, hovertext=hover, hoverinfo="text", name="now")


def _asides(stays: pd.DataFrame, labels: Labels) -> list[str]:
    """Beside each city its current stage, and the mark where one of its stays is illustrative."""
    by_city = stays.groupby("city", sort=False)
    stages, marks = by_city["stage_label"].last(), by_city["illustrative"].any()
    pairs = zip(stages, marks, strict=True)
    return [
        " · ".join(filter(None, (str(stage), labels.illustrative if mark else ""))) for stage, mark in pairs
    ]


def _span(stays: pd.DataFrame, days: list[_Day]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first to the last day drawn, with a little room for the marks at both ends."""
    days_drawn = [*stays["entered_on"], *(day.on for day in days)]
    first, last = min(days_drawn), max(days_drawn)
    margin = max((last - first) * 0.02, pd.Timedelta(days=3))
    return first - margin, last + margin


def _day_line(day: _Day, theme: Theme) -> dict[str, Any]:
    line = {"color": theme.axis, "width": 1.5, "dash": day.dash}
    ends = {"x0": day.on.isoformat(), "x1": day.on.isoformat(), "y0": 0, "y1": 1}
    return {"type": "line", "xref": "x", "yref": "paper", **ends, "line": line, "layer": "below"}


def _day_note(day: _Day, at: int, first: pd.Timestamp, last: pd.Timestamp, theme: Theme) -> dict[str, Any]:
    """Above its line, one row a label, written towards the side with more room."""
    anchor = "left" if day.on - first < last - day.on else "right"
    place = {
        "xref": "x",
        "x": day.on.isoformat(),
        "xanchor": anchor,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
    }
    return annotation(lines(day.label), SMALL, theme.text, **place, yshift=2 + at * 17)


def _iso(days: pd.Series) -> list[str]:
    return [day.isoformat() for day in days]
