"""The cities a reader selected, on the map or in the list: one set, in the address and in the session.

It survives reruns and page changes. A chart keeps what was clicked on it by itself; `drawn_on` says which
selection a chart must bring along because it came from elsewhere (the list, the address, another view).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.core import address, session_keys

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_SEPARATOR = "."  # city ids never hold one
_NONE: tuple[str, ...] = ()


def selected_cities() -> tuple[str, ...]:
    """The selected city ids, also as the URL parameter `select`."""
    key = address.bind("select", _NONE, _read, _SEPARATOR.join)
    return tuple(st.session_state[key])


def current() -> tuple[str, ...]:
    """The selected city ids, for callbacks."""
    return tuple(st.session_state.get(address.key_of("select"), _NONE))


def choose(city_ids: Sequence[str], *, on_chart: bool = False, in_list: bool = False) -> None:
    """Select these cities and no others. on_chart, in_list: the chart or the list shows it already."""
    st.session_state[address.key_of("select")] = tuple(dict.fromkeys(city_ids))
    if not on_chart:
        st.session_state.pop(session_keys.MAP_DRAWN, None)
    if not in_list:
        st.session_state.pop(session_keys.MAP_LISTED, None)


def clear() -> None:
    """Select nothing."""
    choose(_NONE)


def drawn_on(view: Hashable, chart_key: str) -> tuple[str, ...]:
    """The selection that a chart of this view is drawn with.

    It stays as it was while the reader selects on the chart itself: a chart that is drawn anew would lose
    the part of the map the reader had moved to. view: everything else that the chart depends on.
    """
    kept = st.session_state.get(session_keys.MAP_DRAWN)
    if kept is None or kept[0] != view or chart_key not in st.session_state:
        kept = (view, current())
        st.session_state[session_keys.MAP_DRAWN] = kept
    drawn: tuple[str, ...] = kept[1]
    return drawn


def listed(ids: tuple[str, ...]) -> tuple[str, list[int]]:
    """A key for the list of these cities, and the rows that are ticked when it begins.

    A list is told what is ticked only once: told again, it answers with an empty selection. So where the
    selection changes elsewhere, or other cities are listed, a new list takes its place.
    """
    kept = st.session_state.get(session_keys.MAP_LISTED)
    if kept is None or kept[0] != ids:
        number = st.session_state.get(session_keys.MAP_LISTS, 0) + 1
        st.session_state[session_keys.MAP_LISTS] = number
        chosen = set(current())
        kept = (ids, f"table.places.{number}", [at for at, city in enumerate(ids) if city in chosen])
        st.session_state[session_keys.MAP_LISTED] = kept
    return kept[1], kept[2]


def cities_of_event(event: Any) -> list[str]:  # noqa: ANN401  Streamlit's own mapping
    """City ids of the points a reader selected on a chart, each once."""
    points = event.get("selection", {}).get("points", []) if event else []
    found = [point.get("customdata") for point in points]
    flat = [value[0] if isinstance(value, (list, tuple)) else value for value in found if value]
    return list(dict.fromkeys(str(value) for value in flat))


def _read(text: str) -> tuple[str, ...] | None:
    return tuple(part for part in text.split(_SEPARATOR) if part) or None
