"""Figures of the Congress page: the events, the chances that people set, the forecast, and saved ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analysis.congress.forecast
import analysis.congress.saved_forecasts
from analysis.congress.attendance_rule import Chance
from analysis.congress.delegate_range import DelegateRange, range_if
from analysis.congress.saved_forecasts import SavedForecast
from data.store.saved import Saved
from ui.core import queries
from ui.core.cache import cached
from ui.widgets import saved_names

if TYPE_CHECKING:
    import pandas as pd

    from analysis.congress.forecast import Forecast
    from analysis.congress.saved_forecasts import Score
    from analysis.core.basis import Basis

ManualChances = dict[str, Saved]
"""city_id → the chance that somebody set for it, with author and time."""
CHANCE, FORECAST = "chance", "forecast"
Chances = tuple[tuple[str, Chance], ...]
"""city_id and chance: a value that results can be cached by."""


def events() -> pd.DataFrame:
    """Every Congress on record, the latest first, by event_id."""
    return analysis.congress.forecast.congresses(queries.dataset()).set_index("event_id")


def manual_chances(event_id: str) -> ManualChances:
    """The chances that people set for cities of an event. Read anew in every run."""
    named = [(*each.name.rpartition("/")[::2], each) for each in saved_names.saved_entries(CHANCE)]
    return {city_id: each for event, city_id, each in named if event == event_id}


def chances(manual: ManualChances) -> Chances:
    """The same without author and time."""
    return tuple((city_id, Chance.read(each.code)) for city_id, each in sorted(manual.items()))


@cached
def forecast(basis: Basis, event_id: str, manual: Chances) -> Forecast | None:
    """The forecast; see analysis.congress.forecast.forecast."""
    return analysis.congress.forecast.forecast(queries.dataset(), basis, event_id, dict(manual))


@cached
def other_ranges(basis: Basis, event_id: str, manual: Chances) -> dict[str, DelegateRange]:
    """The range if each city decided by itself (alone), and if all chances were a third lower or higher."""
    expectation = forecast(basis, event_id, manual)
    if expectation is None:
        raise ValueError("Without a forecast there is no range.")
    cities = expectation.cities
    return {
        "alone": range_if(cities, dependence=0.0),
        "lower": range_if(cities, times=2 / 3),
        "higher": range_if(cities, times=4 / 3),
    }


def saved_forecasts(event_id: str) -> list[tuple[Saved, SavedForecast]]:
    """Saved forecasts of an event, those of the latest day first."""
    saved = [(each, SavedForecast.read(each.code)) for each in saved_names.saved_entries(FORECAST)]
    of_event = [each for each in saved if each[1].event_id == event_id]
    return sorted(of_event, key=lambda each: (each[1].as_of, each[0].at), reverse=True)


def score(forecast: SavedForecast, basis: Basis) -> Score | None:
    """How good a saved forecast was; None while it is not known who came."""
    return analysis.congress.saved_forecasts.score(forecast, queries.dataset(), basis.as_of)
