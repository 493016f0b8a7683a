"""Tables of the Pipeline page: which columns each has, with words for what no column says by itself."""

from __future__ import annotations

import pandas as pd

from analysis.pipeline.stage_chances import STAGE_CHANCES
from analysis.pipeline.stages import PATH
from text import label, say
from ui.core import formats
from ui.core.tables import in_percent, readable, titled
from ui.pipeline import answers
from ui.pipeline.answers import ManualChances

WORKLIST_COLUMNS = [
    *("name", "stage", "next_step", "next_step_due", "overdue", "owner", "age_days", "median_days"),
    *("median_n", "target_event_name", "days_to_event", "name_zh", "note", "provenance"),
]
ASIDE_COLUMNS = ["name", "journey_outcome", "ended_on", "reason", "furthest_stage", "owner", "illustrative"]
EXPECTED_COLUMNS = [
    *("name", "country", "stage", "chance", "chance_from", "fee_eur", "expected_fees", "scheme_assumed"),
    "illustrative",
]
JOURNEY_COLUMNS = [
    *("name", "journey_outcome", "journey_from", "ended_on", "days_to_join", "furthest_stage", "illustrative")
]
FUNNEL_COLUMNS = ["stage", "now", "reached", "share_of_first", "illustrative"]
DROP_OFF_COLUMNS = [
    *("stage", "reached", "onward_share", "decided", "onward", "still", "back", "lost", "parked")
]
COHORT_COLUMNS = [
    *("cohort", "entered", "became_members", "conversion", "median_to_join", "open_now", "lost", "parked"),
    "illustrative",
]
EXPECTED_STAGE_COLUMNS = [
    *("stage", "cities", "expected_members", "expected_fees", "unpriced", "illustrative")
]
CHANCE_SCORE_COLUMNS = ["stage", "chance", "ended", "became_members", "became_share", "brier"]
STAGE_CHANGE_COLUMNS = ["city", "stage", "since", "until", "illustrative"]
EFFECT_COLUMNS = [*("stage", "joining", "official_after", "official_change", "paying_after", "paying_change")]


def funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.prospects.funnel."""
    return readable(in_percent(rows, "share_of_first"), FUNNEL_COLUMNS)


def journeys(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.journeys.journeys with names."""
    shown = rows.assign(
        journey_outcome=rows["outcome"],
        journey_from=rows["entered_on"],
        days_to_join=rows["days"],
        furthest_stage=rows["furthest"].map(dict(enumerate(PATH))),
    )
    return readable(shown, JOURNEY_COLUMNS)


def set_aside(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.journeys.set_aside."""
    return readable(rows.assign(journey_outcome=rows["outcome"]), ASIDE_COLUMNS)


def drop_off(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.journeys.drop_off."""
    return readable(in_percent(rows, "onward_share"), DROP_OFF_COLUMNS)


def cohorts(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.cohorts.by_cohort."""
    shown = rows.rename(columns={"joined": "became_members", "open": "open_now"}).assign(
        cohort=[cohort_name(code) for code in rows["cohort"]],
        median_to_join=rows["median_days"].round().astype("Int64"),
    )
    return readable(in_percent(shown, "conversion"), COHORT_COLUMNS)


def cohort_name(code: str) -> str:
    """'2021', 'first half of 2021', 'all'."""
    year, _, half = code.partition("-")
    if half:
        return say("pipeline.first_half" if half == "1" else "pipeline.second_half", year=year)
    return say("pipeline.all_cohorts") if code == "all" else year


def expected(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.stage_chances.expected_members."""
    shown = rows.assign(chance=rows["probability"], expected_fees=rows["expected_eur"].round())
    return readable(in_percent(shown, "chance"), EXPECTED_COLUMNS)


def expected_by_stage(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.stage_chances.by_stage."""
    shown = rows.assign(
        expected_members=rows["members"].map("{:.2f}".format), expected_fees=rows["fees_eur"].round()
    )
    return readable(shown, EXPECTED_STAGE_COLUMNS)


def chance_score(rows: pd.DataFrame) -> pd.DataFrame:
    """ChanceScore.stages of analysis.pipeline.stage_chances."""
    names = {"probability": "chance", "joined": "became_members", "share": "became_share"}
    shown = in_percent(rows.rename(columns=names), "chance", "became_share")
    brier = rows["brier"].round(3).map(lambda value: None if pd.isna(value) else f"{value:.3f}")
    shown = shown.assign(brier=brier) if brier.notna().any() else shown.drop(columns="brier")
    return readable(shown, CHANCE_SCORE_COLUMNS)


def stage_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """ui.core.queries.stage_changes."""
    return readable(rows.rename(columns={"entered_on": "since"}), STAGE_CHANGE_COLUMNS)


def effect(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.pipeline.prospects.effect_of_joining."""
    shown = rows.rename(columns={"official_share": "official_after", "paying_share": "paying_after"})
    return readable(in_percent(shown, *EFFECT_COLUMNS[2:]), EFFECT_COLUMNS)


def stage_chances(manual: ManualChances) -> pd.DataFrame:
    """One row a stage: the chance that is assumed, the one that somebody set, who and when."""
    percent = {stage: 100 * chance for stage, chance in answers.chances(manual)}
    authors = {
        stage: f"{entry.author}, {formats.moment_in_words(entry.at)}" for stage, entry in manual.items()
    }
    return titled(
        stage=[label("stage", stage) for stage in STAGE_CHANCES],
        chance_assumed=[100 * chance for chance in STAGE_CHANCES.values()],
        chance_set=[percent.get(stage, float("nan")) for stage in STAGE_CHANCES],
        set_by=[authors.get(stage) for stage in STAGE_CHANCES],
    )
