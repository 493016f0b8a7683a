"""Who pays, of the group and of the others: each side as one bar of 100 %, drawn on the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from charts.base.caption import PAD, Caption
from charts.base.layout import BODY
from charts.base.legend import legend, square
from charts.base.measure import width
from charts.base.rows import row_name
from charts.base.svg import document, element, foot, hatch, head, number, text, title
from charts.base.theme import Theme, readable_on
from text.format import count, share

STATES = ("paid", "not_paid", "unknown", "waived", "not_yet")
_BAR = 30.0  # px
_ROW = 62.0  # px from one bar to the next
_NAME = 20.0  # px of the line above a bar


@dataclass(frozen=True)
class Labels:
    """Texts of the chart. alt: alternative text; sides: the group and the others;
    asides: what is said beside each name, such as '20 of 23 pay'; states: name of each of STATES, for the
    legend."""

    caption: Caption
    alt: str
    sides: tuple[str, str]
    asides: tuple[str, ...]
    states: Mapping[str, str]


@dataclass(frozen=True)
class _Side:
    """One bar: members by state, what fills who pays, its edge, and the pattern of who is not known."""

    numbers: Mapping[str, int]
    fill: str
    edge: str
    pale: str
    pattern: str

    @property
    def size(self) -> int:
        return max(sum(self.numbers.values()), 1)

    def look(self, state: str, theme: Theme) -> str:
        looks = {
            "paid": self.fill,
            "unknown": f"url(#{self.pattern})",
            "waived": self.pale,
            "not_yet": f"url(#{self.pattern}-later)",
        }
        return looks.get(state, theme.background)


def svg(counts: pd.DataFrame, *, labels: Labels, theme: Theme, locale: str = "en_GB") -> str:
    """One bar a side: filled who pays, hollow who does not, hatched not known, pale whose fee is waived,
    thinly hatched who joined later.

    counts: one row a state with state (STATES), group, others (numbers of members), as
    analysis.shares.gap.state_counts gives them. A valid file of its own.
    """
    numbers = counts.set_index("state").reindex(list(STATES)).fillna(0).astype(int)
    names = (f"not-known-group-{theme.name}", f"not-known-others-{theme.name}")
    group = _Side(
        dict(zip(STATES, numbers["group"], strict=True)), theme.focus, theme.focus, theme.focus_pale, names[0]
    )
    others = _Side(
        dict(zip(STATES, numbers["others"], strict=True)),
        theme.others,
        theme.others_line,
        theme.surface,
        names[1],
    )
    used = [state for state in STATES if numbers.loc[state].sum()]
    above, y = head(labels.caption, theme)
    entries = [(labels.states[state], square(group.look(state, theme), group.edge)) for state in used]
    legend_svg, y = legend(entries, theme, labels.caption.room, y)
    stripes = [
        hatch(f"{side.pattern}{suffix}", theme.background, side.edge, *stripe)
        for side in (group, others)
        for suffix, stripe in {"": (6, 1.8), "-later": (10, 0.8)}.items()
        if not suffix or "not_yet" in used
    ]
    parts = [element("defs", "".join(stripes)), above, legend_svg]
    for name, aside, side in zip(labels.sides, labels.asides, (group, others), strict=True):
        parts.append(row_name(name, aside, theme, labels.caption.room, y + BODY))
        bar_and_number = [_bar(side, name, labels, theme, locale), _number(side, locale, labels.caption.room)]
        parts.append(element("g", "".join(bar_and_number), transform=f"translate({PAD} {number(y + _NAME)})"))
        y += _ROW
    below, height = foot(labels.caption, theme, y)
    return document("".join([*parts, below]), labels.caption.width, height, labels.alt, theme)


def _bar(side: _Side, name: str, labels: Labels, theme: Theme, locale: str) -> str:
    """The parts from the left; a state that nobody is in has none."""
    parts, x = [], 0.0
    for state, members in side.numbers.items():
        wide = members / side.size * labels.caption.room
        if members:
            tooltip = (
                f"{labels.states[state]}: {count(members, locale)} ({share(members / side.size, locale)})"
            )
            look = {"fill": side.look(state, theme), "stroke": side.edge, "stroke_width": 1.5}
            parts.append(element("rect", title(f"{name}\n{tooltip}"), x=x, width=wide, height=_BAR, **look))
        x += wide
    return "".join(parts)


def _number(side: _Side, locale: str, room: float) -> str:
    """The share of those who pay, inside its part of the bar where it fits."""
    part = side.numbers["paid"] / side.size
    percentage = share(part, locale)
    if part * room <= width(percentage, BODY, bold=True) + 16:
        return ""
    place = {"font_weight": 700, "text_anchor": "end"}
    return text(percentage, part * room - 8, 20, BODY, readable_on(side.fill), **place)
