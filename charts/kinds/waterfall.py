"""From last year's payers to this year's, step by step: a waterfall that lies on its side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base.bars import Rows, longest, outlined, row_bar, row_chart
from charts.base.caption import Caption
from charts.base.layout import bold, lines
from charts.base.rows import value_note
from charts.base.theme import Theme
from text.format import count, signed_count

_ENDS = ("before", "after")


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. group, others: the two parts of a bar, for the legend; in_group: pattern of what is
    said of the group beside a number, with {count}, such as '{count} of them Chinese cities'."""

    caption: Caption
    group: str
    others: str
    in_group: str = ""


def figure(steps: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> go.Figure:
    """A bar a step: the ends from zero, what lies between from where the one before ends.

    steps: in order, with step ('before', …, 'after'), label, count (signed), group (of the count, signed).
    What is gained is filled, what is lost is hollow. A click on a bar selects its step (customdata).
    """
    steps = _placed(steps.reset_index(drop=True))
    pattern, end = labels.in_group, longest(steps[["start", "end"]].max(axis=1)) * 1.16
    asides = [pattern.format(count=count(abs(group), locale)) if pattern else "" for group in steps["group"]]
    rows = Rows(steps["label"], asides, end, _numbers(steps, theme, locale))
    more = {"shapes": _connectors(steps, theme), "barmode": "overlay", "clickmode": "event+select"}
    return row_chart(_bars(steps, labels, theme, locale), rows, labels.caption, theme, **more)


def _numbers(steps: pd.DataFrame, theme: Theme, locale: str) -> list[dict[str, Any]]:
    """Each number right of its bar, with a sign between the two ends."""
    forms = [count if step in _ENDS else signed_count for step in steps["step"]]
    ends = steps[["start", "end"]].max(axis=1)
    return [
        value_note(form(number, locale), end, at, theme.text)
        for at, (form, number, end) in enumerate(zip(forms, steps["count"], ends, strict=True))
    ]


def _placed(steps: pd.DataFrame) -> pd.DataFrame:
    """Where each bar begins and ends."""
    ends = steps["step"].isin(_ENDS)
    running = steps["count"].where(steps["step"] != "after", 0).cumsum()
    return steps.assign(
        start=(running - steps["count"]).where(~ends, 0), end=running.where(~ends, steps["count"])
    )


def _bars(steps: pd.DataFrame, labels: Labels, theme: Theme, locale: str) -> list[go.Bar]:
    """The group's part first, then that of the others, both hollow where they are lost."""
    low = steps[["start", "end"]].min(axis=1)
    group, whole, lost = steps["group"].abs(), steps["count"].abs(), steps["count"] < 0
    hover = [
        f"{bold(name)}: {count(every, locale)}<br>{lines(labels.group)}: {count(own, locale)}"
        for name, every, own in zip(steps["label"], whole, group, strict=True)
    ]
    shared: dict[str, Any] = {
        "customdata": [[step] for step in steps["step"]],
        "unselected": {"marker": {"opacity": 0.45}},
    }
    parts = (
        (group, low, labels.group, theme.focus, theme.focus),
        (whole - group, low + group, labels.others, theme.others, theme.others_line),
    )
    return [
        row_bar(
            lengths,
            outlined([theme.background if gone else fill for gone in lost], edge, 1.5),
            hover,
            base=start.tolist(),
            name=lines(name),
            **shared,
        )
        for lengths, start, name, fill, edge in parts
    ]


def _connectors(steps: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    """A thin line from the end of each bar to the beginning of the next."""
    line = {"color": theme.axis, "width": 1, "dash": "dot"}
    place = {"type": "line", "line": line, "layer": "below"}
    return [
        place | {"x0": end, "x1": end, "y0": at + 0.18, "y1": at + 0.82}
        for at, end in enumerate(steps["end"].tolist()[:-1])
    ]
