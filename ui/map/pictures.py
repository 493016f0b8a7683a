"""The map of members and prospects: interactive on a wide screen, static on a phone and in files."""

from __future__ import annotations

from typing import Any

import pandas as pd

import charts.maps.city_map
import charts.maps.small_map
from charts.base.caption import PAD, Caption
from charts.base.theme import theme
from charts.maps.base_map import Base
from charts.maps.marks import LEGEND_ORDER
from charts.maps.small_map import Drawing
from text import label, say
from ui.core.cache import cached
from ui.core.captions import is_illustrative, map_source, mark
from ui.map import answers, base_maps
from ui.map.view import MapView
from ui.map.words import view_words

_BESIDE, _ABOVE = 560, 820  # px of the narrowest map with the list beside or below it: what fits there fits
_PHONE = 350
_BROAD = 0.55  # height by width


@cached
def city_map(view: MapView, theme_name: str, selected: tuple[str, ...]) -> tuple[Any, str]:
    """The interactive map and its alt text."""
    caption, alt = caption_of(view, map_width(view))
    base, _ = answers.base_and_extent(view, theme_name)
    return _figure(view, theme_name, selected, (base, caption), map_width(view)), alt


def figure_for_file(view: MapView, theme_name: str, width: int, selected: tuple[str, ...] = ()) -> Any:  # noqa: ANN401  a plotly figure
    """The same for a file so many px wide: it carries its base, and its words are broken for that width."""
    caption, _ = caption_of(view, width)
    base = _embedded_base(view, theme_name)
    return _figure(view, theme_name, selected, (base, caption), width - 2 * PAD)


def _figure(
    view: MapView, theme_name: str, selected: tuple[str, ...], around: tuple[Base, Caption], width: int
) -> Any:  # noqa: ANN401  a plotly figure
    base, caption = around
    _, extent = answers.base_and_extent(view, theme_name)
    return charts.maps.city_map.figure(
        _places_to_draw(view),
        base,
        labels=charts.maps.city_map.Labels(caption, _legend(), say("part.others")),
        theme=theme(theme_name),
        view=charts.maps.city_map.View(
            extent, height=None, width=width, selected=_marked_cities(view, selected)
        ),
    )


@cached
def static_map(view: MapView, theme_name: str, selected: tuple[str, ...]) -> Drawing:
    """The same view for a phone, which does not move."""
    base, _ = answers.base_and_extent(view, theme_name)
    return _drawing(view, theme_name, _PHONE, selected, base)


def static_file_map(view: MapView, theme_name: str, width: int, selected: tuple[str, ...] = ()) -> Drawing:
    """The same for files: it carries its base."""
    return _drawing(view, theme_name, width, selected, _embedded_base(view, theme_name))


def _drawing(view: MapView, theme_name: str, width: int, selected: tuple[str, ...], base: Base) -> Drawing:
    caption, alt = caption_of(view, width)
    _, extent = answers.base_and_extent(view, theme_name)
    return charts.maps.small_map.drawing(
        _places_to_draw(view),
        base,
        labels=charts.maps.small_map.Labels(caption, alt, _legend(), say("part.others")),
        theme=theme(theme_name),
        view=charts.maps.small_map.View(extent, named=None, selected=_marked_cities(view, selected)),
    )


def _embedded_base(view: MapView, theme_name: str) -> Base:
    base, _ = answers.base_and_extent(view, theme_name)
    return base_maps.embedded_base(base.name, theme_name, lines=view.lines)


def is_broad(view: MapView) -> bool:
    """Whether a view is so much wider than high that it needs the page's whole width."""
    xmin, xmax, ymin, ymax = answers.base_and_extent(view, "light")[1]
    return (ymax - ymin) / (xmax - xmin) < _BROAD


def map_width(view: MapView) -> int:
    """px of the map for which its names are placed."""
    return _ABOVE if is_broad(view) else _BESIDE


def _places_to_draw(view: MapView) -> pd.DataFrame:
    """Cities or provinces, what the view shows; cells of a grid where the cities are too many."""
    if view.by == "province":
        return answers.province_places(view)
    return answers.crowd_cells(view) if answers.is_crowded(view) else answers.places_of(view)


def _marked_cities(view: MapView, selected: tuple[str, ...]) -> frozenset[str]:
    """Selected cities that have marks of their own in this view."""
    return frozenset(selected) if view.by == "city" and not answers.is_crowded(view) else frozenset()


def caption_of(view: MapView, width: int) -> tuple[Caption, str]:
    """Title, subtitle and credits of a map so wide, and its alt text."""
    places = answers.places_of(view)
    in_sight = places[answers.in_sight(view)]
    words = view_words(view, in_sight)
    caption = Caption(
        title=words.title,
        subtitle=words.subtitle,
        source=map_source(),
        mark=mark(illustrative=is_illustrative(in_sight)),
        width=width,
    )
    return caption, words.alt


def _legend() -> dict[str, str]:
    return {code: label("mark", code) for code in LEGEND_ORDER}
