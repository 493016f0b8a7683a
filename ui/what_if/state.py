"""The scenarios of a reader: a few side by side, one of them at hand, all of them in the address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.what_if.scenario import MOST_SCENARIOS, Scenario, read_scenarios, write_scenarios
from ui.core import address

if TYPE_CHECKING:
    from collections.abc import Callable

_SCENARIOS, _AT_HAND = "address.scenarios", "address.at_hand"
TARGET = "address.target"  # per cent; key of its widget
LETTERS = "ABCD"


def begin() -> None:
    """Read scenarios, the one at hand and the target from the address; call it once a run."""
    first: tuple[Scenario, ...] = (Scenario(),)
    address.bind("scenarios", first, read_scenarios, write_scenarios)
    address.bind("at_hand", LETTERS[0], lambda text: text if text in LETTERS and text else None)
    address.bind("target", 30, _read_target)
    last = len(scenarios()) - 1
    if LETTERS.index(st.session_state[_AT_HAND]) > last:
        st.session_state[_AT_HAND] = LETTERS[last]


def has_begun() -> bool:
    """Whether this session has a scenario at hand."""
    return _SCENARIOS in st.session_state


def _read_target(text: str) -> int | None:
    return int(text) if text in {str(percent) for percent in range(1, 100)} else None


def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, in order; at least one."""
    kept: tuple[Scenario, ...] = st.session_state[_SCENARIOS]
    return kept


def place() -> int:
    """Place of the scenario at hand."""
    return LETTERS.index(st.session_state[_AT_HAND])


def at_hand() -> Scenario:
    """The scenario whose levers are shown."""
    return scenarios()[place()]


def put(scenario: Scenario) -> None:
    """The scenario at hand becomes another one."""
    kept = list(scenarios())
    kept[place()] = scenario
    st.session_state[_SCENARIOS] = tuple(kept)


def turn_to(letter: str) -> None:
    """Another scenario comes to hand."""
    st.session_state[_AT_HAND] = letter


def add() -> None:
    """One more, which begins as a copy of the one at hand, without its name."""
    kept = scenarios()
    if len(kept) < MOST_SCENARIOS:
        st.session_state[_SCENARIOS] = (*kept, replace(at_hand(), name=""))
        st.session_state[_AT_HAND] = LETTERS[len(kept)]


def remove() -> None:
    """The one at hand goes; the last one becomes one in which nothing happens."""
    kept = [each for number, each in enumerate(scenarios()) if number != place()]
    st.session_state[_SCENARIOS] = tuple(kept) or (Scenario(),)
    st.session_state[_AT_HAND] = LETTERS[max(place() - 1, 0)]


def lever(field: str, value: object) -> str:
    """Session key of the widget of one lever, which shows what the scenario at hand has.

    Give the widget this key, no value of its own and `moved(field)` as its callback.
    """
    key = f"lever.{field}"
    st.session_state[key] = value
    return key


def moved(field: str, read: Callable[[Any], Any] = lambda value: value) -> None:
    """Callback of a lever: the scenario at hand takes what its widget holds."""
    changed: dict[str, Any] = {field: read(st.session_state[f"lever.{field}"])}
    put(replace(at_hand(), **changed))
