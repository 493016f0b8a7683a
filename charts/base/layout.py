"""The frame every Plotly chart shares: title, subtitle, source and mark inside it, calm axes, one font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.base.caption import PAD, Caption
from charts.base.measure import width, wrap
from charts.base.theme import FONT, Theme
from text.format import inert

TITLE, BODY, SMALL = 17, 14, 12
LINE = {TITLE: 22.1, BODY: 18.2, SMALL: 15.6}  # Plotly's own line height is 1.3 of the size
_MARK_HEIGHT = 24.0
_LEGEND_ENTRY = 42.0  # px of a legend's swatch and the space around it
_LEGEND_LINE = 19.0
_LEGEND_GAP = 7.0
_GAP = 16.0


@dataclass(frozen=True)
class Plot:
    """The plot inside the frame, all in px: its height, and the room for labels on each side of it."""

    height: float
    left: float = PAD
    right: float = PAD
    above: float = 0
    below: float = 24


def base_layout(theme: Theme, caption: Caption, plot: Plot) -> dict[str, Any]:
    """A layout with its margins, height, fonts, hover style and the caption as annotations.

    The caption is escaped here: hand over plain text. `annotations` is a list that a chart may lengthen.
    """
    head, top = _head(theme, caption, plot)
    foot, bottom = _foot(theme, caption, plot)
    return {
        "template": "none",
        "height": round(top + plot.height + bottom),
        "autosize": True,
        "margin": {"l": plot.left, "r": plot.right, "t": round(top), "b": round(bottom), "pad": 0},
        "paper_bgcolor": theme.background,
        "plot_bgcolor": theme.background,
        "font": {"family": FONT, "size": SMALL, "color": theme.quiet_text},
        "hoverlabel": {
            "align": "left",
            "bgcolor": theme.surface,
            "bordercolor": theme.axis,
            "font": {"family": FONT, "size": BODY, "color": theme.text},
        },
        "modebar": {"bgcolor": theme.background, "color": theme.quiet_text, "activecolor": theme.focus},
        "annotations": [*head, *foot],
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "uirevision": "stays",
        "meta": {"title": caption.title, "subtitle": caption.subtitle, "mark": caption.mark},
    }


def lines(text: str) -> str:
    """Plain text for Plotly: inert, line feeds as line breaks."""
    return inert(text).replace("\n", "<br>")


def bold(text: str) -> str:
    """Plain text for Plotly, in the second of two weights."""
    return f"<b>{lines(text)}</b>"


def tooltip(title: str, *rows: str) -> str:
    """The tooltip of a mark: a title in bold above plain rows."""
    return "<br>".join([bold(title), *map(lines, rows)])


def annotation(text: str, size: int, colour: str, **place: object) -> dict[str, Any]:
    """An annotation without an arrow. `text` is ready for Plotly: see `lines` and `bold`."""
    return {
        "text": text,
        "font": {"size": size, "color": colour},
        "showarrow": False,
        "align": "left",
        "borderpad": 0,
        **place,
    }


def axis(values: Sequence[object], texts: Sequence[str], **more: object) -> dict[str, Any]:
    """An axis that stays as it is, with these texts at these values."""
    shared = {"tickangle": 0, "ticks": "", "zeroline": False, "fixedrange": True, "automargin": False}
    return {"tickvals": values, "ticktext": texts, **shared, **more}


def value_axis(theme: Theme, values: list[float], texts: list[str], top: float) -> dict[str, Any]:
    """An axis from zero with light grid lines at `values`."""
    grid = {"gridcolor": theme.grid, "gridwidth": 1}
    zero = {"zeroline": True, "zerolinecolor": theme.axis, "zerolinewidth": 1}
    return axis(values, texts, range=[min(0.0, *values), top], **grid, **zero)


def room_left(texts: list[str]) -> float:
    """px that tick texts need left of the plot."""
    return max((width(text, SMALL) for text in texts), default=0.0) + PAD


def hidden_axis(low: float, high: float) -> dict[str, Any]:
    """An axis that only places things."""
    return {"range": [low, high], "visible": False, "fixedrange": True}


def with_legend(layout: dict[str, Any], theme: Theme, *, below: bool = False) -> dict[str, Any]:
    """The layout with a compact legend on the plot's upper edge, or hung from its lower one.

    Placed by the height of the chart: placed by the plot it would push the margins.
    """
    margin, height = layout["margin"], layout["height"]
    legend = {
        "orientation": "h",
        "xref": "container",
        "x": 0,
        "xanchor": "left",
        "yref": "container",
        "y": round((margin["b"] - _LEGEND_GAP if below else height - margin["t"]) / height, 4),
        "yanchor": "top" if below else "bottom",
        "font": {"size": SMALL, "color": theme.text},
        "bgcolor": "rgba(0,0,0,0)",
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "constant",
        "traceorder": "normal",
    }
    return layout | {"showlegend": True, "legend": legend}


def legend_height(names: list[str], room: float) -> float:
    """px above or below the plot for a legend of these names (plain text) in a chart with so much room.

    As Plotly lays it out: in one row where that fits, else in columns as wide as the widest entry.
    """
    entries = [width(name, SMALL) + _LEGEND_ENTRY for name in names]
    if not entries:
        return 0.0
    columns = len(entries) if sum(entries) <= room else max(1, int(room // max(entries)))
    return -(-len(entries) // columns) * _LEGEND_LINE + _LEGEND_GAP


def _head(theme: Theme, caption: Caption, plot: Plot) -> tuple[list[dict[str, Any]], float]:
    """Title and subtitle, hung from the upper edge, and the height they take together with `above`."""
    blocks = [
        (wrap(caption.title, TITLE, caption.room, bold=True), TITLE, theme.text, bold, 4.0),
        (wrap(caption.subtitle, BODY, caption.room), BODY, theme.quiet_text, lines, _GAP),
    ]
    notes: list[dict[str, Any]] = []
    used = float(PAD)
    total = used + sum(len(rows) * LINE[size] + gap for rows, size, _, _, gap in blocks if rows) + plot.above
    for rows, size, colour, style, gap in blocks:
        if rows:
            shift = {"yshift": total - used, "yanchor": "top", "y": 1}
            notes.append(annotation(style("\n".join(rows)), size, colour, **_at_left(plot), **shift))
            used += len(rows) * LINE[size] + gap
    return notes, total


def _foot(theme: Theme, caption: Caption, plot: Plot) -> tuple[list[dict[str, Any]], float]:
    """The mark as a small tag and the source below the plot, and the height they take with `below`."""
    notes: list[dict[str, Any]] = []
    used = plot.below
    if caption.mark:
        tag = {"bordercolor": theme.axis, "borderwidth": 1, "borderpad": 3, "yshift": -used - 4}
        place = _at_left(plot) | {"y": 0, "yanchor": "top"} | tag
        notes.append(annotation(lines(caption.mark), SMALL, theme.text, **place))
        used += _MARK_HEIGHT + 8
    rows = wrap(caption.source, SMALL, caption.room)
    if rows:
        place = _at_left(plot) | {"y": 0, "yanchor": "top", "yshift": -used}
        notes.append(annotation(lines("\n".join(rows)), SMALL, theme.quiet_text, **place))
        used += len(rows) * LINE[SMALL]
    return notes, used + PAD


def _at_left(plot: Plot) -> dict[str, Any]:
    return {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "xshift": PAD - plot.left}
