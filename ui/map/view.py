"""What a reader chose on the map page, and the controls for it; all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analysis.map.layers import LAYERS, joining_years
from text import counted, label, say
from ui.core import address, formats, queries
from ui.map.presets import DEFAULT_PRESET, FIT, PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.core.basis import Basis

LABELS = ("en", "zh", "both")
WHO = ("group", "all")
BY = ("city", "province")
EVER = "ever"


@dataclass(frozen=True)
class MapView:
    """One view of the map. Hashable, so that pictures can be kept by it.

    everyone: all members, not only the focus group; labels: one of LABELS; by: one of BY; untapped: large
    cities outside the association as well; until: only who is known to have joined by that year, None for
    all; fitted: city ids that the preset 'fit' shows, none for everyone.
    """

    basis: Basis
    everyone: bool = False
    preset: str = DEFAULT_PRESET
    layer: str = "paying"
    labels: str = "en"
    by: str = "city"
    lines: bool = True
    untapped: bool = False
    until: int | None = None
    fitted: tuple[str, ...] = ()


def choose_view(basis: Basis, selected: tuple[str, ...]) -> MapView:
    """Draw the controls and return the view they stand for."""
    preset = st.segmented_control(
        say("map.preset"),
        PRESETS,
        key=address.bind_choice("preset", DEFAULT_PRESET, list(PRESETS)),
        format_func=lambda code: label("preset", code),
        label_visibility="collapsed",
        required=True,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_controls"):
        layer = st.selectbox(
            say("map.layer"),
            LAYERS,
            key=address.bind_choice("layer", "paying", list(LAYERS)),
            format_func=lambda code: say("map.layer_is", layer=label("layer", code)),
            label_visibility="collapsed",
            width=250,
        )
        show = _segments(
            address.bind_choice("show", "group", list(WHO)),
            WHO,
            say("map.show"),
            lambda code: say(f"map.show_{code}"),
        )
        by = _segments(
            address.bind_choice("by", "city", list(BY)), BY, say("map.by"), lambda code: say(f"map.by_{code}")
        )
        with st.popover(say("map.more"), icon=":material/tune:", type="tertiary"):
            labels = _segments(
                address.bind_choice("labels", "en", list(LABELS)),
                LABELS,
                say("map.labels"),
                lambda code: say(f"map.labels_{code}"),
            )
            untapped = st.toggle(say("map.untapped"), key=address.bind_flag("untapped", default=False))
            lines = st.toggle(say("map.lines"), key=address.bind_flag("lines", default=True))
            until = _choose_year(basis, everyone=show == "all")
    return MapView(
        basis,
        everyone=show == "all",
        preset=str(preset),
        layer=str(layer),
        labels=labels,
        by=by,
        lines=lines,
        untapped=untapped,
        until=until,
        fitted=selected if preset == FIT else (),
    )


def kept_view(basis: Basis, selected: tuple[str, ...]) -> MapView:
    """The view that was chosen before, without its controls; it stays in the address. Needs a session."""

    def kept(name: str, default: str, choices: tuple[str, ...]) -> str:
        return str(st.session_state[address.bind_choice(name, default, list(choices))])

    preset, everyone = kept("preset", DEFAULT_PRESET, PRESETS), kept("show", "group", WHO) == "all"
    until = kept("until", EVER, _years(basis, everyone=everyone))
    return MapView(
        basis,
        everyone=everyone,
        preset=preset,
        layer=kept("layer", "paying", LAYERS),
        labels=kept("labels", "en", LABELS),
        by=kept("by", "city", BY),
        lines=bool(st.session_state[address.bind_flag("lines", default=True)]),
        untapped=bool(st.session_state[address.bind_flag("untapped", default=False)]),
        until=None if until == EVER else int(until),
        fitted=selected if preset == FIT else (),
    )


def _years(basis: Basis, *, everyone: bool) -> tuple[str, ...]:
    """Joining years to choose from, and all of them."""
    places = queries.places(basis)
    years, _ = joining_years(places if everyone else places[places["in_group"]])
    return (*(str(year) for year in years), EVER)


def _segments(key: str, choices: tuple[str, ...], title: str, words: Callable[[str], str]) -> str:
    """One of a few choices, all in sight."""
    chosen = st.segmented_control(
        title,
        choices,
        key=key,
        format_func=words,
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen)


def _choose_year(basis: Basis, *, everyone: bool) -> int | None:
    """Joining years on a slider, where at least two are known."""
    places = queries.places(basis)
    years, undated = joining_years(places if everyone else places[places["in_group"]])
    if len(years) < 2:
        return None
    choices = [*(str(year) for year in years), EVER]
    chosen = st.select_slider(
        say("map.until"),
        choices,
        key=address.bind_choice("until", EVER, choices),
        format_func=lambda code: say("map.until_ever") if code == EVER else code,
    )
    st.caption(counted("map.undated", undated, count=formats.count(undated)))
    return None if chosen == EVER else int(str(chosen))
