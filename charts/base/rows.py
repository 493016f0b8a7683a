"""Charts made of rows: the name of each row stands above its marks, so that a phone needs no left margin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.base.caption import PAD
from charts.base.layout import BODY, SMALL, annotation, bold, hidden_axis, lines
from charts.base.measure import shorten, width
from charts.base.svg import element
from charts.base.theme import Theme
from text.format import inert

ROW = 52  # px from one row to the next
BAR = 18  # px of a bar
_GAP = 1  # px between a bar and the name above it
_ASIDE = 7  # px between a name and its aside


def row_axis(rows: int) -> dict[str, Any]:
    """The vertical axis: row 0 on top, each ROW px high, its marks in the lower half."""
    return hidden_axis(max(rows, 1) - 0.7, -0.7)


def plot_height(rows: int) -> float:
    """px that `rows` rows need."""
    return float(max(rows, 1) * ROW)


def bar_width(bar: float = BAR) -> float:
    """Thickness of a bar of so many px in units of the vertical axis."""
    return bar / ROW


def name_notes(
    names: Sequence[str], theme: Theme, room: float, asides: Sequence[str] = (), bar: float = BAR
) -> list[dict[str, Any]]:
    """The names above their rows, each followed by its aside in quiet text; plain text in both.

    A name that would push its aside out of `room` px is shortened. bar: px of the marks below.
    """
    notes = []
    for at, name in enumerate(names):
        aside = asides[at] if at < len(asides) else ""
        left = room - width(aside, SMALL) - 2 * width(" ", BODY) if aside else room
        text = bold(shorten(str(name), BODY, left, bold=True))
        if aside:
            text += f"  <span style='font-size:{SMALL}px;color:{theme.quiet_text}'>{lines(aside)}</span>"
        place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": at, "yanchor": "bottom"}
        notes.append(
            annotation(text, BODY, theme.text, **place, yshift=bar / 2 + _GAP, bgcolor=theme.background)
        )
    return notes


def row_name(name: str, aside: str, theme: Theme, room: float, y: float) -> str:
    """As `name_notes` for one row of a chart that is drawn on the server, on the baseline y."""
    left = room - width(aside, SMALL) - _ASIDE if aside else room
    quiet = {"dx": _ASIDE, "font_size": SMALL, "font_weight": 400, "fill": theme.quiet_text}
    label = inert(shorten(name, BODY, left, bold=True))
    label += element("tspan", inert(aside), **quiet) if aside else ""
    ground = {"stroke": theme.background, "stroke_width": 4, "paint_order": "stroke"}
    look = {"font_size": BODY, "font_weight": 700, "fill": theme.text}
    return element("text", label, x=PAD, y=y, **look, **ground)


def value_note(text: str, x: float, row: int, colour: str) -> dict[str, Any]:
    """A direct label right of a mark that ends at x."""
    place = {"xref": "x", "x": x, "xanchor": "left", "yref": "y", "y": row, "yanchor": "middle"}
    return annotation(lines(text), BODY, colour, **place, xshift=10)


def missing_note(text: str, row: int, theme: Theme) -> dict[str, Any]:
    """Why a row has no mark, in the mark's place."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": row, "yanchor": "middle"}
    return annotation(lines(text), SMALL, theme.quiet_text, **place, bgcolor=theme.background)
