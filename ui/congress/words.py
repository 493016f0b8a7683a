"""The Congress forecast in words."""

from __future__ import annotations

import pandas as pd

from analysis.congress.attendance_rule import DEPENDENCE, Chance
from analysis.congress.delegate_range import DelegateRange
from analysis.congress.forecast import Forecast, by_case, days_left
from analysis.congress.saved_forecasts import SavedForecast, Score
from analysis.core.basis import Basis
from analysis.core.least_scored import LEAST_SCORED
from text import counted, group_facts, label, say
from ui.congress import answers
from ui.congress.answers import Chances
from ui.core import formats


def lead(event: pd.Series, forecast: Forecast | None, basis: Basis) -> str:
    """How many are expected, in one sentence; or that nothing can be said."""
    group = group_facts(basis.group)
    if forecast is None:
        return say("congress.nobody", **group, as_of=formats.day(basis.as_of))
    facts = {**group, "event": event["name"], "between": between(forecast.range)}
    about = round(forecast.expected)
    if not about:
        return say("congress.lead_none", **facts)
    return counted("congress.lead", about, expected=formats.count(about), **facts)


def between(likely: DelegateRange) -> str:
    """'8 to 36 delegates with 80 % probability'."""
    return say("congress.between", spread=spread(likely), covered=covered(likely))


def covered(likely: DelegateRange) -> str:
    """The part of the runs in a range: '80 %'."""
    return formats.share_short(likely.covered)


def spread(likely: DelegateRange) -> str:
    """'8 to 36 delegates'."""
    low, high = formats.count(likely.low), formats.count(likely.high)
    if likely.low == likely.high:
        return counted("congress.spread_same", likely.high, high=high)
    return say("congress.spread", low=low, high=high)


def what_if_wrong(basis: Basis, event_id: str, chances: Chances) -> list[str]:
    """What the range would be if each city decided by itself, and if the chances were wrong."""
    ranges = answers.other_ranges(basis, event_id, chances)
    spreads = {name: spread(each) for name, each in ranges.items()}
    return [
        say("congress.together", alone=spreads["alone"]),
        say("congress.if_wrong", lower=spreads["lower"], higher=spreads["higher"]),
    ]


def days_until(event: pd.Series, basis: Basis) -> str:
    """How far the event is away from the date of the basis."""
    left = days_left(event, basis.as_of)
    if left is None:
        return say("congress.undated")
    on = formats.day(event["starts_on"])
    if left < 0:
        return say("congress.begun", day=on)
    return counted("congress.days", left, count=formats.count(left), day=on)


def cities_counted(forecast: Forecast) -> str:
    """How many members and prospects are counted."""
    counts = forecast.cities["standing"].value_counts()
    members, prospects = int(counts.get("member", 0)), int(counts.get("prospect", 0))
    return say(
        "congress.asked",
        members=counted("congress.members", members, count=formats.count(members)),
        prospects=counted("congress.prospects", prospects, count=formats.count(prospects)),
    )


def drivers(forecast: Forecast) -> str:
    """Which cities make most of the number, and how much of its uncertainty."""
    first = by_case(forecast.cities).iloc[0]
    whole = forecast.cities["variance"].sum()
    return say(
        "congress.drivers",
        who=case_name(first),
        cities=counted("congress.cities", int(first["cities"]), count=formats.count(first["cities"])),
        part=formats.share(first["expected"] / forecast.expected if forecast.expected else None),
        uncertain=formats.share(first["variance"] / whole if whole else None),
    )


def case_name(row: pd.Series) -> str:
    """A row of analysis.congress.forecast.by_case: its case, or the city that was set by hand."""
    if pd.notna(row["name"]):
        return say("congress.own_city", city=row["name"])
    return label("congress_case", row["case"])


def chance(chance: Chance) -> str:
    """'50 %, 2.5 people'."""
    percent = formats.count(chance.probability * 100)
    return say("congress.chance", percent=percent, people=formats.ratio(chance.people))


def saved_forecast(forecast: SavedForecast) -> str:
    """What was forecast on a day."""
    return say(
        "congress.kept_said",
        day=formats.day(pd.Timestamp(forecast.as_of)),
        group=label("group", forecast.group),
        expected=formats.ratio(forecast.expected),
        low=formats.count(forecast.low),
        high=formats.count(forecast.high),
    )


def score(forecast: SavedForecast, score: Score | None) -> list[str]:
    """How good it was: a sentence each for who came, how many, and the range; or that it is not known yet."""
    if score is None:
        return [say("congress.not_scored")]
    lines = []
    if score.told:
        expected = formats.ratio(score.cities_expected)
        lines.append(say("congress.scored_came", came=score.came, told=score.told, expected=expected))
    if score.brier is not None and score.told >= LEAST_SCORED:
        lines.append(say("congress.scored_brier", told=score.told, brier=formats.index(score.brier)))
    if score.error is not None and score.sized >= LEAST_SCORED:
        lines.append(say("congress.scored_people", sized=score.sized, error=f"{score.error:.2f}"))
    unsized = len(forecast.chances) - score.sized
    if unsized:
        lines.append(counted("congress.scored_unsized", unsized, count=formats.count(unsized)))
    if score.complete:
        inside = forecast.low <= score.delegates <= forecast.high
        key = "congress.inside" if inside else "congress.outside"
        facts = {"low": forecast.low, "high": forecast.high, "delegates": formats.count(score.delegates)}
        lines.append(say(key, **facts))
    return lines


def rule() -> str:
    """What is assumed."""
    return say("congress.rule", dependence=f"{DEPENDENCE:g}")


def method_facts() -> dict[str, object]:
    """The numbers of how the forecast is made, for the page Method."""
    return {"dependence": f"{DEPENDENCE:g}", "least": LEAST_SCORED}
