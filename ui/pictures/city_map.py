"""The map of members and prospects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import charts.city_map
from charts.caption import Caption
from charts.projection import project
from charts.theme import theme
from ui import bases, hover, numbers, services
from ui.pictures import KEPT, basis_facts, mark, mark_words
from ui.remembered import by_version
from ui.text import say

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis

BASE = "china"


@by_version(KEPT)
def places_on_map(basis: Basis, *, everyone: bool) -> pd.DataFrame:
    """Places to show, with `on_map` (inside the extent of the base) and `hover`."""
    places = services.places(basis)
    places = places if everyone else places[places["in_group"]]
    base = bases.served_base(BASE, "light")
    x, y = project(places["latitude"], places["longitude"], base.crs)
    inside = (x >= base.xmin) & (x <= base.xmax) & (y >= base.ymin) & (y <= base.ymax)
    return places.assign(on_map=inside, hover=hover.texts(places))


@by_version(KEPT)
def city_map(
    basis: Basis, theme_name: str, *, everyone: bool, lines: bool, selected: frozenset[str] = frozenset()
) -> tuple[Any, str]:
    """The figure and its alt text."""
    places = places_on_map(basis, everyone=everyone)
    places = places[places["on_map"]]
    facts = basis_facts(basis) | counts(places)
    labels = charts.city_map.Labels(
        caption=Caption(
            title=say("map.title", **facts),
            subtitle=say("map.subtitle", **facts),
            source=f"{say('map.source')} {say('map.disclaimer')}",
            mark=mark(illustrative=bool(places["illustrative"].any())),
        ),
        marks=mark_words(),
        others=say("part.others"),
    )
    figure = charts.city_map.figure(
        places,
        bases.served_base(BASE, theme_name, lines=lines),
        labels=labels,
        theme=theme(theme_name),
        view=charts.city_map.View(height=430, width=560, selected=selected),
    )
    return figure, say("map.alt", **facts)


def counts(places: pd.DataFrame) -> dict[str, object]:
    """How many members, payers and prospects, in words for a sentence."""
    members = places[places["kind"] == "member"]
    return {
        "members": numbers.count(len(members)),
        "paid": numbers.count(int((members["mark"] == "paid").sum())),
        "prospects": numbers.count(len(places) - len(members)),
    }
