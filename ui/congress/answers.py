"""What the Congress page asks: the event, the chances that people set, the forecast, and those kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import analysis.congress.forecast
import analysis.congress.saved_forecasts
from analysis.congress.attendance_rule import Chance
from analysis.congress.saved_forecasts import SavedForecast
from ui.core import address, queries
from ui.core.cache import cached
from ui.widgets import saved_names

if TYPE_CHECKING:
    import pandas as pd

    from analysis.congress.forecast import Forecast
    from analysis.congress.saved_forecasts import Score
    from analysis.core.basis import Basis
    from data.store.saved import Saved

CHANCE, FORECAST = "chance", "forecast"
Chances = tuple[tuple[str, Chance], ...]


def events() -> pd.DataFrame:
    """Every Congress on record, the latest first, by event_id."""
    return analysis.congress.forecast.congresses(queries.dataset()).set_index("event_id")


def bound_event(basis: Basis) -> str:
    """Session key of the Congress that the address names, the next one by default."""
    default = analysis.congress.forecast.next_congress(queries.dataset(), basis.as_of)
    address.follow("congress", str(default))
    return address.bind_choice("congress", str(default), events().index.tolist())


def chosen(basis: Basis) -> pd.Series | None:
    """The row of the Congress that the page speaks of; None where there is none in the data."""
    found = events()
    return None if found.empty else found.loc[st.session_state[bound_event(basis)]]


def set_by_hand(event_id: str) -> dict[str, Saved]:
    """city_id → the chance that somebody set for it, with author and time. Read anew in every run."""
    named = [(*each.name.rpartition("/")[::2], each) for each in saved_names.saved_entries(CHANCE)]
    return {city_id: each for event, city_id, each in named if event == event_id}


def chances(by_hand: dict[str, Saved]) -> Chances:
    """The same as a value that answers can be kept by."""
    return tuple((city_id, Chance.read(each.code)) for city_id, each in sorted(by_hand.items()))


@cached
def forecast(basis: Basis, event_id: str, by_hand: Chances) -> Forecast | None:
    """The forecast; see analysis.congress.forecast.forecast."""
    return analysis.congress.forecast.forecast(queries.dataset(), basis, event_id, dict(by_hand))


def kept(event_id: str) -> list[tuple[Saved, SavedForecast]]:
    """Forecasts of an event that were kept, those of the latest day first."""
    found = [(each, SavedForecast.read(each.code)) for each in saved_names.saved_entries(FORECAST)]
    of_event = [each for each in found if each[1].event_id == event_id]
    return sorted(of_event, key=lambda each: (each[1].as_of, each[0].at), reverse=True)


def score(forecast: SavedForecast, basis: Basis) -> Score | None:
    """How good a kept forecast was; None while it is not known who came."""
    return analysis.congress.saved_forecasts.score(forecast, queries.dataset(), basis.as_of)
