"""Charts of one city: where it lies, and what it paid year by year. Drawn on the server, so they print."""

from __future__ import annotations

import pandas as pd

import charts.kinds.fee_history
import charts.maps.small_map
from analysis.city.fees import FEE_STATES
from analysis.core.basis import Basis
from charts.base.caption import Caption
from charts.base.theme import theme
from charts.maps.positions import is_inside
from text import label, say
from ui.city import answers
from ui.core import formats, queries
from ui.core.cache import cached
from ui.core.captions import caption, chart_style, is_illustrative, map_source, mark, mark_words, name_values
from ui.map import base_maps
from ui.map.base_maps import preset_base

_WIDTH = 350
_BASES = ("china", "world")  # base maps for a city, the closer one first


@cached
def locator(basis: Basis, theme_name: str, city_id: str) -> str:
    """The city, ringed, on the base of China or the world; '' where its place is not known."""
    return _locator(basis, theme_name, city_id, embedded=False)


@cached
def locator_file(basis: Basis, theme_name: str, city_id: str) -> str:
    """The same with its base inside, for files."""
    return _locator(basis, theme_name, city_id, embedded=True)


def _locator(basis: Basis, theme_name: str, city_id: str, *, embedded: bool) -> str:
    city = answers.city(city_id)
    place = _as_place(basis, city_id, city)
    if pd.isna(city["latitude"]) or pd.isna(city["longitude"]):
        return ""
    preset = next(
        name for name in _BASES if is_inside(place, *preset_base(name, theme_name, place, lines=True))[0]
    )
    base, extent = preset_base(preset, theme_name, place, lines=True)
    return charts.maps.small_map.drawing(
        place,
        base_maps.embedded_base(preset, theme_name) if embedded else base,
        labels=locator_labels(basis, city_id),
        theme=theme(theme_name),
        view=charts.maps.small_map.View(extent, named=None, selected=frozenset({city_id})),
    ).svg


def locator_labels(basis: Basis, city_id: str) -> charts.maps.small_map.Labels:
    """Words of the map of a city whose place is known."""
    city = answers.city(city_id)
    name = str(city["name"])
    facts = {"name": name, "latitude": f"{city['latitude']:.2f}", "longitude": f"{city['longitude']:.2f}"}
    return charts.maps.small_map.Labels(
        caption=Caption(
            title=say("city_picture.map_title", **facts),
            source=map_source(),
            mark=mark(illustrative=is_illustrative(_own_place(basis, city_id))),
            width=_WIDTH,
        ),
        alt=say("city_picture.map_alt", **facts),
        marks=mark_words(),
        others=say("part.others"),
    )


def _as_place(basis: Basis, city_id: str, city: pd.Series) -> pd.DataFrame:
    """The city as a row of places; in_group, so that it is drawn in colour and named."""
    own = _own_place(basis, city_id)["mark"]
    facts = {name: [city[name]] for name in ("name", "latitude", "longitude", "population")}
    return pd.DataFrame(
        {"city_id": [city_id], **facts, "mark": [own.iloc[0] if len(own) else "untapped"], "in_group": [True]}
    )


def _own_place(basis: Basis, city_id: str) -> pd.DataFrame:
    """Its row of ui.core.queries.places; none for a city that is neither member nor prospect."""
    places = queries.places(basis)
    return places[places["city_id"] == city_id]


def fee_labels(basis: Basis, city_id: str) -> charts.kinds.fee_history.Labels:
    """Words of the fees by year."""
    rows = answers.fees(basis, city_id)
    states = {state: label("fee_state", state) for state in FEE_STATES}
    values = rows["fee_state"].map(states) + " " + rows["received_eur"].map(formats.money)
    is_known = (rows["fee_state"] != "unknown").any()
    return charts.kinds.fee_history.Labels(
        caption=caption(
            "city_picture.fees_title" if is_known else "city_picture.fees_title_neutral",
            "city_picture.fees_subtitle",
            basis,
            illustrative=is_illustrative(rows),
            paid=formats.count((rows["fee_state"] == "paid").sum()),
            years=formats.count(len(rows)),
        ),
        alt=say("city_picture.fees_alt", values=name_values(rows["fee_year"], values)),
        states=states,
    )


@cached
def fee_history(basis: Basis, theme_name: str, city_id: str) -> str:
    """Fees by year; '' without any."""
    rows = answers.fees(basis, city_id)
    if rows.empty:
        return ""
    return charts.kinds.fee_history.svg(rows, labels=fee_labels(basis, city_id), **chart_style(theme_name))
