"""The Congress forecast in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.congress import by_case, days_left
from ui import numbers
from ui.text import counted, label, say

if TYPE_CHECKING:
    from analysis.basis import Basis
    from analysis.congress import Forecast
    from analysis.congress_kept import KeptForecast, Score
    from analysis.congress_rule import Chance


def lead(event: pd.Series, found: Forecast | None, basis: Basis) -> str:
    """How many are expected, in one sentence; or that nothing can be said."""
    group = label("group", basis.group)
    if found is None:
        return say("congress.nobody", group=group, as_of=numbers.day(basis.as_of))
    low, high = numbers.count(found.low), numbers.count(found.high)
    facts = {"group": group, "event": event["name"], "low": low, "high": high}
    return say("congress.lead", expected=numbers.count(found.expected), **facts)


def days(event: pd.Series, basis: Basis) -> str:
    """How far the event is away from the date of the basis."""
    left = days_left(event, basis.as_of)
    if left is None:
        return say("congress.undated")
    on = numbers.day(event["starts_on"])
    if left < 0:
        return say("congress.begun", day=on)
    return counted("congress.days", left, count=numbers.count(left), day=on)


def asked(found: Forecast) -> str:
    """Who is counted."""
    kinds = found.cities["standing"].value_counts()
    members, prospects = int(kinds.get("member", 0)), int(kinds.get("prospect", 0))
    return say(
        "congress.asked",
        members=counted("congress.members", members, count=numbers.count(members)),
        prospects=counted("congress.prospects", prospects, count=numbers.count(prospects)),
    )


def drivers(found: Forecast) -> str:
    """Which cities make most of the number, and how much of its uncertainty."""
    first = by_case(found.cities).iloc[0]
    whole = found.cities["variance"].sum()
    return say(
        "congress.drivers",
        who=case_name(first),
        cities=counted("congress.cities", int(first["cities"]), count=numbers.count(first["cities"])),
        part=numbers.share(first["expected"] / found.expected if found.expected else None),
        uncertain=numbers.share(first["variance"] / whole if whole else None),
    )


def case_name(row: pd.Series) -> str:
    """A row of analysis.congress.by_case: its case, or the city that was set by hand."""
    if pd.notna(row["name"]):
        return say("congress.own_city", city=row["name"])
    return label("congress_case", row["case"])


def chance(each: Chance) -> str:
    """'50 %, 2.5 people'."""
    percent = numbers.count(each.probability * 100)
    return say("congress.chance", percent=percent, people=numbers.ratio(each.people))


def kept(forecast: KeptForecast) -> str:
    """What was forecast on a day."""
    return say(
        "congress.kept_said",
        day=numbers.day(pd.Timestamp(forecast.as_of)),
        group=label("group", forecast.group),
        expected=numbers.ratio(forecast.expected),
        low=numbers.count(forecast.low),
        high=numbers.count(forecast.high),
    )


def score(forecast: KeptForecast, found: Score | None) -> list[str]:
    """How good it was: a sentence each for who came, how many, and the range; or that it is not known yet."""
    if found is None:
        return [say("congress.not_scored")]
    said = []
    if found.brier is not None:
        said.append(
            say("congress.scored_came", came=found.came, told=found.told, brier=numbers.index(found.brier))
        )
    if found.error is not None:
        said.append(say("congress.scored_people", sized=found.sized, error=f"{found.error:.2f}"))
    unsized = len(forecast.chances) - found.sized
    if unsized:
        said.append(counted("congress.scored_unsized", unsized, count=numbers.count(unsized)))
    if found.complete:
        inside = forecast.low <= found.delegates <= forecast.high
        key = "congress.inside" if inside else "congress.outside"
        facts = {"low": forecast.low, "high": forecast.high, "delegates": numbers.count(found.delegates)}
        said.append(say(key, **facts))
    return said
