"""The page Map as somebody sees it: its part of the world, its layer, its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sharing.report import Section
from text import say
from ui.core import formats
from ui.map import answers as map_places
from ui.map import pictures as map_pictures
from ui.map import selection
from ui.map import view as map_view
from ui.map.words import view_words
from ui.reports.charts import Shown
from ui.reports.values import Show, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.core.basis import Basis
    from sharing.report import Chart, Table
    from ui.map.view import MapView
    from ui.reports.charts import Pen

_WIDTH = 560  # px
# Prospects and payments stand among the places, so the rows are for the Board alone.
_PLACES = (
    Show("name", "city"),
    Show("name_zh", "city_zh"),
    Show("country", "city_country"),
    Show("state", "city_state"),
    Show("shown", "city_relation"),
    Show("stage", "city_stage"),
    Show("population", "city_inhabitants", "count"),
    Show("last_event", "city_attendance"),
    Show("last_on", "city_attendance", "day"),
)
_PROVINCES = (
    Show("province", "region"),
    Show("members", "members", "count"),
    Show("prospects", "prospects", "count"),
    Show("large", "count", "count"),
    Show("large_members", "count", "count"),
    Show("share", "share", "share"),
)


def sections(basis: Basis, pen: Pen) -> Iterator[Section]:
    """One part: what the view says, its picture and its rows."""
    view = _view(basis)
    places = map_places.places_of(view)
    near = map_places.in_sight(view)
    said = [view_words(view, places[near]).headline]
    if view.until is not None:
        missing = formats.count(map_places.count_undated(view))
        said.append(say("map.until_line", year=view.until, count=missing))
    yield Section(
        "map",
        say("page.map"),
        sentences=tuple(said),
        fields=("members", "prospects", "paying_members", "group"),
        charts=(_map(view, pen),),
        tables=(_rows(view, places, near),),
    )


def _view(basis: Basis) -> MapView:
    """As it was chosen; the first one where nobody chose, such as from the command line."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return map_view.MapView(basis)
    return kept(basis)


def kept(basis: Basis) -> MapView:
    """As it was chosen on the page; it stays in the address. Needs a session."""
    return map_view.view_from_address(basis, selection.selected_cities())


def _map(view: MapView, pen: Pen) -> Chart:
    caption, alt = map_pictures.caption_of(view, _WIDTH)
    fields = ("region", "members") if view.by == "province" else ("city", "city_place", "city_state")
    return pen.drawn(
        Shown("map", "picture", "count", fields), lambda name: _picture(view, name), caption, alt
    )


def _picture(view: MapView, theme_name: str) -> str:
    return map_pictures.static_file_map(view, theme_name, _WIDTH).svg


def _rows(view: MapView, places: pd.DataFrame, near: pd.Series) -> Table:
    """Provinces with their counts, or places, those in sight first."""
    if view.by == "province":
        rows = map_places.provinces_of(view)
        marked = bool(places["illustrative"].any())
        return table("map", say("report.provinces"), rows, _PROVINCES, members="members", illustrative=marked)
    rows = pd.concat([places[near], places[~near]], ignore_index=True)
    shown = [each for each in _PLACES if each.column != "shown" or view.layer != "paying"]
    return table("map", say("report.places"), rows, shown)
