"""Members and prospects on a map that pans, zooms and selects, without tiles, WebGL or a foreign host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.base.caption import Caption
from charts.base.label_placement import TEXT_POSITIONS, Box, place_names
from charts.base.layout import SMALL, Plot, base_layout, legend_height, lines, with_legend
from charts.base.theme import Theme
from charts.maps.base_map import Base
from charts.maps.marks import LEGEND_ORDER, MARKS, is_other_member, look
from charts.maps.positions import names_on_map, on_base, spots

__all__ = ["Base", "Labels", "View", "figure"]

_MOST_NAMES = 400  # of the most important places; the rest is named on hover
_REACH = 22  # px around a mark that a pointer counts as on it: a target of 44 px


@dataclass(frozen=True)
class Labels:
    """Texts of the chart.

    marks: names in the legend by mark (paid, not_paid, waived, unknown, prospect; or member, where payment is
    not shown); others: the name of members outside the focus group.
    """

    caption: Caption
    marks: Mapping[str, str]
    others: str = ""


@dataclass(frozen=True)
class View:
    """What is shown of a base.

    extent: xmin, xmax, ymin, ymax in km, None for all of the base; width: px of the map itself, for which
    names are placed; height: its px, None for what the extent takes at this width; selected: city_ids that
    stand out.
    """

    extent: tuple[float, float, float, float] | None = None
    height: int | None = 440
    width: int = 640
    selected: frozenset[str] = frozenset()


def figure(
    places: pd.DataFrame, base: Base, *, labels: Labels, theme: Theme, view: View | None = None
) -> go.Figure:
    """One trace of marks a legend group over the drawn base; `customdata` of a mark is its city_id.

    Marks are SVG nodes: they need no WebGL. Above some 5 000 they move slowly; hand over cells instead.

    places: as analysis.map.places.places gives them (city_id, name, latitude, longitude, population, mark,
    in_group), with `hover` (plain text, line feeds allowed) and optionally `label` (the name on the map,
    missing for none; `name` stands in). Who has no coordinates or lies outside the base is not drawn.
    """
    view = view or View()
    extent = view.extent or base.extent
    wide, high = extent[1] - extent[0], extent[3] - extent[2]
    height = view.height or round(view.width * high / wide)
    scale = min(view.width / wide, height / high)
    drawn = _placed(on_base(places, base, scale), extent, scale)
    groups = _groups(drawn, labels, theme, view.selected)
    names = [str(trace.name) for trace in groups if trace.showlegend]
    plot = Plot(height, below=legend_height(names, labels.caption.room) + 8)
    layout = with_legend(base_layout(theme, labels.caption, plot), theme, below=True)
    layout |= {"dragmode": "pan", "clickmode": "event+select", "images": [_image(base)]}
    layout["hoverdistance"] = _REACH
    layout["legend"] |= {"itemclick": "toggle", "itemdoubleclick": "toggleothers"}
    # The domain: ranges that Plotly widened for a first, narrower frame would stay wide afterwards.
    hidden = {"visible": False, "constrain": "domain"}
    layout["xaxis"] = {"range": list(extent[:2]), **hidden, "constraintoward": "left"}
    level = {"scaleanchor": "x", "scaleratio": 1, "constraintoward": "top"}
    layout["yaxis"] = {"range": list(extent[2:]), **hidden, **level}
    return go.Figure(groups, layout)


def _placed(drawn: pd.DataFrame, extent: tuple[float, float, float, float], scale: float) -> pd.DataFrame:
    """The same places with a label and the side it goes to, None where it has no room at this scale."""
    xmin, xmax, ymin, ymax = extent
    labels = names_on_map(drawn)
    named = labels.where(np.arange(len(drawn)) < _MOST_NAMES, "")
    across, down = (drawn["x"] - xmin) * scale, (ymax - drawn["y"]) * scale
    frame = Box(0, 0, (xmax - xmin) * scale, (ymax - ymin) * scale)
    sides = place_names(spots(across, down, drawn["size"] / 2, named, drawn), frame, SMALL)
    return drawn.assign(label=labels, side=pd.Series(sides, index=drawn.index, dtype=object))


def _groups(drawn: pd.DataFrame, labels: Labels, theme: Theme, selected: frozenset[str]) -> list[go.Scatter]:
    """Grey ones below, then the focus group and the prospects; one legend entry for all that are grey."""
    is_other = is_other_member(drawn)
    below = drawn["mark"] == "untapped"
    grey = _by_mark(drawn[is_other], theme, in_group=False)
    for trace in grey:
        trace.update(name=lines(labels.others), legendrank=900, showlegend=trace is grey[-1])
    quiet, focus = _by_mark(drawn[below], theme, in_group=True), _by_mark(drawn[~is_other & ~below], theme)
    for trace in (*quiet, *focus):
        rank = LEGEND_ORDER.index(trace.meta)
        trace.update(name=lines(labels.marks.get(trace.meta, trace.meta)), legendrank=rank, showlegend=True)
    grey = [*quiet, *grey]
    traces = [trace.update(legendgroup=trace.name) for trace in (*grey, *focus)]
    return [_with_selection(trace, selected) for trace in traces] if selected else traces


def _by_mark(drawn: pd.DataFrame, theme: Theme, *, in_group: bool = True) -> list[go.Scatter]:
    """A trace for each mark that occurs, from bottom to top."""
    present = [mark for mark in MARKS if (drawn["mark"] == mark).any()]
    return [_trace(drawn[drawn["mark"] == mark], mark, theme, in_group=in_group) for mark in present]


def _trace(rows: pd.DataFrame, mark: str, theme: Theme, *, in_group: bool) -> go.Scatter:
    style = look(mark, theme, in_group=in_group)
    rows = rows.sort_values("size", ascending=False, kind="stable")
    shown = rows["side"].notna()
    return go.Scatter(
        meta=mark,
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        customdata=rows["city_id"].tolist(),
        mode="markers+text",
        marker={
            "symbol": style.symbol,
            "size": rows["size"].tolist(),
            "color": style.fill,
            "line": {"color": style.line, "width": style.line_width},
            "opacity": 1,
        },
        text=[lines(label) if show else "" for label, show in zip(rows["label"], shown, strict=True)],
        textposition=[TEXT_POSITIONS.get(side, "middle right") for side in rows["side"]],
        textfont={"size": SMALL, "color": theme.text},
        hovertext=[lines(text) for text in rows["hover"]],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
        unselected={"marker": {"opacity": 0.35}, "textfont": {"color": theme.quiet_text}},
    )


def _with_selection(trace: go.Scatter, selected: frozenset[str]) -> go.Scatter:
    chosen = [at for at, city_id in enumerate(trace.customdata) if city_id in selected]
    return trace.update(selectedpoints=chosen)


def _image(base: Base) -> dict[str, Any]:
    return {
        "source": base.image,
        "xref": "x",
        "yref": "y",
        "x": base.xmin,
        "y": base.ymax,
        "sizex": base.xmax - base.xmin,
        "sizey": base.ymax - base.ymin,
        "sizing": "stretch",
        "layer": "below",
    }
