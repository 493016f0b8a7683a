"""The members of the focus group on a map that says nothing of payments, for files that leave the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

import charts.small_map
from charts.caption import Caption
from charts.theme import theme
from ui import bases, services
from ui.pictures import basis_facts, mark
from ui.pictures.overview import group_places
from ui.remembered import remembered
from ui.text import counted, label, say

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis


def _places(basis: Basis) -> pd.DataFrame:
    places = group_places(basis)
    return places[places["kind"] == "member"].assign(mark="member", hover=places["name"])


def invented(rows: pd.DataFrame) -> bool:
    """Whether the membership itself of any of these members is invented, whatever is with their payments."""
    table = services.dataset().table("members")
    own = table[table["city_id"].isin(rows["city_id"])]
    return bool((own["provenance"] == "illustrative").any())


def labels(basis: Basis) -> charts.small_map.Labels:
    """Words of the map."""
    places, facts = _places(basis), basis_facts(basis)
    said = counted("report.map_title", len(places), count=len(places), group=facts["group"])
    return charts.small_map.Labels(
        caption=Caption(
            title=said,
            subtitle=say("report.map_subtitle", as_of=facts["as_of"]),
            source=f"{say('map.source')} {say('map.disclaimer')}",
            mark=mark(illustrative=invented(places)),
        ),
        alt=say("report.map_alt", title=said),
        marks={"member": label("mark", "member")},
    )


@remembered
def members(basis: Basis, theme_name: str) -> str:
    """The members on the base of China, which the picture carries."""
    return charts.small_map.svg(
        _places(basis),
        bases.embedded_base("china", theme_name),
        labels=labels(basis),
        theme=theme(theme_name),
    )
