"""The map itself: an interactive one on a wide screen, a static one with pins for fingers on a phone.

Both are on the page; the style sheet shows one. Streamlit does not draw a chart that has no width, so the
hidden one costs its bytes and no drawing.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts.base.config import MAP_CONFIG
from charts.base.theme import theme
from charts.maps.hit_areas import hit_areas
from charts.maps.small_map import Drawing
from text import say
from text.visible import visible
from ui.core import session_keys
from ui.core.markdown import inert_markdown
from ui.map import answers, selection
from ui.map.pictures import city_map, map_width, static_map
from ui.map.view import MapView
from ui.widgets import chart_panel

CHART = "chart.city_map"
PINS = "map_pins"
_MOST_PINS = 60  # of the most important; all others are in the list


def show_map(view: MapView, theme_name: str, selected: tuple[str, ...]) -> str:
    """Draw both maps and return their alt text."""
    figure, alt = city_map(view, theme_name, selection.selection_for_chart((view, theme_name), CHART))
    with st.container(key="map_wide"):
        st.html(f"<style>{_map_style(figure.layout, map_width(view), theme(theme_name).land)}</style>")
        st.plotly_chart(
            figure,
            theme=None,
            height="stretch",
            config=MAP_CONFIG,
            key=CHART,
            alt=visible(alt),
            on_select=lambda: _select_on_chart(view),
            selection_mode=("points", "box", "lasso"),
        )
    _show_static(view, static_map(view, theme_name, selected), selected)
    return alt


def _map_style(layout: Any, width: int, land: str) -> str:  # noqa: ANN401  a plotly layout
    """Style that draws the chart as high as its part of the map is at the width there is: no gap below it.

    Plotly places the legend by a share of the chart's height, so it is moved by what the height gained. Names
    get a halo in the colour of the land, so that lines do not run through them.
    """
    margin = layout.margin
    edges, key = margin.t + margin.b, layout.legend.y
    ratio = (layout.height - edges) / width
    sides = margin.l + margin.r - 12  # the style sheet lets charts begin 12 px further left
    high = f"((100cqi - {sides}px)*{ratio:.4f} + {edges}px)"
    return (
        ".st-key-map_wide{container-type:inline-size}"
        f".st-key-map_wide .stPlotlyChart{{height:calc{high}!important}}"
        f".st-key-map_wide .legend{{translate:0 calc({key}*{high} - {key * layout.height:.1f}px)}}"
        f".st-key-map_wide .textpoint text{{paint-order:stroke;stroke:{land};stroke-width:3px}}"
    )


def _show_static(view: MapView, drawing: Drawing, selected: tuple[str, ...]) -> None:
    """The map, and over each mark a button that takes all taps nearer to it than to any other mark."""
    marks = drawing.marks.drop_duplicates("city_id")
    pinned = marks.head(_MOST_PINS)
    ids = pinned["city_id"].tolist()
    names = dict(zip(ids, pinned["name"], strict=True))
    ticked = [city for city in ids if city in selected]
    if st.session_state.get(PINS) != ticked:
        st.session_state[PINS] = ticked
    with st.container(key="map_narrow"):
        chart_panel.show_svg(drawing.svg)
        st.html(f"<style>{_pin_style(drawing, marks['px'].tolist(), marks['py'].tolist())}</style>")
        st.pills(
            say("map.pins"),
            ids,
            selection_mode="multi",
            format_func=lambda city: inert_markdown(names.get(city, city)),
            key=PINS,
            label_visibility="collapsed",
            on_change=lambda: _select_by_pin(view, ids),
        )


def _pin_style(drawing: Drawing, x: list[float], y: list[float]) -> str:
    """Where each button lies on the map, and the part of it that counts as its own.

    x, y: px of all marks, also of those that have no button.
    """
    rules = []
    shapes = hit_areas(x, y, width=drawing.width, height=drawing.height, most=_MOST_PINS)
    for at, (left, top, shape) in enumerate(zip(x, y, shapes, strict=False), start=1):
        rules.append(
            f".st-key-{PINS} button:nth-of-type({at}){{left:{100 * left / drawing.width:.2f}cqi;"
            f"top:{100 * top / drawing.width:.2f}cqi;clip-path:polygon({shape})}}"
        )
    return "".join(rules)


def _select_on_chart(view: MapView) -> None:
    codes = chart_panel.selected_points(st.session_state[CHART])
    by_city = view.by == "city"
    selection.select(answers.cities_behind(view, codes), on_chart=by_city)
    st.session_state[session_keys.MAP_ONLY] = bool(codes)


def _select_by_pin(view: MapView, pinned: list[str]) -> None:
    """What has no pin stays selected."""
    others = [city for city in selection.current() if city not in pinned]
    selection.select([*others, *answers.cities_behind(view, list(st.session_state[PINS]))])
