"""The map of members and prospects: to move on a wide screen, still on a phone and in files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import charts.maps.city_map
import charts.maps.small_map
from charts.base.caption import PAD, Caption
from charts.base.theme import theme
from charts.maps.marks import LEGEND_ORDER
from text import label, say
from ui.core.cache import cached
from ui.core.captions import mark
from ui.map import answers, base_maps
from ui.map.words import words

if TYPE_CHECKING:
    import pandas as pd

    from charts.maps.base_map import Base
    from charts.maps.small_map import Drawing
    from ui.map.view import MapView

_BESIDE, _ABOVE = 560, 820  # px of the narrowest map with the list beside or below it: what fits there fits
_PHONE = 350
_BROAD = 0.55  # height by width


@cached
def city_map(view: MapView, theme_name: str, selected: tuple[str, ...]) -> tuple[Any, str]:
    """The figure and its alt text."""
    base, extent = answers.place_on_map(view, theme_name)
    caption, alt = caption_of(view, map_width(view))
    figure = charts.maps.city_map.figure(
        _drawn(view),
        base,
        labels=charts.maps.city_map.Labels(caption, _key(), say("part.others")),
        theme=theme(theme_name),
        view=charts.maps.city_map.View(
            extent, height=None, width=map_width(view), selected=_chosen(view, selected)
        ),
    )
    return figure, alt


def file_map(view: MapView, theme_name: str, width: int, selected: tuple[str, ...] = ()) -> Any:  # noqa: ANN401  a plotly figure
    """The figure for a file so many px wide: it carries its base, and its words are broken for that width."""
    base, extent = answers.place_on_map(view, theme_name)
    return charts.maps.city_map.figure(
        _drawn(view),
        base_maps.embedded_base(base.name, theme_name, lines=view.lines),
        labels=charts.maps.city_map.Labels(caption_of(view, width)[0], _key(), say("part.others")),
        theme=theme(theme_name),
        view=charts.maps.city_map.View(
            extent, height=None, width=width - 2 * PAD, selected=_chosen(view, selected)
        ),
    )


@cached
def still_map(view: MapView, theme_name: str, selected: tuple[str, ...]) -> Drawing:
    """The same view as a picture for a phone; it does not move."""
    base, extent = answers.place_on_map(view, theme_name)
    return _still(
        view,
        theme_name,
        charts.maps.small_map.View(extent, named=None, selected=_chosen(view, selected)),
        base,
        _PHONE,
    )


def still_file(view: MapView, theme_name: str, width: int, selected: tuple[str, ...] = ()) -> Drawing:
    """The same as a picture that carries its base, for files."""
    base, extent = answers.place_on_map(view, theme_name)
    embedded = base_maps.embedded_base(base.name, theme_name, lines=view.lines)
    window = charts.maps.small_map.View(extent, named=None, selected=_chosen(view, selected))
    return _still(view, theme_name, window, embedded, width)


def _still(
    view: MapView, theme_name: str, window: charts.maps.small_map.View, base: Base, width: int
) -> Drawing:
    caption, alt = caption_of(view, width)
    return charts.maps.small_map.drawing(
        _drawn(view),
        base,
        labels=charts.maps.small_map.Labels(caption, alt, _key(), say("part.others")),
        theme=theme(theme_name),
        view=window,
    )


def is_broad(view: MapView) -> bool:
    """Whether a view is so much wider than high that it needs the page's whole width."""
    xmin, xmax, ymin, ymax = answers.place_on_map(view, "light")[1]
    return (ymax - ymin) / (xmax - xmin) < _BROAD


def map_width(view: MapView) -> int:
    """px of the map for which its names are placed."""
    return _ABOVE if is_broad(view) else _BESIDE


def _drawn(view: MapView) -> pd.DataFrame:
    """Cities or provinces, what the view shows; cells of a grid where the cities are too many."""
    if view.by == "province":
        return answers.province_places(view)
    return answers.crowd(view) if answers.is_crowded(view) else answers.places_of(view)


def _chosen(view: MapView, selected: tuple[str, ...]) -> frozenset[str]:
    return frozenset(selected) if view.by == "city" and not answers.is_crowded(view) else frozenset()


def caption_of(view: MapView, width: int) -> tuple[Caption, str]:
    """Title, subtitle and credits of a picture so wide, and its alt text."""
    places = answers.places_of(view)
    seen = places[answers.in_sight(view)]
    said = words(view, seen)
    caption = Caption(
        title=said.title,
        subtitle=said.subtitle,
        source=f"{say('map.source')} {say('map.disclaimer')}",
        mark=mark(illustrative=bool(seen["illustrative"].any())),
        width=width,
    )
    return caption, said.alt


def _key() -> dict[str, str]:
    return {code: label("mark", code) for code in LEGEND_ORDER}
