"""What a scenario does to several figures of one unit, one row each, drawn on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.base.caption import PAD, Caption
from charts.base.layout import BODY, SMALL
from charts.base.legend import SWATCH, legend
from charts.base.measure import width
from charts.base.rows import ROW, row_name
from charts.base.svg import document, element, foot, head, text, title
from charts.base.theme import Theme
from charts.base.ticks import ticks_below

_BEFORE, _AFTER = 5.5, 6.5  # px: radii of the two marks
_REACH = 11.0  # px around a mark that show its tooltip
_MARKS = 34.0  # px from the top of a row to its marks
_TICKS = 26.0  # px below the last row


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. alt: alternative text; before, after: the two marks, for the
    legend."""

    caption: Caption
    alt: str
    before: str
    after: str


@dataclass(frozen=True)
class _Scale:
    """Where a value lies: px of nought, and px from there to the end of the axis at `top`."""

    left: float
    wide: float
    top: float

    def __call__(self, value: float) -> float:
        return self.left + value / self.top * self.wide


def svg(rows: pd.DataFrame, *, labels: Labels, theme: Theme, tick: Callable[[float], str]) -> str:
    """A hollow mark for before, a filled one for after, and the way between them.

    rows: label, before, after (numbers, missing where undefined), said (direct label, such as
    '33.3 % → 36.5 %'), change (beside the name), note (in place of missing marks).
    tick: writes a value on the axis. A valid file of its own.
    """
    rows = rows.astype({"before": "float64", "after": "float64"})
    values, top = ticks_below(float(rows[["before", "after"]].max().max() or 0))
    scale = _Scale(PAD + _REACH, labels.caption.room - 2 * _REACH, top)
    above, y = head(labels.caption, theme)
    marks = {labels.before: _mark(SWATCH / 2, SWATCH / 2, "before", theme)}
    marks |= {labels.after: _mark(SWATCH / 2, SWATCH / 2, "after", theme)}
    legend_svg, y = legend(list(marks.items()), theme, labels.caption.room, y)
    base = y + max(len(rows), 1) * ROW
    parts = [above, legend_svg]
    for value in values:
        parts.append(element("line", x1=scale(value), x2=scale(value), y1=y + 2, y2=base, stroke=theme.grid))
        place = {"text_anchor": "middle"}
        parts.append(text(tick(value), scale(value), base + 16, SMALL, theme.quiet_text, **place))
    for row in rows.to_dict("records"):
        parts.append(row_name(row["label"], row["change"], theme, labels.caption.room, y + 18))
        parts.append(_row(row, scale, theme, y + _MARKS))
        y += ROW
    below, height = foot(labels.caption, theme, base + _TICKS)
    return document("".join([*parts, below]), labels.caption.width, height, labels.alt, theme)


def _row(row: Mapping[Any, Any], scale: _Scale, theme: Theme, y: float) -> str:
    """The way, the marks that are known, and the numbers beside them; or why there are none."""
    known = {side: scale(row[side]) for side in ("before", "after") if row[side] == row[side]}
    parts = []
    if len(known) == 2:
        way = {"stroke": theme.focus, "stroke_width": 3}
        parts.append(element("line", x1=known["before"], x2=known["after"], y1=y, y2=y, **way))
        x, anchor = _beside(row["said"], known, scale)
        parts.append(text(row["said"], x, y + 5, BODY, theme.focus_text, text_anchor=anchor))
    else:
        parts.append(text(row["note"], PAD, y + 4, SMALL, theme.quiet_text))
    reach = {"fill": "none", "pointer_events": "all"}
    parts += [element("circle", cx=x, cy=y, r=_REACH, **reach) for x in known.values()]
    parts += [_mark(x, y, side, theme) for side, x in known.items()]
    return element("g", title(f"{row['label']}\n{row['said']}") + "".join(parts))


def _mark(x: float, y: float, side: str, theme: Theme) -> str:
    fill, radius = (theme.background, _BEFORE) if side == "before" else (theme.focus, _AFTER)
    return element("circle", cx=x, cy=y, r=radius, fill=fill, stroke=theme.focus, stroke_width=2)


def _beside(label: str, marks: Mapping[str, float], scale: _Scale) -> tuple[float, str]:
    """Where numbers begin right of the marks if there is room, else where they end left of them."""
    last = max(marks.values())
    if PAD + scale.wide + 2 * _REACH - last > width(label, BODY) + 12:
        return last + 12, "start"
    return min(marks.values()) - 12, "end"
