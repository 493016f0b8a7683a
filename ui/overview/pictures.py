"""Pictures of the Overview: drawn on the server as SVG, so that they are there with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import charts.kinds.share_bars
import charts.kinds.sparkline
import charts.maps.small_map
from charts.base.caption import Caption
from charts.base.theme import theme
from charts.kinds.share_bars import Bar
from text import say
from ui.core import figure_words, formats, queries
from ui.core.cache import cached
from ui.core.captions import basis_facts, mark, mark_words
from ui.map import base_maps, tooltips

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure


@cached
def sparkline(basis: Basis, theme_name: str, column: str) -> str:
    """A share by fee year, the current year dotted while it is not over; '' with fewer than two years."""
    years = queries.history(basis)
    values = [None if value != value else float(value) for value in years[column].astype("float64")]  # noqa: PLR0124
    if sum(value is not None for value in values) < 2:
        return ""
    told = ", ".join(
        f"{year} {formats.share(value)}" for year, value in zip(years["fee_year"], values, strict=True)
    )
    alt = say("overview.sparkline_alt", values=told)
    return charts.kinds.sparkline.svg(
        values, theme=theme(theme_name), alt=alt, to_date=bool(years["to_date"].iloc[-1])
    )


def bars_labels(basis: Basis) -> charts.kinds.share_bars.Labels:
    """Words of the two bars."""
    view = queries.overview(basis)
    facts = basis_facts(basis) | {
        "official": formats.share(view.official.value),
        "paying": formats.share(view.paying.value),
    }
    known = view.official.value is not None and view.paying.value is not None
    return charts.kinds.share_bars.Labels(
        caption=Caption(
            title=say("overview.bars_title" if known else "overview.bars_title_neutral", **facts),
            subtitle=say("overview.bars_subtitle", **facts),
            source=queries.dataset().title,
            mark=mark(illustrative=view.illustrative),
        ),
        alt=say("overview.bars_alt", **facts),
        group=str(facts["group"]),
        others=say("part.others"),
        bounds=say("overview.bars_bounds") if view.paying.uncertain else "",
    )


@cached
def share_bars(basis: Basis, theme_name: str) -> str:
    """Official and paying share as two bars."""
    view = queries.overview(basis)
    bars = [_bar("overview.bars_paying", view.paying), _bar("overview.bars_official", view.official)]
    return charts.kinds.share_bars.svg(
        bars, labels=bars_labels(basis), theme=theme(theme_name), compact=True, locale=formats.locale()
    )


def _bar(key: str, figure: Figure) -> Bar:
    text = figure_words.fraction(figure) if figure.value is not None else say("app.unknown")
    return Bar(say(key), figure.value, text, figure.low, figure.high)


def group_places(basis: Basis) -> pd.DataFrame:
    """Members and prospects of the focus group; see services.places."""
    places = queries.places(basis)
    return places[places["in_group"]]


def map_labels(basis: Basis) -> charts.maps.small_map.Labels:
    """Words of the small map."""
    places = group_places(basis)
    members = places[places["kind"] == "member"]
    facts = basis_facts(basis) | {
        "members": formats.count(len(members)),
        "paid": formats.count(int((members["mark"] == "paid").sum())),
        "prospects": formats.count(len(places) - len(members)),
    }
    return charts.maps.small_map.Labels(
        caption=Caption(
            title=say("overview.map_title", **facts),
            subtitle=say("overview.map_subtitle"),
            source=f"{say('map.source')} {say('map.disclaimer')}",
            mark=mark(illustrative=bool(places["illustrative"].any())),
        ),
        alt=say("overview.map_alt", **facts),
        marks=mark_words(),
    )


@cached
def small_map(basis: Basis, theme_name: str, *, embedded: bool = False) -> str:
    """The focus group on the base of China."""
    places = group_places(basis)
    base = (
        base_maps.embedded_base("china", theme_name)
        if embedded
        else base_maps.served_base("china", theme_name)
    )
    return charts.maps.small_map.svg(
        places.assign(hover=tooltips.tooltip_texts(places)),
        base,
        labels=map_labels(basis),
        theme=theme(theme_name),
    )
