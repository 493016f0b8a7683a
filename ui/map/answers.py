"""The rows behind a view of the map: who is on it, as what, under which name."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.engagement.large_cities import by_province, outside_cities
from analysis.map.cells import CELL, cells
from analysis.map.layers import add_layer_facts, joined_by, joining_years, layer_marks
from charts.maps.base_map import Base
from charts.maps.positions import Extent, inset, is_inside
from data.cities import reference_cities
from text import counted, label, say
from ui.core import formats, queries
from ui.core.cache import cached
from ui.core.city_names import in_both_scripts
from ui.map import tooltips
from ui.map.base_maps import REGIONS, preset_base
from ui.map.view import MapView, places_of_group

_SIZE_OF_A_MEMBER = 2e6  # inhabitants that a member of a province counts as, for the size of its mark
MOST_ON_MAP = 5000  # places drawn one by one; see bench/maps.py
_CELLS_ACROSS = 30
_LARGEST_CELL = 25e6  # inhabitants that the largest cell is drawn as
_EDGE = 0.012  # of a region's width: a city outside that would be cut by the edge helps nobody
PROVINCE = "province:"  # how the code of a province begins where city ids stand


@cached
def places_of(view: MapView) -> pd.DataFrame:
    """Members and prospects of a view, by name, with the facts of all layers.

    state holds the mark of the payment layer; mark is that of the view's layer; shown says it in words.
    """
    data, basis = queries.dataset(), view.basis
    places = places_of_group(basis, everyone=view.everyone)
    if view.until is not None:
        places = joined_by(places, view.until)
    places = add_layer_facts(places, data, basis.as_of)
    if view.untapped or view.preset in REGIONS:
        places = pd.concat([places, _untapped(view, places)], ignore_index=True)
    outside = places["kind"] == "untapped"
    marks = layer_marks(places, view.layer).where(~outside, "untapped")
    places = places.assign(
        state=places["mark"],
        illustrative=_is_illustrative(places, view.layer),
        silent=places["silent"].where(~outside),
        mark=marks,
        shown=marks.map({code: label("mark", code) for code in marks.unique()}),
        label=_labels(places, view.labels).where(~outside | (view.preset in REGIONS)),
        hover=tooltips.tooltip_texts(places),
    )
    return places.sort_values(["name", "city_id"], ignore_index=True)


def _untapped(view: MapView, places: pd.DataFrame) -> pd.DataFrame:
    """Large cities outside that are in sight, of the group's countries or of all."""
    countries = None if view.everyone else sorted(places["country"].dropna().unique())
    more = outside_cities(reference_cities(), queries.places(view.basis), countries)
    base, extent = preset_base(view.preset, "light", _to_fit(view, places), lines=view.lines)
    return more[is_inside(more, base, inset(extent, _EDGE) if view.preset in REGIONS else extent)]


def _is_illustrative(places: pd.DataFrame, layer: str) -> pd.Series:
    """Which places are invented, or told by an invented list where the layer is about who came."""
    own = places["illustrative"].eq(True)  # noqa: FBT003
    by_list = places["seen_illustrative"].eq(True)  # noqa: FBT003
    return own | by_list if layer in {"engagement", "silent"} else own


def count_undated(view: MapView) -> int:
    """How many members of a view have no joining date."""
    return joining_years(places_of_group(view.basis, everyone=view.everyone))[1]


def _labels(places: pd.DataFrame, labels: str) -> pd.Series:
    """Names as they stand on the map: English, Chinese where there is a Chinese name, or both."""
    if labels == "en":
        return places["name"]
    if labels == "zh":
        return places["name_zh"].fillna(places["name"])
    return in_both_scripts(places)


def base_and_extent(view: MapView, theme_name: str) -> tuple[Base, Extent]:
    """Base and extent of a view."""
    return preset_base(view.preset, theme_name, _to_fit(view, places_of(view)), lines=view.lines)


def _to_fit(view: MapView, places: pd.DataFrame) -> pd.DataFrame:
    """The members and prospects that the preset 'fit' shows: those selected, or all."""
    inside = places[places["kind"] != "untapped"]
    return inside[inside["city_id"].isin(view.fitted)] if view.fitted else inside


def in_sight(view: MapView) -> pd.Series:
    """Which rows of `places_of` lie on the part of the map that the view shows."""
    base, extent = base_and_extent(view, "light")
    return is_inside(places_of(view), base, extent)


@cached
def provinces_of(view: MapView) -> pd.DataFrame:
    """Provinces with their members, prospects and large cities; see engagement.large_cities.by_province.

    None where nobody knows who was a member at the date.
    """
    rows = by_province(reference_cities(), queries.places(view.basis))
    return rows if view.roll_is_known else rows.head(0)


def province_places(view: MapView) -> pd.DataFrame:
    """Provinces as marks on the map: as large as their members, hollow without any."""
    rows = provinces_of(view)
    tooltip_of = [
        say(
            "map.province",
            province=row["province"],
            members=counted("map.members", row["members"], count=formats.count(row["members"])),
            large_members=formats.count(row["large_members"]),
            large=formats.count(row["large"]),
        )
        for row in rows.to_dict("records")
    ]
    counts = rows["large_members"].astype("str") + "/" + rows["large"].astype("str")
    drawn = rows.assign(
        city_id=PROVINCE + rows["province"],
        name=rows["province"],
        label=rows["province"] + " " + counts,
        population=rows["members"] * _SIZE_OF_A_MEMBER,
        mark=np.where(rows["members"] > 0, "member", "untapped"),
        in_group=True,
        illustrative=False,
        hover=tooltip_of,
    )
    keep = (rows["members"] > 0) | (view.untapped & (rows["large"] > 0))
    return drawn[keep].reset_index(drop=True)


def is_crowded(view: MapView) -> bool:
    """Whether a view by city has more places in sight than a map can move as fast as a hand does."""
    return view.by == "city" and int(in_sight(view).sum()) > MOST_ON_MAP


def crowd_cells(view: MapView) -> pd.DataFrame:
    """The places in sight as cells, each as large as the number of its places."""
    places = places_of(view)[in_sight(view)]
    span = max(float(np.ptp(places["latitude"])), float(np.ptp(places["longitude"])) / 2)
    rows = cells(places, max(span / _CELLS_ACROSS, 0.02))
    counts = [formats.count(count) for count in rows["places"]]
    return rows.assign(
        name=counts,
        label=counts,
        population=rows["places"] / max(1, int(rows["places"].max())) * _LARGEST_CELL,
        mark="cell",
        illustrative=False,
        hover=[
            counted("map.cell", number, count=count)
            for number, count in zip(rows["places"], counts, strict=True)
        ],
    )


def cities_behind(view: MapView, codes: list[str]) -> list[str]:
    """City ids behind what was selected on the map: of a province, those of its members and prospects."""
    provinces = {code.removeprefix(PROVINCE) for code in codes if code.startswith(PROVINCE)}
    cities = [code for code in codes if not code.startswith((PROVINCE, CELL))]
    if provinces:
        reference = reference_cities()
        inside = reference.loc[reference["province"].isin(provinces), "city_id"]
        known = places_of(view)
        known = known[known["kind"] != "untapped"]
        cities += known.loc[known["city_id"].isin(inside), "city_id"].tolist()
    return cities
