"""Direct labels right of a plot, each beside the last mark of its series, instead of a legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.base.layout import BODY, LINE, annotation, bold, lines
from charts.base.measure import width, wrap
from charts.base.svg import text
from charts.base.ticks import spread

_ROOM = 92
_GAP = 8


@dataclass(frozen=True)
class EndLabel:
    """A number, the name of its series, their colour, and their height in px above the baseline."""

    number: str
    name: str
    colour: str
    height: float

    @property
    def lines(self) -> list[str]:
        """The number, then the name in as many lines as it takes."""
        return [self.number, *wrap(self.name, BODY, _ROOM)]


def room_for(labels: Sequence[EndLabel]) -> float:
    """px that the labels need right of the plot."""
    widths = [width(line, BODY, bold=at == 0) for label in labels for at, line in enumerate(label.lines)]
    return max(widths, default=0.0) + _GAP + 14


def end_notes(labels: Sequence[EndLabel], plot_height: float) -> list[dict[str, Any]]:
    """The labels as annotations, moved apart where they would overlap and kept within the plot."""
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": _GAP, "y": 0, "yref": "paper"}
    return [
        annotation(_text(label), BODY, label.colour, **place, yanchor="middle", yshift=height)
        for label, height in zip(labels, _heights(labels, plot_height), strict=True)
    ]


def end_texts(labels: Sequence[EndLabel], plot_height: float, x: float, base: float) -> str:
    """As `end_notes` in a chart drawn on the server. x, base: right end and baseline of its plot."""
    parts = []
    for label, height in zip(labels, _heights(labels, plot_height), strict=True):
        y = base - height - len(label.lines) * LINE[BODY] / 2
        for at, line in enumerate(label.lines):
            weight = {"font_weight": 700} if at == 0 else {}
            y += LINE[BODY]
            parts.append(text(line, x + _GAP, y - 4, BODY, label.colour, **weight))
    return "".join(parts)


def _heights(labels: Sequence[EndLabel], plot_height: float) -> list[float]:
    """px of the labels' middles above the baseline."""
    tall = max((len(label.lines) for label in labels), default=0) * LINE[BODY] + 4
    heights = spread([label.height for label in labels], tall)
    over = max(0.0, max(heights, default=0.0) + tall / 2 - plot_height - 12)
    return [height - over for height in heights]


def _text(label: EndLabel) -> str:
    number, *name = label.lines
    return "<br>".join([bold(number), *map(lines, name)])
