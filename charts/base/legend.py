"""The legend of a chart that is drawn on the server: swatches and names, on as many lines as they take."""

from __future__ import annotations

from collections.abc import Sequence

from charts.base.caption import PAD
from charts.base.layout import SMALL
from charts.base.measure import width
from charts.base.svg import element, number, text
from charts.base.theme import Theme

SWATCH = 12.0  # px of a swatch's side
_AFTER, _APART, _LINE = 6.0, 20.0, 20.0


def legend(entries: Sequence[tuple[str, str]], theme: Theme, room: float, y: float) -> tuple[str, float]:
    """The legend from y down, and the y below it. entries: name and swatch (SVG of SWATCH x SWATCH px)."""
    parts, x = [], float(PAD)
    for name, swatch in entries:
        wide = SWATCH + _AFTER + width(name, SMALL)
        if x > PAD and x + wide > PAD + room:
            x, y = float(PAD), y + _LINE
        parts.append(element("g", swatch, transform=f"translate({number(x)} {number(y)})"))
        parts.append(text(name, x + SWATCH + _AFTER, y + SWATCH - 1.5, SMALL, theme.text))
        x += wide + _APART
    return "".join(parts), y + (_LINE if entries else 0.0)


def square(fill: str, line: str) -> str:
    """The swatch of an area."""
    return element("rect", x=0.5, y=0.5, width=SWATCH - 1, height=SWATCH - 1, fill=fill, stroke=line)
