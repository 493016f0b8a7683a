"""A forecast as it was made on a day, to be kept as text, and its score once it is known who came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.congress.attendance_rule import Chance
from analysis.congress.forecast import Forecast
from analysis.core.basis import Basis
from data.dataset import Dataset


@dataclass(frozen=True)
class SavedForecast:
    """What was forecast. as_of: the day it speaks of, as ISO text; version: of which data."""

    event_id: str
    as_of: str
    group: str
    version: str
    expected: float
    low: int
    high: int
    chances: Mapping[str, Chance]

    @property
    def name(self) -> str:
        """What it is kept under: another one of the same event, day and group takes its place."""
        return f"{self.event_id}/{self.as_of}/{self.group}"

    @property
    def text(self) -> str:
        """As text, for `read`."""
        return json.dumps(
            {
                **{name: getattr(self, name) for name in _PLAIN},
                "chances": {city: [each.probability, each.people] for city, each in self.chances.items()},
            },
            ensure_ascii=False,
            sort_keys=True,
        )

    @staticmethod
    def read(text: str) -> SavedForecast:
        """The opposite of `text`."""
        facts = json.loads(text)
        chances = {city: Chance(*numbers) for city, numbers in facts["chances"].items()}
        return SavedForecast(**{name: facts[name] for name in _PLAIN}, chances=chances)


_PLAIN = ("event_id", "as_of", "group", "version", "expected", "low", "high")


def save_forecast(forecast: Forecast, basis: Basis, version: str) -> SavedForecast:
    """The forecast of a basis, made of a version of the data."""
    chances = {
        str(row["city_id"]): Chance(float(row["probability"]), float(row["people"]))
        for row in forecast.cities.to_dict("records")
    }
    return SavedForecast(
        event_id=forecast.event_id,
        as_of=basis.as_of.isoformat(),
        group=basis.group,
        version=version,
        expected=round(forecast.expected, 6),
        low=forecast.low,
        high=forecast.high,
        chances=dict(sorted(chances.items())),
    )


@dataclass(frozen=True)
class Score:
    """How good a kept forecast was. None where there is nothing to tell it from.

    came: cities of the forecast that came in person, of `told` of which it is known whether they did;
    cities_expected: the sum of their chances. brier:
    mean of (probability − 1 if it came, else 0)², 0 is perfect, 0.25 is what always saying one half gives.
    error: mean of |expected − delegates| a city, over the `sized` cities whose delegates are known; who did
    not come had 0. delegates: those of the sized cities; expected: what was forecast of them. complete:
    whether every city that came says with how many, so that `delegates` can be held to the range.
    """

    came: int
    told: int
    cities_expected: float
    brier: float | None
    sized: int
    error: float | None
    delegates: int
    expected: float
    complete: bool


def score(saved: SavedForecast, dataset: Dataset, as_of: date) -> Score | None:
    """The score of a forecast by the list of who came; None while nothing is known: the event has not begun
    at as_of, or has no list.

    Who took part online is no delegate. Of who came without a word on how, nobody knows.
    """
    events = dataset.table("events")
    begun = events.loc[events["starts_on"] <= pd.Timestamp(as_of), "event_id"]
    came = dataset.table("participation")
    came = came[came["event_id"] == saved.event_id].set_index("city_id")
    if saved.event_id not in set(begun) or came.empty:
        return None
    cities = list(saved.chances)
    probability = np.array([saved.chances[city].probability for city in cities])
    expected = np.array([saved.chances[city].expected for city in cities])
    listed = pd.Series(cities).isin(came.index).to_numpy()
    mode = came["mode"].reindex(cities)
    in_person = (mode == "in_person").to_numpy(dtype=bool)
    known = ~listed | mode.notna().to_numpy()
    people = pd.to_numeric(came["delegates"].reindex(cities), errors="coerce").to_numpy(dtype="float64")
    people = np.where(in_person, people, 0.0)
    sized = known & ~np.isnan(people)
    return Score(
        came=int(in_person.sum()),
        told=int(known.sum()),
        cities_expected=float(probability[known].sum()),
        brier=float(np.mean((probability - in_person)[known] ** 2)) if known.any() else None,
        sized=int(sized.sum()),
        error=float(np.mean(np.abs(expected - people)[sized])) if sized.any() else None,
        delegates=int(people[sized].sum()),
        expected=float(expected[sized].sum()),
        complete=bool(sized.all()),
    )
