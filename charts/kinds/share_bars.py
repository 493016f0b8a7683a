"""The two shares as two bars of 100 % each, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.base.caption import PAD, Caption
from charts.base.layout import BODY, SMALL, TITLE
from charts.base.legend import legend, square
from charts.base.measure import width
from charts.base.svg import document, element, foot, hatch, head, number, text, title
from charts.base.theme import Theme, readable_on
from text.format import share

_BAR = 30.0
_NAME = 20.0  # px of the line above a bar on a phone
_BELOW = 20.0  # px for the range below a bar
_GAP = 14.0


@dataclass(frozen=True)
class Bar:
    """One share.

    label: what it is of; value: 0-1, None where undefined; text: its fraction, such as '23 of 115', or why
    there is no value; low and high: bounds for what is unknown.
    """

    label: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None

    @property
    def uncertain(self) -> bool:
        """Whether unknowns could move the value."""
        return (
            self.value is not None and self.low is not None and self.high is not None and self.low < self.high
        )


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    alt: alternative text; group, others: the legend of the two parts; bounds: what the
    hatched range is, said before its two ends.
    """

    caption: Caption
    alt: str
    group: str
    others: str
    bounds: str = ""


@dataclass(frozen=True)
class _Frame:
    """Where bars go: left edge and width in px, and whether their names stand above them."""

    left: float
    wide: float
    above: bool


_COMPACT, _PAGE = 350, 860
_FRAMES = {
    _COMPACT: _Frame(PAD, _COMPACT - 2 * PAD, above=True),
    _PAGE: _Frame(232, _PAGE - 232 - PAD, above=False),
}


def svg(
    bars: Sequence[Bar], *, labels: Labels, theme: Theme, compact: bool = False, locale: str = "en_GB"
) -> str:
    """A bar a share: the group's part in the focus colour, the others' in grey, what is unknown hatched.

    compact: re-laid for a phone (350 px) instead of a page (860 px). A valid file of its own.
    """
    across = _COMPACT if compact else _PAGE
    caption = replace(labels.caption, width=across)
    stripes = hatch(f"unknown-{theme.name}", theme.others, theme.focus, 7, 3.5)
    parts = [element("defs", stripes)]
    above, y = head(caption, theme)
    sides = [
        (labels.group, square(theme.focus, theme.focus)),
        (labels.others, square(theme.others, theme.others_line)),
    ]
    legend_svg, y = legend(sides, theme, caption.room, y + 6)
    parts += [above, legend_svg]
    y += 6
    for bar in bars:
        row_svg, high = _row(bar, labels, theme, _FRAMES[across], locale)
        parts.append(element("g", row_svg, transform=f"translate(0 {number(y)})"))
        y += high + _GAP
    below, height = foot(caption, theme, y + 2)
    return document("".join([*parts, below]), across, height, labels.alt, theme)


def _row(bar: Bar, labels: Labels, theme: Theme, frame: _Frame, locale: str) -> tuple[str, float]:
    """One bar with its name, number and range, from y = 0 down, and the height it takes."""
    parts = [_name(bar, theme, frame)]
    y = _NAME if frame.above else 0.0
    parts.append(
        element(
            "g", _bar(bar, theme, frame, locale), transform=f"translate({number(frame.left)} {number(y)})"
        )
    )
    y += _BAR
    if bar.uncertain:
        bounds = f"{labels.bounds} {share(bar.low, locale)} – {share(bar.high, locale)}".strip()
        parts.append(text(bounds, frame.left, y + 15, SMALL, theme.quiet_text))
        y += _BELOW
    return "".join(parts), y


def _name(bar: Bar, theme: Theme, frame: _Frame) -> str:
    """What the share is of, and its fraction: above the bar, or left of it on a page."""
    name = text(bar.label, PAD, BODY if frame.above else 13, BODY, theme.text, font_weight=700)
    if frame.above:
        at = PAD + width(bar.label, BODY, bold=True) + 8
        return name + text(bar.text, at, BODY, SMALL, theme.quiet_text)
    return name + text(bar.text, PAD, 29, SMALL, theme.quiet_text)


def _bar(bar: Bar, theme: Theme, frame: _Frame, locale: str) -> str:
    """The parts from the left: sure of the group, hatched, others; a stroke and the number at the value."""
    edge = {"y": 0.5, "height": _BAR - 1, "stroke": theme.others_line}
    if bar.value is None:
        return element("rect", x=0.5, width=frame.wide - 1, fill="none", stroke_dasharray="3 3", **edge)
    value = bar.value * frame.wide
    low, high = (bar.low or 0.0) * frame.wide, (bar.high or 0.0) * frame.wide
    parts = [element("rect", x=0.5, width=frame.wide - 1, fill=theme.others, **edge)]
    sure = low if bar.uncertain else value
    parts.append(element("rect", width=sure, height=_BAR, fill=theme.focus))
    if bar.uncertain:
        hatch = f"url(#unknown-{theme.name})"
        parts.append(element("rect", x=low, width=high - low, height=_BAR, fill=hatch, stroke=theme.focus))
        parts.append(element("rect", x=value - 1.5, y=-3, width=3, height=_BAR + 6, fill=theme.text))
    parts.append(_number(share(bar.value, locale), sure, max(high, value), theme))
    return title(f"{bar.label}: {share(bar.value, locale)} ({bar.text})") + "".join(parts)


def _number(percentage: str, sure: float, end: float, theme: Theme) -> str:
    """The share inside its own part where it fits, else right of it on the grey."""
    place = {"font_weight": 700}
    if width(percentage, TITLE, bold=True) + 16 <= sure:
        return text(percentage, 8, 21, TITLE, theme.on_focus, **place)
    return text(percentage, end + 8, 21, TITLE, readable_on(theme.others), **place)
