"""The cities a reader selected on the map or in the list: one set, in the address and in the session.

It survives reruns and page changes. The list is told by a new round when the selection came from elsewhere.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import address, keys

_SEPARATOR = "."  # city ids never hold one


def bind() -> tuple[str, ...]:
    """The selected city ids, also as the URL parameter `select`."""
    key = address.bind("select", (), _read, _SEPARATOR.join)
    return tuple(st.session_state[key])


def choose(city_ids: list[str], *, from_list: bool = False) -> None:
    """Select these cities and no others."""
    st.session_state[address.key_of("select")] = tuple(dict.fromkeys(city_ids))
    if not from_list:
        st.session_state[keys.MAP_SELECTION_ROUND] = current_round() + 1


def current_round() -> int:
    """Changes whenever the selection was changed outside of the list."""
    return int(st.session_state.get(keys.MAP_SELECTION_ROUND, 0))


def _read(text: str) -> tuple[str, ...] | None:
    return tuple(part for part in text.split(_SEPARATOR) if part) or None


def cities_of_event(event: Any) -> list[str]:  # noqa: ANN401  Streamlit's own mapping
    """City ids of the points a reader selected on a chart, each once."""
    points = event.get("selection", {}).get("points", []) if event else []
    found = [point.get("customdata") for point in points]
    flat = [value[0] if isinstance(value, (list, tuple)) else value for value in found if value]
    return list(dict.fromkeys(str(value) for value in flat))
