"""What one member owed and paid, a column a fee year, drawn on the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from charts.base.caption import PAD, Caption
from charts.base.layout import SMALL
from charts.base.measure import shorten
from charts.base.svg import document, element, foot, head, number, text, title
from charts.base.theme import Theme
from text.format import money, money_short

MOST = 6  # columns that a phone has room for
_WIDTH, _HIGH = 350, 110.0
_ABOVE, _BELOW = 22.0, 42.0
_WIDEST = 62.0


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    alt: alternative text; states: a word for each state of analysis.city.fees, below the
    year.
    """

    caption: Caption
    alt: str
    states: Mapping[str, str]


def svg(years: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> str:
    """A hollow bar of what was due around a filled bar of what came; dashed where neither is known.

    years: oldest first, with fee_year, fee_state, due_eur and received_eur (EUR, missing where unknown); the
    last MOST are drawn. A valid file of its own.
    """
    shown = years.tail(MOST)
    caption = replace(labels.caption, width=_WIDTH)
    highest = max([*shown["due_eur"].dropna(), *shown["received_eur"].dropna(), 1.0])
    step = min((_WIDTH - 2.0 * PAD) / max(len(shown), 1), _WIDEST)
    pen = _Pen(step, _HIGH / highest, labels.states, theme, locale)
    above, y = head(caption, theme)
    top = number(y + _ABOVE)
    columns = [
        element("g", _column(row, pen), transform=f"translate({number(PAD + at * step)} {top})")
        for at, row in enumerate(shown.to_dict("records"))
    ]
    base = y + _ABOVE + _HIGH
    axis = element("path", d=f"M{PAD} {number(base)}h{number(len(shown) * step)}", stroke=theme.axis)
    below, height = foot(caption, theme, base + _BELOW)
    return document("".join([above, *columns, axis, below]), _WIDTH, height, labels.alt, theme)


@dataclass(frozen=True)
class _Pen:
    """step: px of a year; scale: px of a euro; states, theme and locale as given."""

    step: float
    scale: float
    states: Mapping[str, str]
    theme: Theme
    locale: str


def _column(row: Mapping[Any, Any], pen: _Pen) -> str:
    """One year from its upper left corner: amount, bars, year and state."""
    came, theme, middle = row["received_eur"], pen.theme, pen.step / 2
    word = pen.states.get(str(row["fee_state"]), str(row["fee_state"]))
    bars, top = _bars(row, pen)
    amount = money_short(came, pen.locale)
    centred = {"text_anchor": "middle"}
    return "".join(
        [
            title(f"{row['fee_year']}: {word}, {amount} / {money(row['due_eur'], pen.locale)}"),
            bars,
            text(amount, middle, _HIGH - top - 6, SMALL, theme.text, **centred),
            text(str(row["fee_year"]), middle, _HIGH + 16, SMALL, theme.text, **centred),
            text(shorten(word, SMALL, pen.step), middle, _HIGH + 32, SMALL, theme.quiet_text, **centred),
        ]
    )


def _bars(row: Mapping[Any, Any], pen: _Pen) -> tuple[str, float]:
    """The bars of a year and how high they reach."""
    due, came = (max(0.0, row[sum_] * pen.scale) for sum_ in ("due_eur", "received_eur"))  # unknown: no bar
    wide, theme, parts = pen.step * 0.62, pen.theme, []
    if due > 0:
        outline = {"fill": theme.background, "stroke": theme.axis, "stroke_width": 1.5}
        parts.append(_bar(pen.step / 2, wide, due, **outline))
    if came > 0:
        parts.append(_bar(pen.step / 2, wide * 0.66, came, fill=theme.focus))
    if row["fee_state"] == "unknown":
        dashes = {"fill": "none", "stroke": theme.axis, "stroke_dasharray": "3 3"}
        parts.append(_bar(pen.step / 2, wide * 0.66, _HIGH / 2, **dashes))
    known = [high for high in (due, came, _HIGH / 2 if row["fee_state"] == "unknown" else 0.0) if high > 0]
    return "".join(parts), max(known, default=0.0)


def _bar(middle: float, wide: float, high: float, **paint: object) -> str:
    return element("rect", x=middle - wide / 2, y=_HIGH - high, width=wide, height=high, **paint)
