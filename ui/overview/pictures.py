"""Charts of the Overview: drawn on the server as SVG, so that they are there with the text."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

import charts.kinds.share_bars
import charts.kinds.sparkline
import charts.maps.small_map
from analysis.core.basis import Basis
from analysis.core.figure import Figure
from analysis.core.roll import is_known
from charts.base.theme import theme
from charts.kinds.share_bars import Bar
from text import counted, label, say
from text.format import FEW_CASES
from ui.core import figure_words, formats, queries
from ui.core.cache import cached
from ui.core.captions import (
    basis_facts,
    caption,
    chart_style,
    is_illustrative,
    map_source,
    mark_words,
    name_values,
)
from ui.map import base_maps, tooltips
from ui.map.view import places_of_group


@cached
def sparkline(basis: Basis, theme_name: str, column: str) -> str:
    """A share by fee year, the current year dotted while it is not over; '' with fewer than two years."""
    years = queries.history(basis)
    values = [None if pd.isna(value) else float(value) for value in years[column]]
    if sum(value is not None for value in values) < 2:
        return ""
    words = name_values(years["fee_year"], map(formats.share, values))
    alt, to_date = say("overview.sparkline_alt", values=words), bool(years["to_date"].iloc[-1])
    return charts.kinds.sparkline.svg(values, theme=theme(theme_name), alt=alt, to_date=to_date)


def bars_labels(basis: Basis) -> charts.kinds.share_bars.Labels:
    """Words of the two bars."""
    view = queries.overview(basis)
    shares = (view.official, view.paying)
    many = all(each.value is not None and (each.denominator or 0) >= FEW_CASES for each in shares)
    facts = {"official": formats.share(view.official.value), "paying": formats.share(view.paying.value)}
    said = {
        "official": figure_words.proportion(view.official),
        "paying": figure_words.proportion(view.paying),
    }
    return charts.kinds.share_bars.Labels(
        caption=caption(
            "overview.bars_title" if many else "overview.bars_title_neutral",
            "overview.bars_subtitle",
            basis,
            illustrative=view.illustrative,
            **facts,
        ),
        alt=say("overview.bars_alt", **basis_facts(basis), **said),
        group=label("group", basis.group),
        others=say("part.others"),
        bounds=say("overview.bars_bounds") if view.paying.uncertain else "",
    )


@cached
def share_bars(basis: Basis, theme_name: str) -> str:
    """Official and paying share as two bars."""
    view = queries.overview(basis)
    bars = [_bar("overview.bars_paying", view.paying), _bar("overview.bars_official", view.official)]
    return charts.kinds.share_bars.svg(
        bars, labels=bars_labels(basis), compact=True, **chart_style(theme_name)
    )


def _bar(key: str, figure: Figure) -> Bar:
    text = figure_words.fraction(figure) if figure.value is not None else say("app.unknown")
    return Bar(say(key), figure.value, text, figure.low, figure.high)


def map_labels(basis: Basis) -> charts.maps.small_map.Labels:
    """Words of the small map."""
    places = places_of_group(basis)
    members = places[places["kind"] == "member"]
    prospects = len(places) - len(members)
    facts = {
        "members": counted("map.members", len(members), count=formats.count(len(members))),
        "paid": formats.count(int((members["mark"] == "paid").sum())),
        "prospects": counted("map.prospects", prospects, count=formats.count(prospects)),
    }
    form = "" if is_known(queries.dataset(), basis.as_of) else "_no_roll"
    words = caption(
        f"overview.map_title{form}",
        "overview.map_subtitle",
        basis,
        illustrative=is_illustrative(places),
        **facts,
    )
    return charts.maps.small_map.Labels(
        caption=replace(words, source=map_source()),
        alt=say(f"overview.map_alt{form}", **basis_facts(basis), **facts),
        marks=mark_words(),
    )


@cached
def small_map(basis: Basis, theme_name: str, *, embedded: bool = False) -> str:
    """The focus group where it lies: in China, or in its part of the world. embedded: the map carries its
    base."""
    places = places_of_group(basis)
    base, extent = base_maps.base_of_group(places, theme_name, embedded=embedded)
    return charts.maps.small_map.svg(
        places.assign(hover=tooltips.tooltip_texts(places)),
        base,
        labels=map_labels(basis),
        theme=theme(theme_name),
        extent=extent,
    )
