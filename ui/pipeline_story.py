"""The findings of the Pipeline page, one sentence each. Small numbers are said to be small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.journeys import FEW
from analysis.stages import PATH
from ui import numbers, services
from ui import pipeline_answers as answers
from ui.text import counted, label, say

if TYPE_CHECKING:
    from analysis.basis import Basis
    from ui.pipeline_answers import Chances


def funnel(basis: Basis) -> str:
    """How many became members, and where most of the others stopped."""
    rows = answers.drop_off(basis)
    furthest = answers.journeys(basis)["furthest"]
    entered, joined = int(furthest.notna().sum()), int((furthest == PATH.index("member")).sum())
    said = say("pipeline.story_funnel", entered=numbers.count(entered), joined=numbers.count(joined))
    stopped = rows[["back", "lost", "parked"]].sum(axis="columns")
    if not stopped.any():
        return f"{said} {say('pipeline.story_nobody_stopped')}"
    worst = rows.iloc[int(stopped.to_numpy().argmax())]
    count = int(stopped.max())
    stage = label("stage", worst["stage"])
    return f"{said} {counted('pipeline.story_stopped', count, count=numbers.count(count), stage=stage)}"


def cohorts(basis: Basis) -> str:
    """How many of those that came in joined, and how long it took."""
    every = answers.cohorts(basis, "year").iloc[-1]
    entered, joined = int(every["entered"]), int(every["joined"])
    if entered < FEW:
        return counted("pipeline.story_cohorts_few", entered, count=numbers.count(entered))
    facts = {"joined": numbers.count(joined), "entered": numbers.count(entered)}
    if joined < FEW:
        return say("pipeline.story_cohorts_slow", **facts)
    days = numbers.count(every["median_days"])
    return say("pipeline.story_cohorts", days=days, share=numbers.share(every["conversion"]), **facts)


def expected(basis: Basis, by_hand: Chances) -> str:
    """How many members and how much money the open prospects stand for."""
    rows = answers.expected(basis, by_hand)
    if rows.empty:
        return say("pipeline.story_expected_none")
    count = len(rows)
    facts = {"count": numbers.count(count), "members": numbers.ratio(rows["probability"].sum())}
    if rows["expected_eur"].isna().all():
        return counted("pipeline.story_expected_unpriced", count, **facts)
    return counted("pipeline.story_expected", count, fees=numbers.money(rows["expected_eur"].sum()), **facts)


def score(basis: Basis, by_hand: Chances) -> str:
    """How good the chances were."""
    found = answers.score(basis, by_hand)
    if found.brier is None:
        return counted("pipeline.story_score_few", found.ended, count=numbers.count(found.ended))
    said = say("pipeline.story_score", count=numbers.count(found.ended), brier=numbers.index(found.brier))
    return said if found.not_joined else f"{said} {say('pipeline.story_score_one_sided')}"


def set_aside(basis: Basis) -> str:
    """How many are lost and parked, and how many of them without a reason."""
    rows = answers.set_aside(basis)
    if rows.empty:
        return say("pipeline.story_aside_none")
    counts = rows["outcome"].value_counts()
    lost, parked = int(counts.get("lost", 0)), int(counts.get("parked", 0))
    both = {"lost": numbers.count(lost), "parked": numbers.count(parked)}
    said = counted("pipeline.story_aside", len(rows), count=numbers.count(len(rows)), **both)
    unsaid = int(rows["reason"].isna().sum())
    if not unsaid:
        return said
    return f"{said} {counted('pipeline.story_aside_unsaid', unsaid, count=numbers.count(unsaid))}"


def timeline(basis: Basis) -> str:
    """Which open prospect has stood still the longest."""
    rows = services.prospects(basis)
    dated = rows[rows["age_days"].notna()]
    if dated.empty:
        return say("pipeline.story_timeline_none")
    longest = dated.iloc[int(dated["age_days"].to_numpy("int64").argmax())]
    return say(
        "pipeline.story_timeline",
        city=longest["name"],
        stage=label("stage", longest["stage"]),
        since=numbers.day(longest["entered_on"]),
    )


def effect(basis: Basis) -> str:
    """What both shares would be if everybody joined and paid."""
    every = services.effect_of_joining(basis).iloc[-1]
    if pd.isna(every["official_share"]) or pd.isna(every["paying_share"]):
        return say("pipeline.effect_title")
    count = int(every["joining"])
    official, paying = numbers.share(every["official_share"]), numbers.share(every["paying_share"])
    return counted(
        "pipeline.story_effect", count, count=numbers.count(count), official=official, paying=paying
    )
