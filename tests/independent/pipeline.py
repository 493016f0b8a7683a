"""The pipeline in plain Python: conversion, speed, what is to be expected, and the score of chances.

Written from docs/pipeline.md, not from the code: no pandas, nothing of `analysis`. Rows are dicts of text as
they stand in the files; a blank is ''.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from statistics import median

PATH = ("identified", "contacted", "interested", "intent_expressed", "applied", "board_approved",
        "assembly_listed", "member")  # fmt: skip


@dataclass
class City:
    """One city: its recorded steps in order as (day, number, stage), and where it stands."""

    steps: list[tuple[date, int, str]] = field(default_factory=list)
    said: str = ""
    on_roll_since: str | None = None

    @property
    def stage(self) -> str:
        if self.on_roll_since is not None:
            return "member"
        return self.said or self.steps[-1][2]

    @property
    def entered(self) -> date | None:
        return self.steps[0][0] if self.steps else None

    @property
    def joined(self) -> date | None:
        steps = [day for day, _, stage in self.steps if stage == "member"]
        if steps or len(self.on_roll_since or "") != len("2024-06-30"):
            return steps[0] if steps else None
        by_roll = date.fromisoformat(self.on_roll_since)
        return None if self.entered and by_roll < self.entered else by_roll

    @property
    def furthest(self) -> int:
        stages = {stage for _, _, stage in self.steps} | {self.stage}
        return max((PATH.index(stage) for stage in stages if stage in PATH), default=-1)

    @property
    def has_ended(self) -> bool:
        return self.stage in ("member", "lost", "parked")


def members(tables, as_of):
    """city_id → joining date as text, of who is a member at the last day of the data.

    Joined by then, or at an unknown time, and not left. A year alone sorts before its days, like 1 January.
    """
    today, found = as_of.isoformat(), {}
    for row in tables["members"]:
        joined, left = row.get("joined_on") or "", row.get("left_on") or ""
        has_left = left <= today if left else row["status"] in ("resigned", "cancelled")
        if joined <= today and not has_left:
            found[row["city_id"]] = joined
    return found


def cities(tables, as_of):
    """city_id → City, of everybody with a stage at the last day of the data. A member is at 'member'."""
    found = defaultdict(City)
    for row in tables["stage_history"]:
        day = date.fromisoformat(row["entered_on"])
        if day <= as_of:
            found[row["city_id"]].steps.append((day, int(row["seq"]), row["stage"]))
    for row in tables["prospects"]:
        found[row["city_id"]].said = row["stage"]
    for city_id, joined in members(tables, as_of).items():
        if city_id in found:
            found[city_id].on_roll_since = joined
    for city in found.values():
        city.steps.sort(key=lambda step: step[:2])
    return dict(found)


def cohort_of(day, period):
    return f"{day.year}" if period == "year" else f"{day.year}-{1 if day.month <= 6 else 2}"


def cohorts(tables, as_of, period):
    """cohort → (came in, joined, share or None, median days or None)."""
    parts = defaultdict(list)
    for city in cities(tables, as_of).values():
        if city.entered:
            parts[cohort_of(city.entered, period)].append(city)
            parts["all"].append(city)
    answers = {}
    for code, part in parts.items():
        days = [(city.joined - city.entered).days for city in part if city.joined]
        joined = sum(city.joined is not None or city.stage == "member" for city in part)
        share = Fraction(joined, len(part)) if len(part) >= 5 else None
        answers[code] = (len(part), joined, share, median(days) if len(days) >= 5 else None)
    return answers


def drop_off(tables, as_of):
    """Per stage but the last: reached, went on, there now, went back, lost, parked."""
    every = list(cities(tables, as_of).values())
    answers = []
    for place, stage in enumerate(PATH[:-1]):
        here = [city for city in every if city.furthest == place]
        answers.append(
            (
                sum(city.furthest >= place for city in every),
                sum(city.furthest > place for city in every),
                sum(city.stage == stage for city in here),
                sum(not city.has_ended and city.stage != stage for city in here),
                sum(city.stage == "lost" for city in here),
                sum(city.stage == "parked" for city in here),
            )
        )
    return answers


def expected(tables, as_of, chances, prices):
    """Expected members and fees. prices: country → fee of a joint member that is no capital, or None.

    Nobody of these rows is a capital, and all have a joint membership or none recorded.
    """
    joined, fees, on_roll = 0.0, 0.0, members(tables, as_of)
    for row in tables["prospects"]:
        if row["stage"] in ("member", "lost", "parked") or row["city_id"] in on_roll:
            continue
        chance = float(row["probability"]) if row["probability"] else chances[row["stage"]]
        joined += chance
        price = prices.get(row["country"])
        fees += chance * price if price is not None else 0.0
    return joined, fees


def score(tables, as_of, chances):
    """(cities that ended, Brier score over all their stages, stage → (n, joined))."""
    squares, by_stage, ended = [], defaultdict(lambda: [0, 0]), 0
    for city in cities(tables, as_of).values():
        passed = {stage for _, _, stage in city.steps if stage in PATH[:-1]}
        if not city.has_ended or not passed:
            continue
        ended += 1
        outcome = 1 if city.stage == "member" else 0
        for stage in passed:
            squares.append((chances[stage] - outcome) ** 2)
            by_stage[stage][0] += 1
            by_stage[stage][1] += outcome
    return ended, sum(squares) / len(squares) if squares else None, dict(by_stage)
