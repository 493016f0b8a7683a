"""What a reader chose on the map page, and the controls for it; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.map.layers import LAYERS, joining_years
from text import counted, label, say
from ui.core import address, formats, queries
from ui.map.base_maps import DEFAULT_PRESET, FIT, PRESETS

LABELS = ("en", "zh", "both")
_CHOICES = {  # name in the address → all codes
    "preset": PRESETS,
    "layer": LAYERS,
    "show": ("group", "all"),
    "by": ("city", "province"),
    "labels": LABELS,
}
_DEFAULTS = {"preset": DEFAULT_PRESET, "layer": "paying", "show": "group", "by": "city", "labels": "en"}
_FLAGS = {"untapped": False, "lines": True}
_ALWAYS = "ever"  # in place of a joining year


@dataclass(frozen=True)
class MapView:
    """One view of the map. Hashable, so that charts can be cached by it.

    everyone: all members, not only the focus group; labels: one of LABELS; by: 'city' or 'province';
    untapped: large cities outside the association as well; until: only who is known to have joined by that
    year, None for all; fitted: city ids that the preset 'fit' shows, none for everyone.
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
    _segments("preset", partial(label, "preset"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_controls"):
        st.selectbox(
            say("map.layer"),
            LAYERS,
            key=_bind("layer"),
            format_func=lambda code: say("map.layer_is", layer=label("layer", code)),
            label_visibility="collapsed",
            width=250,
        )
        _segments("show", lambda code: say(f"map.show_{code}"))
        _segments("by", lambda code: say(f"map.by_{code}"))
        with st.popover(say("map.more"), icon=":material/tune:", type="tertiary"):
            _segments("labels", lambda code: say(f"map.labels_{code}"))
            for name in _FLAGS:
                st.toggle(say(f"map.{name}"), key=_bind(name))
            until = _choose_year(basis)
    return _bound_view(basis, selected, until)


def view_from_address(basis: Basis, selected: tuple[str, ...]) -> MapView:
    """The view that was chosen before, without its controls; it stays in the address. Needs a session."""
    _bind("preset")
    _bind("show")
    until = st.session_state[_bind_year(_joining_years(basis)[0])]
    for name in ("layer", "labels", "by", "lines", "untapped"):
        _bind(name)
    return _bound_view(basis, selected, until)


def _bound_view(basis: Basis, selected: tuple[str, ...], until: str) -> MapView:
    return MapView(
        basis,
        everyone=_value("show") == "all",
        until=None if until == _ALWAYS else int(until),
        fitted=selected if _value("preset") == FIT else (),
        **{name: _value(name) for name in ("preset", "layer", "labels", "by", "lines", "untapped")},
    )


def _bind(name: str) -> str:
    """Session key of a choice, bound to the address."""
    if name in _FLAGS:
        return address.bind_flag(name, default=_FLAGS[name])
    return address.bind_choice(name, _DEFAULTS[name], list(_CHOICES[name]))


def _value(name: str) -> Any:  # noqa: ANN401
    return st.session_state[address.key_of(name)]


def _segments(name: str, words_of: Callable[[str], str]) -> None:
    """One of a few choices, all in sight."""
    st.segmented_control(
        say(f"map.{name}"),
        _CHOICES[name],
        key=_bind(name),
        format_func=words_of,
        label_visibility="collapsed",
        required=True,
    )


def places_of_group(basis: Basis, *, everyone: bool = False) -> pd.DataFrame:
    """Members and prospects of the focus group, or all."""
    places = queries.places(basis)
    return places if everyone else places[places["in_group"]]


def _joining_years(basis: Basis) -> tuple[list[str], int]:
    """Joining years to choose from, and how many members have none."""
    years, undated = joining_years(places_of_group(basis, everyone=_value("show") == "all"))
    return [str(year) for year in years], undated


def _bind_year(years: list[str]) -> str:
    return address.bind_choice("until", _ALWAYS, [*years, _ALWAYS])


def _choose_year(basis: Basis) -> str:
    """Joining years on a slider, where at least two are known."""
    years, undated = _joining_years(basis)
    if len(years) < 2:
        return _ALWAYS
    chosen = st.select_slider(
        say("map.until"),
        [*years, _ALWAYS],
        key=_bind_year(years),
        format_func=lambda code: say("map.until_ever") if code == _ALWAYS else code,
    )
    st.caption(counted("map.undated", undated, count=formats.count(undated)))
    return str(chosen)
