"""What a reader chose on the map page, and the controls for it; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.core.roll import is_known
from analysis.map.layers import LAYERS, joining_years
from text import counted, label, say
from ui.core import address, formats, queries
from ui.core.markdown import inert_markdown
from ui.map.base_maps import DEFAULT_PRESET, FIT, PRESETS, REGIONS, default_preset, useful_presets

LABELS = ("en", "zh", "both")
_CHOICES = {  # name in the address → all codes
    "layer": LAYERS,
    "show": ("group", "all"),
    "by": ("city", "province"),
    "labels": LABELS,
}
_DEFAULTS = {"layer": "paying", "show": "group", "by": "city", "labels": "en"}
_IN_CHINA = {DEFAULT_PRESET, *REGIONS}
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

    @property
    def roll_is_known(self) -> bool:
        """Whether anybody knows who was a member at the date; otherwise no member on the map is not zero."""
        return is_known(queries.dataset(), self.basis.as_of)


def first_view(basis: Basis) -> MapView:
    """The view of a group before anybody chose another one."""
    return MapView(basis, preset=default_preset(places_of_group(basis)))


def choose_view(basis: Basis, selected: tuple[str, ...]) -> MapView:
    """Draw the controls and return the view they stand for."""
    key = _bind_preset(basis)
    _bind("show")
    places = places_of_group(basis, everyone=_value("show") == "all")
    presets = useful_presets(places)
    shown = [name for name in PRESETS if name in {*presets, st.session_state[key]}]
    _segments("preset", key, shown, partial(label, "preset"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="map_controls"):
        st.selectbox(
            say("map.layer"),
            LAYERS,
            key=_bind("layer"),
            format_func=lambda code: say("map.layer_is", layer=label("layer", code)),
            label_visibility="collapsed",
            width=250,
        )
        _segments("show", _bind("show"), _CHOICES["show"], lambda code: say(f"map.show_{code}"))
        by = _bind("by")
        if _has_provinces(presets):
            _segments("by", by, _CHOICES["by"], lambda code: say(f"map.by_{code}"))
        with st.popover(say("map.more"), icon=":material/tune:", type="tertiary"):
            labels = _bind("labels")
            if places["name_zh"].notna().any():
                _segments("labels", labels, LABELS, lambda code: say(f"map.labels_{code}"))
            for name in _FLAGS:
                st.toggle(say(f"map.{name}"), key=_bind(name))
            until = _choose_year(basis)
    return _bound_view(basis, selected, until)


def view_from_address(basis: Basis, selected: tuple[str, ...]) -> MapView:
    """The view that was chosen before, without its controls; it stays in the address. Needs a session."""
    _bind_preset(basis)
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
        by=_value("by") if _has_provinces(_useful_presets(basis)) else "city",
        **{name: _value(name) for name in ("preset", "layer", "labels", "lines", "untapped")},
    )


def _useful_presets(basis: Basis) -> tuple[str, ...]:
    """The parts of the map on which anybody of the view lies. Needs the binding of `show`."""
    return useful_presets(places_of_group(basis, everyone=_value("show") == "all"))


def _has_provinces(presets: tuple[str, ...]) -> bool:
    """Whether there is anything to count by province: there are none but those of China."""
    return not _IN_CHINA.isdisjoint(presets)


def _bind(name: str) -> str:
    """Session key of a choice, bound to the address."""
    if name in _FLAGS:
        return address.bind_flag(name, default=_FLAGS[name])
    return address.bind_choice(name, _DEFAULTS[name], list(_CHOICES[name]))


def _bind_preset(basis: Basis) -> str:
    """Session key of the part of the map: at first the one on which the group lies."""
    default = default_preset(places_of_group(basis))
    address.follow_default("preset", default)
    return address.bind_choice("preset", default, list(PRESETS))


def _value(name: str) -> Any:  # noqa: ANN401
    return st.session_state[address.key_of(name)]


def _segments(name: str, key: str, choices: Sequence[str], words_of: Callable[[str], str]) -> None:
    """One of a few choices, all in sight. key: of the session, bound to the address."""
    st.segmented_control(
        say(f"map.{name}"),
        choices,
        key=key,
        format_func=lambda code: inert_markdown(words_of(code)),
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
        format_func=lambda code: inert_markdown(say("map.until_ever") if code == _ALWAYS else code),
    )
    st.caption(counted("map.undated", undated, count=formats.count(undated)))
    return str(chosen)
