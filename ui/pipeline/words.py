"""The findings of the Pipeline page, one sentence each. Small numbers are said to be small."""

from __future__ import annotations

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.figure import FEW
from analysis.core.least_scored import LEAST_SCORED
from analysis.pipeline.stages import PATH
from text import counted, label, say
from ui.core import formats, queries
from ui.pipeline import answers
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


def present_step(row: pd.Series, *, own: bool) -> str:
    """The next step of an open prospect as the list has it, whose it is and until when.

    row: of `queries.prospects`. own: whether it is the prospect's, not that of a follow-up of its city.
    """
    if pd.isna(row["next_step"]):
        return say("pipeline.step_none")
    form = "overdue" if row["overdue"] else "undated" if pd.isna(row["next_step_due"]) else "due"
    sentence = say(
        "pipeline.step_now",
        step=row["next_step"],
        owner=say("pipeline.no_owner") if pd.isna(row["owner"]) else label("owner", row["owner"]),
        due=say(f"pipeline.step_{form}", day=formats.day(row["next_step_due"])),
    )
    return sentence if own else f"{sentence} {say('pipeline.step_from_followups')}"


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
    sentence = say("pipeline.story_funnel", entered=formats.count(entered), joined=formats.count(joined))
    stopped = rows[["back", "lost", "parked"]].sum(axis="columns")
    if not stopped.any():
        return f"{sentence} {say('pipeline.story_nobody_stopped')}"
    worst = rows.iloc[int(stopped.to_numpy().argmax())]
    count = int(stopped.max())
    stage = label("stage", worst["stage"])
    return f"{sentence} {counted('pipeline.story_stopped', count, count=formats.count(count), stage=stage)}"


def cohorts(basis: Basis) -> str:
    """How many of those that came in joined, and how long it took."""
    total = answers.cohorts(basis, "year").iloc[-1]
    entered, joined = int(total["entered"]), int(total["joined"])
    if entered < FEW:
        return counted("pipeline.story_cohorts_few", entered, count=formats.count(entered))
    facts = {"joined": formats.count(joined), "entered": formats.count(entered)}
    if joined < FEW:
        return say("pipeline.story_cohorts_slow", **facts)
    days = formats.count(total["median_days"])
    return say("pipeline.story_cohorts", days=days, share=formats.share(total["conversion"]), **facts)


def expected(basis: Basis, manual: Chances) -> str:
    """How many members and how much money the open prospects stand for."""
    rows = answers.expected(basis, manual)
    if rows.empty:
        return say("pipeline.story_expected_none")
    count = len(rows)
    facts = {"count": formats.count(count), "members": formats.ratio(rows["probability"].sum())}
    if rows["expected_eur"].isna().all():
        return counted("pipeline.story_expected_unpriced", count, **facts)
    return counted("pipeline.story_expected", count, fees=formats.money(rows["expected_eur"].sum()), **facts)


def score(basis: Basis, manual: Chances) -> str:
    """How good the chances were."""
    score = answers.score(basis, manual)
    if score.brier is None:
        ended = counted("congress.cities", score.ended, count=formats.count(score.ended))
        joined = formats.count(score.ended - score.not_joined)
        return say("pipeline.story_score_few", joined=joined, ended=ended, least=LEAST_SCORED)
    sentence = say("pipeline.story_score", count=formats.count(score.ended), brier=formats.index(score.brier))
    return sentence if score.not_joined else f"{sentence} {say('pipeline.story_score_one_sided')}"


def set_aside(basis: Basis) -> str:
    """How many are lost and parked, and how many of them without a reason."""
    rows = answers.set_aside(basis)
    if rows.empty:
        return say("pipeline.story_aside_none")
    counts = rows["outcome"].value_counts()
    lost, parked = int(counts.get("lost", 0)), int(counts.get("parked", 0))
    both = {"lost": formats.count(lost), "parked": formats.count(parked)}
    sentence = counted("pipeline.story_aside", len(rows), count=formats.count(len(rows)), **both)
    unexplained = int(rows["reason"].isna().sum())
    if not unexplained:
        return sentence
    return (
        f"{sentence} {counted('pipeline.story_aside_unsaid', unexplained, count=formats.count(unexplained))}"
    )


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
    total = queries.effect_of_joining(basis).iloc[-1]
    if pd.isna(total["official_share"]) or pd.isna(total["paying_share"]):
        return say("pipeline.effect_title")
    count = int(total["joining"])
    view = queries.overview(basis)
    official, paying = (
        formats.share_alone((each.numerator or 0) + total["joining_group"], (each.denominator or 0) + count)
        for each in (view.official, view.paying)
    )
    return counted(
        "pipeline.story_effect", count, count=formats.count(count), official=official, paying=paying
    )
