"""The map as files: pictures that carry their words and base, places as GeoJSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pandas as pd
import streamlit as st

from charts.export.rendering import chromium, render_figure, svg_to_pdf
from text import say
from ui.map.pictures import figure_for_file, static_file_map
from ui.map.view import MapView

_WIDTH = 900
_COLUMNS = (
    "city_id", "name", "name_zh", "country", "kind", "state", "stage", "population", "shown", "illustrative",
    "province", "members", "prospects", "large", "large_members",
)  # fmt: skip


def show_downloads(
    view: MapView, rows: pd.DataFrame, theme_name: str, *, lines: list[str], selected: tuple[str, ...]
) -> None:
    """A menu of files: pictures of what the map shows, and the rows of the list as points on it.

    Each is made when it is asked for. lines: what they are, the finding first.
    """
    name, drawn = f"map-{view.preset}-{view.basis.as_of}", (view, theme_name, selected)
    with st.popover(say("files.title"), icon=":material/image:", type="tertiary", key="map_files"):
        _button("svg", f"{name}.svg", "image/svg+xml", lambda: as_svg(*drawn))
        _button("geojson", f"{name}.geojson", "application/geo+json", lambda: as_geojson(rows, lines))
        if chromium() is None:
            st.caption(say("files.no_chromium"))
            return
        _button("png2", f"{name}-2x.png", "image/png", lambda: as_png(*drawn, scale=2))
        _button("png4", f"{name}-4x.png", "image/png", lambda: as_png(*drawn, scale=4))
        _button("pdf", f"{name}.pdf", "application/pdf", lambda: as_pdf(view, lines[0], selected))


def as_svg(view: MapView, theme_name: str, selected: tuple[str, ...] = ()) -> str:
    """The map with its base inside, as a file of its own."""
    return static_file_map(view, theme_name, _WIDTH, selected).svg


def as_png(view: MapView, theme_name: str, selected: tuple[str, ...] = (), *, scale: int) -> bytes:
    """The map in pixels. RenderingError where Chromium fails."""
    return render_figure(figure_for_file(view, theme_name, _WIDTH, selected), "png", _WIDTH, scale)


def as_pdf(view: MapView, title: str, selected: tuple[str, ...] = ()) -> bytes:
    """The map for paper, so always light. RenderingError where Chromium fails."""
    picture = static_file_map(view, "light", _WIDTH, selected)
    return svg_to_pdf(picture.svg, (picture.width, picture.height), title)


def as_geojson(rows: pd.DataFrame, lines: list[str]) -> bytes:
    """Cities or provinces as points, WGS-84. Without coordinates: no geometry.

    rows: as ui.map.answers.places_of or provinces_of; lines: what they are, the finding first.
    """
    values = rows[[column for column in _COLUMNS if column in rows]].astype("object")
    facts = values.where(values.notna(), None).to_dict("records")
    points = zip(rows["longitude"], rows["latitude"], facts, strict=True)
    collection = {
        "type": "FeatureCollection",
        "name": lines[0],
        "description": " · ".join(lines[1:]),
        "features": [_feature(east, north, values) for east, north, values in points],
    }
    return orjson.dumps(collection, option=orjson.OPT_SERIALIZE_NUMPY)


def _feature(east: float, north: float, values: dict[Any, Any]) -> dict[str, Any]:
    known = east == east and north == north  # noqa: PLR0124  NaN is not itself
    place = {"type": "Point", "coordinates": [round(east, 4), round(north, 4)]} if known else None
    return {"type": "Feature", "geometry": place, "properties": values}


def _button(code: str, file_name: str, mime: str, make: Callable[[], str | bytes]) -> None:
    st.download_button(
        say(f"files.{code}"),
        make,
        file_name=file_name,
        mime=mime,
        key=f"map_file_{code}",
        on_click="ignore",
        width="stretch",
    )
