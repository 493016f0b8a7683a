"""How many delegates of the focus group will come to a Congress: city by city, and together with a range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from analysis.congress.attendance_rule import RULE, Chance
from analysis.congress.delegate_range import DelegateRange, central_range, simulate
from analysis.core.basis import Basis
from analysis.core.figure import Figure
from analysis.core.frames import is_illustrative
from analysis.core.groups import in_group, in_group_by_invention
from analysis.core.roll import is_known, on_roll
from analysis.pipeline.prospects import prospects
from data.dataset import Dataset

COLUMNS = [
    "city_id", "name", "name_zh", "standing", "case", "probability", "people", "expected", "variance",
    "by_hand", "illustrative",
]  # fmt: skip


@dataclass(frozen=True)
class Forecast:
    """Delegates that are expected at one event.

    cities: one row a city, the largest contribution first, with COLUMNS. expected: delegates; range: where
    about four of five runs lie; counts: how often each number of delegates, from 0, came out of the runs.
    """

    event_id: str
    cities: pd.DataFrame = field(repr=False, compare=False)
    expected: float
    range: DelegateRange
    counts: np.ndarray = field(repr=False, compare=False)

    @property
    def low(self) -> int:
        """Where the range begins."""
        return self.range.low

    @property
    def high(self) -> int:
        """Where the range ends."""
        return self.range.high

    @property
    def illustrative(self) -> bool:
        """Whether an invented row is behind the chance of a city."""
        return bool(self.cities["illustrative"].any())


def congresses(dataset: Dataset) -> pd.DataFrame:
    """Events of kind congress, the latest first, those without a date at the end."""
    events = dataset.table("events")
    rows = events[events["kind"] == "congress"]
    return rows.sort_values(["starts_on", "event_id"], ascending=False, na_position="last", ignore_index=True)


def next_congress(dataset: Dataset, as_of: date) -> str | None:
    """Id of the Congress that begins next, on the day itself too; else the last one; None without any."""
    rows = congresses(dataset)
    last = None if rows.empty else str(rows["event_id"].iloc[0])
    return _congress_to_come(rows, as_of) or last


def _congress_to_come(congresses: pd.DataFrame, as_of: date) -> str | None:
    ahead = congresses[congresses["starts_on"] >= pd.Timestamp(as_of)]
    return None if ahead.empty else str(ahead["event_id"].iloc[-1])


def days_left(event: pd.Series, as_of: date) -> int | None:
    """Days from as_of to the first day, below zero once it has begun; None where no date is recorded."""
    return None if pd.isna(event["starts_on"]) else int((event["starts_on"] - pd.Timestamp(as_of)).days)


def forecast(
    dataset: Dataset, basis: Basis, event_id: str, by_hand: Mapping[str, Chance] | None = None
) -> Forecast | None:
    """The forecast of a basis' focus group, from what was known at its date and before the event began.

    None where the roll of that date is not known, or nobody of the group is a member or prospect.

    by_hand: chances that an editor set, by city_id; they replace the rule. What keeps many cities away at
    once is in the range (DEPENDENCE); that the chances themselves are wrong is not.
    """
    cities = _with_chances(_invited(dataset, basis, event_id), by_hand or {})
    if cities.empty or not is_known(dataset, basis.as_of):
        return None
    counts = simulate(cities)
    return Forecast(event_id, cities, float(cities["expected"].sum()), central_range(counts), counts)


def by_case(cities: pd.DataFrame) -> pd.DataFrame:
    """Cities of a forecast with the same case of the rule as one row, those set by hand each by itself.

    Columns: case, name (of a city set by hand, missing otherwise), cities (number), probability, people,
    expected, variance, standing, illustrative. The largest contribution first.
    """
    own = cities["name"].where(cities["by_hand"])
    rows = cities.assign(name=own, own=cities["city_id"].where(cities["by_hand"], ""))
    rows = rows.groupby(["case", "own"], as_index=False).agg(
        name=("name", "first"),
        cities=("city_id", "size"),
        probability=("probability", "first"),
        people=("people", "first"),
        expected=("expected", "sum"),
        variance=("variance", "sum"),
        standing=("standing", "first"),
        illustrative=("illustrative", "any"),
    )
    order = ["expected", "case", "own"]
    return rows.sort_values(order, ascending=[False, True, True], ignore_index=True).drop(columns="own")


def congress_figure(dataset: Dataset, basis: Basis, by_hand: Mapping[str, Mapping[str, Chance]]) -> Figure:
    """Expected delegates at the next Congress, None where none is to come.

    low, high: the range of about 80 % of the runs, not bounds for unknowns. by_hand: for each event the
    chances that an editor set, by city_id.
    """
    kind, event_id = ("congress_expected", "forecast"), _congress_to_come(congresses(dataset), basis.as_of)
    if not is_known(dataset, basis.as_of) or event_id is None:
        reason = "no_congress" if is_known(dataset, basis.as_of) else "before_first_roll"
        return Figure(*kind, None, unit="count", reason=reason)
    expectation = forecast(dataset, basis, event_id, by_hand.get(event_id))
    if expectation is None:
        return Figure(*kind, None, unit="count", reason="nobody_in_group")
    return Figure(
        *kind,
        expectation.expected,
        low=expectation.low,
        high=expectation.high,
        unit="count",
        illustrative=expectation.illustrative,
        counted=lambda: expectation.cities.assign(part="group"),
    )


def _invited(dataset: Dataset, basis: Basis, event_id: str) -> pd.DataFrame:
    """Members of the focus group and its open prospects, each once, with their case of the rule."""
    members = dataset.table("members")
    members = members[on_roll(dataset, basis)]
    members = members[in_group(dataset, basis.group, members["city_id"])]
    waiting = prospects(dataset, basis.as_of)
    waiting = waiting[in_group(dataset, basis.group, waiting["city_id"])]
    cases = _cases(dataset, basis.as_of, event_id, members["city_id"])
    members = members.assign(
        standing="member",
        case=cases["case"].to_numpy(),
        illustrative=cases["illustrative"].to_numpy() | is_illustrative(members),
    )
    waiting = waiting.assign(standing="prospect", case=waiting["stage"])
    columns = ["city_id", "name", "name_zh", "standing", "case", "illustrative"]
    cities = pd.concat([members[columns], waiting[columns]], ignore_index=True)
    by_group = in_group_by_invention(dataset, basis.group, cities["city_id"])
    return cities.assign(illustrative=cities["illustrative"] | by_group)


def _cases(dataset: Dataset, as_of: date, event_id: str, city_ids: pd.Series) -> pd.DataFrame:
    """case and illustrative of each city: how it took part in what was held before the event. Who is on no
    list is told by all of them, and so invented where a row of one is.

    Visits to a city do not show that it travels; neither does the event itself.
    """
    held = _held_before(dataset.table("events"), as_of, event_id)
    rows = dataset.table("participation")
    rows = rows[rows["event_id"].isin(held)]
    attendances = rows.assign(
        came=rows["mode"] == "in_person",
        unsaid=rows["mode"].isna(),
        illustrative=is_illustrative(rows),
    )
    seen = attendances.groupby("city_id")[["came", "unsaid", "illustrative"]].any().reindex(city_ids)
    seen = seen.astype("boolean")
    case = np.select(
        [seen["came"].fillna(value=False), seen["unsaid"].fillna(value=False), seen["came"].notna()],
        ["came", "came_unsaid", "only_online"],
        "never" if len(rows) else "not_known",
    )
    by_list = (case == "never") & bool(attendances["illustrative"].any())
    own = seen["illustrative"].fillna(value=False).to_numpy(dtype=bool)
    return pd.DataFrame({"case": case, "illustrative": np.logical_or(own, by_list)})


def _held_before(events: pd.DataFrame, as_of: date, event_id: str) -> pd.Series:
    """Ids of the events held by as_of and before the event began. One without a date counts as held."""
    begins = events.loc[events["event_id"] == event_id, "starts_on"].dropna()
    until = min([pd.Timestamp(as_of), *(begins - pd.Timedelta(days=1))])
    counts = (events["kind"] != "visit") & (events["event_id"] != event_id)
    held: pd.Series = events.loc[counts & ~(events["starts_on"] > until), "event_id"]
    return held


def _with_chances(cities: pd.DataFrame, by_hand: Mapping[str, Chance]) -> pd.DataFrame:
    chances = [
        by_hand.get(city_id) or RULE[case]
        for city_id, case in zip(cities["city_id"], cities["case"], strict=True)
    ]
    cities = cities.assign(
        **{
            name: np.array([getattr(each, name) for each in chances], dtype="float64")
            for name in ("probability", "people", "expected", "variance")
        },
        by_hand=cities["city_id"].isin(list(by_hand)),
    )
    order = ["expected", "variance", "name", "city_id"]
    return cities.sort_values(order, ascending=[False, False, True, True], ignore_index=True)[COLUMNS]
