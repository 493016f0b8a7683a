"""Pictures of the Overview: drawn on the server as SVG, so that they are there with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import charts.share_bars
import charts.small_map
import charts.sparkline
from charts.caption import Caption
from charts.share_bars import Bar
from charts.theme import theme
from ui import bases, hover, numbers, services
from ui.pictures import KEPT, basis_facts, mark, mark_words
from ui.remembered import by_version
from ui.text import say

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis
    from analysis.figure import Figure


@by_version(KEPT)
def sparkline(basis: Basis, theme_name: str, column: str) -> str:
    """A share by fee year, the current year dotted while it is not over; '' with fewer than two years."""
    years = services.history(basis)
    values = [None if value != value else float(value) for value in years[column].astype("float64")]  # noqa: PLR0124
    if sum(value is not None for value in values) < 2:
        return ""
    told = ", ".join(
        f"{year} {numbers.share(value)}" for year, value in zip(years["fee_year"], values, strict=True)
    )
    alt = say("overview.sparkline_alt", values=told)
    return charts.sparkline.svg(
        values, theme=theme(theme_name), alt=alt, to_date=bool(years["to_date"].iloc[-1])
    )


def bars_labels(basis: Basis) -> charts.share_bars.Labels:
    """Words of the two bars."""
    view = services.overview(basis)
    facts = basis_facts(basis) | {
        "official": numbers.share(view.official.value),
        "paying": numbers.share(view.paying.value),
    }
    known = view.official.value is not None and view.paying.value is not None
    return charts.share_bars.Labels(
        caption=Caption(
            title=say("overview.bars_title" if known else "overview.bars_title_neutral", **facts),
            subtitle=say("overview.bars_subtitle", **facts),
            source=services.dataset().title,
            mark=mark(illustrative=view.illustrative),
        ),
        alt=say("overview.bars_alt", **facts),
        group=str(facts["group"]),
        others=say("part.others"),
        bounds=say("overview.bars_bounds") if view.paying.uncertain else "",
    )


@by_version(KEPT)
def share_bars(basis: Basis, theme_name: str) -> str:
    """Official and paying share as two bars."""
    view = services.overview(basis)
    bars = [_bar("overview.bars_paying", view.paying), _bar("overview.bars_official", view.official)]
    return charts.share_bars.svg(
        bars, labels=bars_labels(basis), theme=theme(theme_name), compact=True, locale=numbers.locale()
    )


def _bar(key: str, figure: Figure) -> Bar:
    text = numbers.fraction(figure) if figure.value is not None else say("app.unknown")
    return Bar(say(key), figure.value, text, figure.low, figure.high)


def group_places(basis: Basis) -> pd.DataFrame:
    """Members and prospects of the focus group; see services.places."""
    places = services.places(basis)
    return places[places["in_group"]]


def map_labels(basis: Basis) -> charts.small_map.Labels:
    """Words of the small map."""
    places = group_places(basis)
    members = places[places["kind"] == "member"]
    facts = basis_facts(basis) | {
        "members": numbers.count(len(members)),
        "paid": numbers.count(int((members["mark"] == "paid").sum())),
        "prospects": numbers.count(len(places) - len(members)),
    }
    return charts.small_map.Labels(
        caption=Caption(
            title=say("overview.map_title", **facts),
            subtitle=say("overview.map_subtitle"),
            source=f"{say('map.source')} {say('map.disclaimer')}",
            mark=mark(illustrative=bool(places["illustrative"].any())),
        ),
        alt=say("overview.map_alt", **facts),
        marks=mark_words(),
    )


@by_version(KEPT)
def small_map(basis: Basis, theme_name: str, *, embedded: bool = False) -> str:
    """The focus group on the base of China."""
    places = group_places(basis)
    base = bases.embedded_base("china", theme_name) if embedded else bases.served_base("china", theme_name)
    return charts.small_map.svg(
        places.assign(hover=hover.texts(places)), base, labels=map_labels(basis), theme=theme(theme_name)
    )
