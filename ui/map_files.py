"""What the map shows as files: pictures that carry their words and base, places as GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import streamlit as st

from charts.rendering import chromium, rendered
from ui import map_places
from ui.pictures.city_map import file_map, still_file
from ui.text import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.map_view import MapView

_WIDTH = 900
_PNG, _PDF = "image/png", "application/pdf"
_COLUMNS = ("city_id", "name", "name_zh", "country", "kind", "state", "stage", "population", "shown")


def buttons(view: MapView, theme_name: str, *, lines: list[str]) -> None:
    """A menu of files. Each is made when it is asked for."""
    with st.popover(say("files.title"), icon=":material/image:", type="tertiary", key="map_files"):
        _button("svg", "map.svg", "image/svg+xml", lambda: as_svg(view, theme_name))
        _button("geojson", "map.geojson", "application/geo+json", lambda: as_geojson(view, lines))
        if chromium() is None:
            st.caption(say("files.no_chromium"))
            return
        _button("png2", "map-2x.png", _PNG, lambda: as_picture(view, theme_name, "png", 2))
        _button("png4", "map-4x.png", _PNG, lambda: as_picture(view, theme_name, "png", 4))
        _button("pdf", "map.pdf", _PDF, lambda: as_picture(view, theme_name, "pdf", 1))


def as_svg(view: MapView, theme_name: str) -> str:
    """The map with its base inside, as a file of its own."""
    return still_file(view, theme_name, _WIDTH)


def as_picture(view: MapView, theme_name: str, kind: str, scale: int) -> bytes:
    """PNG or PDF of the map. RenderingError where Chromium fails."""
    return rendered(file_map(view, theme_name, _WIDTH), kind, _WIDTH, scale)


def as_geojson(view: MapView, lines: list[str]) -> bytes:
    """The places shown as points, WGS-84, described by the lines. Without coordinates: no geometry."""
    places = map_places.places_of(view)
    kept = places[[column for column in _COLUMNS if column in places]].astype("object")
    facts = kept.where(kept.notna(), None).to_dict("records")
    points = zip(places["longitude"], places["latitude"], facts, strict=True)
    collection = {
        "type": "FeatureCollection",
        "description": " ".join(lines),
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
