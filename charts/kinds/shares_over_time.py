"""Both shares by fee year: of those who pay, and of the official roll where it is known. Drawn as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.base.caption import Caption
from charts.base.end_labels import EndLabel, end_texts, room_for
from charts.base.layout import SMALL, room_left
from charts.base.svg import document, element, foot, head, path, text, title
from charts.base.theme import Theme
from charts.base.ticks import ticks_below
from charts.base.year_axis import BELOW, open_years, shown_years
from text.format import count, share

_HEIGHT = 250.0
_BESIDE = 0.45  # years left of the first and right of the last one
_MARK = 9.0  # px of a mark
_REACH = 11.0  # px around a mark that show its tooltip


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    alt: alternative text; paying, official: names of the two shares, at the ends of their
    lines; bounds: what low and high are; to_date: shown below a year that is not over.
    """

    caption: Caption
    alt: str
    paying: str
    official: str
    bounds: str = ""
    to_date: str = ""


@dataclass(frozen=True)
class _Plot:
    """Where years and shares lie, in px from the upper left corner of the chart."""

    left: float
    right: float
    base: float
    first: float
    last: float
    top: float

    def x(self, year: float) -> float:
        """The middle of a year."""
        span = self.last - self.first + 2 * _BESIDE
        return self.left + (year - self.first + _BESIDE) / span * (self.right - self.left)

    def y(self, value: float) -> float:
        """The height of a share."""
        return self.base - value / self.top * _HEIGHT

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        """Straight lines through years and shares."""
        return path([(self.x(year), self.y(value)) for year, value in points])


