"""The members of the focus group on a map that says nothing of payments, for files that leave the house."""

from __future__ import annotations

import pandas as pd

import charts.maps.small_map
from analysis.core.basis import Basis
from charts.base.caption import Caption
from charts.base.theme import theme
from text import counted, label, say
from ui.core import queries
from ui.core.cache import cached
from ui.core.captions import basis_facts, map_source, mark
from ui.map import base_maps
from ui.map.view import places_of_group


def _places(basis: Basis) -> pd.DataFrame:
    places = places_of_group(basis)
    return places[places["kind"] == "member"].assign(mark="member", hover=places["name"])


def is_invented(rows: pd.DataFrame) -> bool:
    """Whether the membership itself of any of these members is invented, whatever is with their payments."""
    table = queries.dataset().table("members")
    own = table[table["city_id"].isin(rows["city_id"])]
    return bool((own["provenance"] == "illustrative").any())


def labels(basis: Basis) -> charts.maps.small_map.Labels:
    """Words of the map."""
    places, facts = _places(basis), basis_facts(basis)
    title = counted("report.map_title", len(places), count=len(places), group=facts["group"])
    return charts.maps.small_map.Labels(
        caption=Caption(
            title=title,
            subtitle=say("report.map_subtitle", as_of=facts["as_of"]),
            source=map_source(),
            mark=mark(illustrative=is_invented(places)),
        ),
        alt=say("report.map_alt", title=title),
        marks={"member": label("mark", "member")},
    )


@cached
def member_map(basis: Basis, theme_name: str) -> str:
    """The members where they lie, on a base that the map carries."""
    places = _places(basis)
    base, extent = base_maps.base_of_group(places, theme_name, embedded=True)
    return charts.maps.small_map.svg(
        places, base, labels=labels(basis), theme=theme(theme_name), extent=extent
    )
