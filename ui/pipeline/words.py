"""The findings of the Pipeline page, one sentence each. Small numbers are said to be small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.pipeline.journeys import FEW
from analysis.pipeline.stages import PATH
from text import counted, label, say
from ui.core import formats, queries
from ui.pipeline import answers

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from ui.pipeline.answers import Chances


def headline(prospects: pd.DataFrame) -> str:
    """Who is in the pipeline, in one sentence."""
    if prospects.empty:
        return say("pipeline.headline_none")
    furthest = prospects["stage"].iloc[0]
    overdue = int(prospects["overdue"].sum())
    return counted(
        "pipeline.headline",
        len(prospects),
        count=formats.count(len(prospects)),
        furthest_count=formats.count(int((prospects["stage"] == furthest).sum())),
        furthest=label("stage", furthest),
        overdue=counted("pipeline.overdue", overdue, count=formats.count(overdue))
        if overdue
        else say("pipeline.none_overdue"),
    )


def target_event(prospects: pd.DataFrame) -> str:
    """How many days are left to the next event that prospects are to join before; '' where there is none."""
    coming = prospects[prospects["days_to_event"] >= 0].sort_values("days_to_event")
    if coming.empty:
        return ""
    first = coming.iloc[0]
    days = int(first["days_to_event"])
    return counted("pipeline.target_event", days, event=first["target_event_name"], days=days)


def funnel(basis: Basis) -> str:
    """How many became members, and where most of the others stopped."""
    rows = answers.drop_off(basis)
    furthest = answers.journeys(basis)["furthest"]
    entered, joined = int(furthest.notna().sum()), int((furthest == PATH.index("member")).sum())
    said = say("pipeline.story_funnel", entered=formats.count(entered), joined=formats.count(joined))
    stopped = rows[["back", "lost", "parked"]].sum(axis="columns")
    if not stopped.any():
        return f"{said} {say('pipeline.story_nobody_stopped')}"
    worst = rows.iloc[int(stopped.to_numpy().argmax())]
    count = int(stopped.max())
    stage = label("stage", worst["stage"])
    return f"{said} {counted('pipeline.story_stopped', count, count=formats.count(count), stage=stage)}"


def cohorts(basis: Basis) -> str:
    """How many of those that came in joined, and how long it took."""
    every = answers.cohorts(basis, "year").iloc[-1]
    entered, joined = int(every["entered"]), int(every["joined"])
    if entered < FEW:
        return counted("pipeline.story_cohorts_few", entered, count=formats.count(entered))
    facts = {"joined": formats.count(joined), "entered": formats.count(entered)}
    if joined < FEW:
        return say("pipeline.story_cohorts_slow", **facts)
    days = formats.count(every["median_days"])
    return say("pipeline.story_cohorts", days=days, share=formats.share(every["conversion"]), **facts)


def expected(basis: Basis, by_hand: Chances) -> str:
    """How many members and how much money the open prospects stand for."""
    rows = answers.expected(basis, by_hand)
    if rows.empty:
        return say("pipeline.story_expected_none")
    count = len(rows)
    facts = {"count": formats.count(count), "members": formats.ratio(rows["probability"].sum())}
    if rows["expected_eur"].isna().all():
        return counted("pipeline.story_expected_unpriced", count, **facts)
    return counted("pipeline.story_expected", count, fees=formats.money(rows["expected_eur"].sum()), **facts)


def score(basis: Basis, by_hand: Chances) -> str:
    """How good the chances were."""
    found = answers.score(basis, by_hand)
    if found.brier is None:
        return counted("pipeline.story_score_few", found.ended, count=formats.count(found.ended))
    said = say("pipeline.story_score", count=formats.count(found.ended), brier=formats.index(found.brier))
    return said if found.not_joined else f"{said} {say('pipeline.story_score_one_sided')}"


def set_aside(basis: Basis) -> str:
    """How many are lost and parked, and how many of them without a reason."""
    rows = answers.set_aside(basis)
    if rows.empty:
        return say("pipeline.story_aside_none")
    counts = rows["outcome"].value_counts()
    lost, parked = int(counts.get("lost", 0)), int(counts.get("parked", 0))
    both = {"lost": formats.count(lost), "parked": formats.count(parked)}
    said = counted("pipeline.story_aside", len(rows), count=formats.count(len(rows)), **both)
    unsaid = int(rows["reason"].isna().sum())
    if not unsaid:
        return said
    return f"{said} {counted('pipeline.story_aside_unsaid', unsaid, count=formats.count(unsaid))}"


def timeline(basis: Basis) -> str:
    """Which open prospect has stood still the longest."""
    rows = queries.prospects(basis)
    dated = rows[rows["age_days"].notna()]
    if dated.empty:
        return say("pipeline.story_timeline_none")
    longest = dated.iloc[int(dated["age_days"].to_numpy("int64").argmax())]
    return say(
        "pipeline.story_timeline",
        city=longest["name"],
        stage=label("stage", longest["stage"]),
        since=formats.day(longest["entered_on"]),
    )


def effect(basis: Basis) -> str:
    """What both shares would be if everybody joined and paid."""
    every = queries.effect_of_joining(basis).iloc[-1]
    if pd.isna(every["official_share"]) or pd.isna(every["paying_share"]):
        return say("pipeline.effect_title")
    count = int(every["joining"])
    official, paying = formats.share(every["official_share"]), formats.share(every["paying_share"])
    return counted(
        "pipeline.story_effect", count, count=formats.count(count), official=official, paying=paying
    )