def svg(years: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> str:
    """A line of the paying share over its pale band of bounds, and grey squares of the official share.

    years: one row a fee year, oldest first, with fee_year, paying_share, low, high, official_share (0-1,
    missing where undefined), group_paying, paying (counts) and to_date, as
    analysis.shares.history.by_fee_year gives them. A year to date is a hollow mark at the end of a dotted
    line. A valid file of its own.
    """
    years = years.astype(dict.fromkeys(("paying_share", "low", "high", "official_share"), "float64"))
    values, top = ticks_below(float(years[["paying_share", "high", "official_share"]].max().max()))
    digits = 0 if (values[1] * 100).is_integer() else 1
    texts = {value: share(value, locale, digits=digits) for value in values}
    ends = _end_labels(years, labels, theme, locale, top)
    above, y = head(labels.caption, theme)
    left, right = room_left(list(texts.values())) + 6, labels.caption.width - room_for(ends)
    first, last = (years["fee_year"].iloc[0], years["fee_year"].iloc[-1]) if len(years) else (0, 1)
    plot = _Plot(left, right, y + _HEIGHT, float(first), float(last), top)
    rows = years.to_dict("records")
    parts = [above, _axes(years, texts, plot, labels, theme), _band(rows, plot, theme)]
    parts += [_line(rows, plot, theme), *_marks(rows, labels, plot, theme, locale)]
    parts.append(end_texts(ends, _HEIGHT, right, plot.base))
    below, height = foot(labels.caption, theme, plot.base + BELOW)
    return document("".join([*parts, below]), labels.caption.width, height, labels.alt, theme)


def _axes(years: pd.DataFrame, texts: Mapping[float, str], plot: _Plot, labels: Labels, theme: Theme) -> str:
    """Grid lines with their values, and the years below."""
    parts = []
    for value, label in texts.items():
        y, line = plot.y(value), {"stroke": theme.grid if value else theme.axis}
        parts.append(element("line", x1=plot.left, x2=plot.right, y1=y, y2=y, **line))
        parts.append(text(label, plot.left - 6, y + 4, SMALL, theme.quiet_text, text_anchor="end"))
    still_open = open_years(years)
    for year in shown_years(years):
        labels_below = [str(year), labels.to_date] if year in still_open else [str(year)]
        place = {"text_anchor": "middle"}
        for at, label in enumerate(labels_below):
            parts.append(
                text(label, plot.x(year), plot.base + 18 + 15 * at, SMALL, theme.quiet_text, **place)
            )
    return "".join(parts)


def _runs(rows: Sequence[Mapping[Any, Any]], column: str) -> list[list[Mapping[Any, Any]]]:
    """Years that follow each other and have a value."""
    runs: list[list[Mapping[Any, Any]]] = [[]]
    for row in rows:
        if row[column] != row[column] or (runs[-1] and row["fee_year"] != runs[-1][-1]["fee_year"] + 1):
            runs.append([])
        if row[column] == row[column]:
            runs[-1].append(row)
    return [run for run in runs if run]


def _band(rows: Sequence[Mapping[Any, Any]], plot: _Plot, theme: Theme) -> str:
    """Low to high as one closed outline for each run of years in which they differ."""
    parts = []
    for run in _runs(rows, "low"):
        if any(row["high"] > row["low"] for row in run):
            low = [(float(row["fee_year"]), row["low"]) for row in run]
            high = [(float(row["fee_year"]), row["high"]) for row in run]
            if len(run) == 1:
                low, high = ([(side[0][0] + by, side[0][1]) for by in (-0.12, 0.12)] for side in (low, high))
            parts.append(element("path", d=plot.path([*low, *reversed(high)]) + "Z", fill=theme.focus_pale))
    return "".join(parts)


def _line(rows: Sequence[Mapping[Any, Any]], plot: _Plot, theme: Theme) -> str:
    """The line without the year to date, and the dotted way to that year."""
    stroke = {"fill": "none", "stroke": theme.focus, "stroke_width": 2.5}
    parts = []
    for run in _runs(rows, "paying_share"):
        points = [(row["fee_year"], row["paying_share"]) for row in run]
        closed = [point for point, row in zip(points, run, strict=True) if not row["to_date"]]
        if len(closed) > 1:
            parts.append(element("path", d=plot.path(closed), **stroke))
        if run[-1]["to_date"] and len(points) > 1:
            parts.append(element("path", d=plot.path(points[-2:]), **stroke, stroke_dasharray="2.5 4"))
    return "".join(parts)


def _marks(
    rows: Sequence[Mapping[Any, Any]], labels: Labels, plot: _Plot, theme: Theme, locale: str
) -> list[str]:
    """A circle a year of the paying share; a square with a short level stroke of the official one, so that
    a single known value can be compared."""
    parts = []
    reach = {"fill": "none", "pointer_events": "all", "r": _REACH}
    for row in rows:
        x, paying, official = plot.x(row["fee_year"]), row["paying_share"], row["official_share"]
        if official == official:  # noqa: PLR0124  a missing number is unequal to itself
            tooltip = f"{int(row['fee_year'])}\n{labels.official}: {share(official, locale)}"
            y, stroke = plot.y(official), {"stroke": theme.others_line, "stroke_width": 2}
            ends = {"x1": plot.x(row["fee_year"] - 0.3), "x2": plot.x(row["fee_year"] + 0.3)}
            box = {"x": x - _MARK / 2, "y": y - _MARK / 2, "width": _MARK, "height": _MARK}
            mark = element("line", **ends, y1=y, y2=y, **stroke) + element("circle", cx=x, cy=y, **reach)
            mark += element("rect", **box, fill=theme.others, **stroke)
            parts.append(element("g", title(tooltip) + mark))
        if paying == paying:  # noqa: PLR0124
            y, fill = plot.y(paying), theme.background if row["to_date"] else theme.focus
            dot = {"cx": x, "cy": y, "r": _MARK / 2, "fill": fill, "stroke": theme.focus, "stroke_width": 2}
            mark = element("circle", cx=x, cy=y, **reach) + element("circle", **dot)
            parts.append(element("g", title(_hover(row, labels, locale)) + mark))
    return parts


def _hover(row: Mapping[Any, Any], labels: Labels, locale: str) -> str:
    counts = f"{count(row['group_paying'], locale)} / {count(row['paying'], locale)}"
    rows = [f"{int(row['fee_year'])} {labels.to_date if row['to_date'] else ''}".strip()]
    rows.append(f"{labels.paying}: {share(row['paying_share'], locale)} ({counts})")
    if labels.bounds and row["low"] < row["high"]:
        rows.append(f"{labels.bounds}: {share(row['low'], locale)} – {share(row['high'], locale)}")
    return "\n".join(rows)


def _end_labels(years: pd.DataFrame, labels: Labels, theme: Theme, locale: str, top: float) -> list[EndLabel]:
    """One label a share, of the last year in which it is known."""
    series = {
        "paying_share": (labels.paying, theme.focus_text),
        "official_share": (labels.official, theme.quiet_text),
    }
    ends = []
    for column, (name, colour) in series.items():
        known = years[column].dropna()
        if not known.empty:
            value = float(known.iloc[-1])
            ends.append(EndLabel(share(value, locale), name, colour, value / top * _HEIGHT))
    return ends
