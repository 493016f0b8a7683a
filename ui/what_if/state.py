"""The scenarios of a reader: a few side by side, one of them current, all of them in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.what_if.scenario import MOST_SCENARIOS, Scenario, read_scenarios, write_scenarios
from ui.core import address

_SCENARIOS, _CURRENT = "address.scenarios", "address.at_hand"
TARGET = "address.target"  # per cent; key of its widget
LETTERS = "ABCD"


def bind_to_address() -> None:
    """Read scenarios, the current one and the target from the address; call it once a run."""
    first: tuple[Scenario, ...] = (Scenario(),)
    address.bind("scenarios", first, read_scenarios, write_scenarios)
    address.bind("at_hand", LETTERS[0], lambda text: text if text in LETTERS and text else None)
    address.bind("target", 30, _read_target)
    last = len(scenarios()) - 1
    if LETTERS.index(st.session_state[_CURRENT]) > last:
        st.session_state[_CURRENT] = LETTERS[last]


def is_bound() -> bool:
    """Whether this session has scenarios."""
    return _SCENARIOS in st.session_state


def _read_target(text: str) -> int | None:
    return int(text) if text in {str(percent) for percent in range(1, 100)} else None


def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, in order; at least one."""
    every: tuple[Scenario, ...] = st.session_state[_SCENARIOS]
    return every


def current_index() -> int:
    """Place of the current scenario among all."""
    return LETTERS.index(st.session_state[_CURRENT])


def current() -> Scenario:
    """The scenario whose levers are shown."""
    return scenarios()[current_index()]


def replace_current(scenario: Scenario) -> None:
    """Put another scenario in the place of the current one."""
    every = list(scenarios())
    every[current_index()] = scenario
    st.session_state[_SCENARIOS] = tuple(every)


def select(letter: str) -> None:
    """Make another scenario the current one."""
    st.session_state[_CURRENT] = letter


def add_copy() -> None:
    """Add a copy of the current scenario, without its name, and make it the current one."""
    every = scenarios()
    if len(every) < MOST_SCENARIOS:
        st.session_state[_SCENARIOS] = (*every, replace(current(), name=""))
        select(LETTERS[len(every)])


def remove_current() -> None:
    """Remove the current scenario; in place of the last one comes one in which nothing happens."""
    index = current_index()
    every = scenarios()
    st.session_state[_SCENARIOS] = (every[:index] + every[index + 1 :]) or (Scenario(),)
    select(LETTERS[max(index - 1, 0)])


def lever(field: str, value: object, read: Callable[[Any], Any] | None = None) -> dict[str, Any]:
    """Key and callback of the widget of one lever, which shows `value`, what the current scenario has.

    Give the widget no value of its own. read: makes the field's value of what the widget holds.
    """
    key = f"lever.{field}"
    st.session_state[key] = value
    return {"key": key, "on_change": _update_lever, "args": (field, read)}


def _update_lever(field: str, read: Callable[[Any], Any] | None) -> None:
    value = st.session_state[f"lever.{field}"]
    changed: dict[str, Any] = {field: read(value) if read else value}
    replace_current(replace(current(), **changed))
