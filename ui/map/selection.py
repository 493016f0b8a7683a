"""The cities a reader selected, on the map or in the list: one set, in the address and in the session.

It survives reruns and page changes. A chart keeps what was clicked on it by itself; `selection_for_chart`
says what a chart must bring along because it came from elsewhere (the list, the address, another view).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import streamlit as st

from ui.core import address, session_keys

_SEPARATOR = "."  # city ids never hold one
_NONE: tuple[str, ...] = ()


def selected_cities() -> tuple[str, ...]:
    """The selected city ids, also as the URL parameter `select`."""
    key = address.bind("select", _NONE, _read, _SEPARATOR.join)
    return tuple(st.session_state[key])


def current() -> tuple[str, ...]:
    """The selected city ids, for callbacks."""
    return tuple(st.session_state.get(address.key_of("select"), _NONE))


def select(city_ids: Sequence[str], *, on_chart: bool = False, in_list: bool = False) -> None:
    """Select these cities and no others. on_chart, in_list: the chart or the list shows it already."""
    st.session_state[address.key_of("select")] = tuple(dict.fromkeys(city_ids))
    if not on_chart:
        st.session_state.pop(session_keys.MAP_DRAWN, None)
    if not in_list:
        st.session_state.pop(session_keys.MAP_LISTED, None)


def clear() -> None:
    """Select nothing."""
    select(_NONE)


def selection_for_chart(view: Hashable, chart_key: str) -> tuple[str, ...]:
    """The selection that a chart of this view is drawn with.

    It stays as it was while the reader selects on the chart itself: a chart that is drawn anew would lose
    the part of the map the reader had moved to. view: everything else that the chart depends on.
    """
    drawn = st.session_state.get(session_keys.MAP_DRAWN)
    if drawn is None or drawn[0] != view or chart_key not in st.session_state:
        drawn = (view, current())
        st.session_state[session_keys.MAP_DRAWN] = drawn
    ids: tuple[str, ...] = drawn[1]
    return ids


def list_key(ids: tuple[str, ...]) -> tuple[str, list[int]]:
    """A key for the list of these cities, and the rows that are ticked when it begins.

    A list takes what is ticked only once: given again, it answers with an empty selection. So where the
    selection changes elsewhere, or other cities are listed, a new list takes its place.
    """
    shown = st.session_state.get(session_keys.MAP_LISTED)
    if shown is None or shown[0] != ids:
        number = st.session_state.get(session_keys.MAP_LISTS, 0) + 1
        st.session_state[session_keys.MAP_LISTS] = number
        chosen = set(current())
        shown = (ids, f"table.places.{number}", [at for at, city in enumerate(ids) if city in chosen])
        st.session_state[session_keys.MAP_LISTED] = shown
    return shown[1], shown[2]


def _read(text: str) -> tuple[str, ...] | None:
    return tuple(part for part in text.split(_SEPARATOR) if part) or None
