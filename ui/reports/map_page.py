"""The page Map as somebody sees it: its part of the world, its layer, its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.core.basis import Basis
from charts.base.caption import Caption
from sharing.report import Chart, Section, Table
from text import say
from ui.core import formats
from ui.map import answers as map_places
from ui.map import pictures as map_pictures
from ui.map import selection
from ui.map import view as map_view
from ui.map.view import MapView
from ui.map.words import view_words
from ui.reports.charts import ChartMaker, svg
from ui.reports.values import TableColumn, names_of, section, table

_WIDTH = 560  # px
# Prospects and payments stand among the places, so the rows are for the Board alone.
_PLACES = (
    *names_of("city"),
    TableColumn("country", "city_country"),
    TableColumn("state", "city_state"),
    TableColumn("shown", "city_relation"),
    TableColumn("stage", "city_stage"),
    TableColumn("population", "city_inhabitants", "count"),
    TableColumn("last_event", "city_attendance"),
    TableColumn("last_on", "city_attendance", "day"),
)
_PROVINCES = (
    TableColumn("province", "region"),
    TableColumn("members", "members", "count"),
    TableColumn("prospects", "prospects", "count"),
    TableColumn("large", "count", "count"),
    TableColumn("large_members", "count", "count"),
    TableColumn("share", "share", "share"),
)


class _Labels(NamedTuple):
    caption: Caption
    alt: str


def sections(basis: Basis, maker: ChartMaker) -> Iterator[Section]:
    """One section: what the view says, its map and its rows."""
    view = _view(basis)
    places, in_sight = map_places.places_of(view), map_places.in_sight(view)
    spoken = [view_words(view, places[in_sight]).headline]
    if view.until is not None:
        undated = formats.count(map_places.count_undated(view))
        spoken.append(say("map.until_line", year=view.until, count=undated))
    yield section(
        "map",
        say("page.map"),
        spoken,
        ("members", "prospects", "paying_members", "group"),
        charts=[_map(view, maker)],
        tables=[_rows(view, places, in_sight)],
    )


def _view(basis: Basis) -> MapView:
    """As it was chosen; the first one where nobody chose, such as from the command line."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return map_view.first_view(basis)
    return chosen_view(basis)


def chosen_view(basis: Basis) -> MapView:
    """As it was chosen on the page; it stays in the address. Needs a session."""
    return map_view.view_from_address(basis, selection.selected_cities())


def _map(view: MapView, maker: ChartMaker) -> Chart:
    fields = ("region", "members") if view.by == "province" else ("city", "city_place", "city_state")
    drawing = svg(
        lambda theme_name: map_pictures.static_file_map(view, theme_name, _WIDTH).svg,
        _Labels(*map_pictures.caption_of(view, _WIDTH)),
    )
    return maker.chart("map", "count", fields, drawing)


def _rows(view: MapView, places: pd.DataFrame, in_sight: pd.Series) -> Table:
    """Provinces with their counts, or places, those in sight first."""
    if view.by == "province":
        rows = map_places.provinces_of(view)
        invented = bool(places["illustrative"].any())
        return table(
            "map", say("report.provinces"), rows, _PROVINCES, members="members", illustrative=invented
        )
    rows = pd.concat([places[in_sight], places[~in_sight]], ignore_index=True)
    shown = [each for each in _PLACES if each.column != "shown" or view.layer != "paying"]
    return table("map", say("report.places"), rows, shown)
