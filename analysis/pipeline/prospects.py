"""The prospect pipeline: who stands where, since when, what comes next, and what it would change."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.figure import FEW, Figure, ratio
from analysis.core.frames import is_illustrative, sort_rows
from analysis.core.groups import in_group
from analysis.pipeline.stages import PATH, current_stages, open_stages, stage_spells
from data.dataset import Dataset


def prospects(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Open prospects at a date, furthest stage first, then whose next step is due first.

    Adds to the columns of `prospects`: entered_on and age_days (since the current stage was entered; missing
    where no date is recorded), median_days and median_n (time that others spent in this stage before leaving
    it), owner, next_step and next_step_due (the prospect's own, or else those of its earliest open
    follow-up), overdue, target_event_name, days_to_event, illustrative (any row behind the line is).
    """
    now = pd.Timestamp(as_of)
    rows = open_stages(dataset, as_of)
    rows = rows.merge(_time_in_stage(dataset, as_of), on="stage", how="left")
    rows = _with_next_step(rows, _open_followups(dataset, as_of))
    rows = _with_target_event(rows, dataset.table("events"), now)
    rows = rows.assign(
        age_days=(now - rows["entered_on"]).dt.days.astype("Int64"),
        overdue=rows["next_step_due"] < now,
        illustrative=rows[["own_illustrative", "step_illustrative"]].any(axis=1),
    )
    by = ["stage", "next_step_due", "name", "city_id"]
    rows = sort_rows(rows, by, {"stage": PATH[::-1]})
    return rows.drop(columns=["own_illustrative", "step_illustrative"])


def worklist(open_prospects: pd.DataFrame) -> pd.DataFrame:
    """The answer of `prospects` as a list to work through: overdue steps first, the longest overdue on top,
    the others in their order. median_days is whole; missing where fewer than FEW left the stage."""
    late = open_prospects[open_prospects["overdue"]].sort_values("next_step_due", kind="stable")
    rows = pd.concat([late, open_prospects[~open_prospects["overdue"]]], ignore_index=True)
    usual = rows["median_days"].where(rows["median_n"] >= FEW).round().astype("Int64")
    return rows.assign(median_days=usual)


def funnel(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """One row a stage of the path: `now` at it, `reached` it or a later one so far, `share_of_first`.

    Everybody with a stage counts, also who became a member; lost and parked count by the stages they
    reached. illustrative: a row behind the number is. share_of_first is missing where nobody ever started.
    """
    place = {stage: number for number, stage in enumerate(PATH)}
    current = current_stages(dataset, as_of)
    spells = stage_spells(dataset, as_of)
    reached = pd.concat([spells[["city_id", "stage"]], current[["city_id", "stage"]]])
    furthest = reached.assign(place=reached["stage"].map(place)).groupby("city_id")["place"].max()
    marks = pd.concat([spells["illustrative"], current["own_illustrative"]])
    rows = pd.DataFrame(
        {
            "stage": PATH,
            "now": [int((current["stage"] == stage).sum()) for stage in PATH],
            "reached": [int((furthest >= number).sum()) for number in range(len(PATH))],
            "illustrative": bool(marks.any()),
        }
    )
    first = rows["reached"].iloc[0]
    return rows.assign(share_of_first=rows["reached"] / (first or float("nan")))


def effect_of_joining(
    open_prospects: pd.DataFrame, dataset: Dataset, basis: Basis, official: Figure, paying: Figure
) -> pd.DataFrame:
    """Both shares if everybody of a stage joined and paid: one row a stage, then one for all ('all').

    Columns: stage, joining (all), joining_group (of the focus group), official_share, paying_share (after;
    missing where undefined), official_change, paying_change (missing where the share is undefined today).
    """
    member_of_group = in_group(dataset, basis.group, open_prospects["city_id"])
    stages = [stage for stage in reversed(PATH) if (open_prospects["stage"] == stage).any()]
    rows = []
    for stage in [*stages, "all"]:
        chosen = (open_prospects["stage"] == stage) | (stage == "all")
        k, k_c = int(chosen.sum()), int((chosen & member_of_group).sum())
        rows.append(
            {"stage": stage, "joining": k, "joining_group": k_c}
            | _after("official", official, k, k_c)
            | _after("paying", paying, k, k_c)
        )
    columns = ["stage", "joining", "joining_group"]
    columns += [f"{side}_{name}" for side in ("official", "paying") for name in ("share", "change")]
    return pd.DataFrame(rows, columns=columns)


def _after(name: str, figure: Figure, k: int, k_c: int) -> dict[str, float | None]:
    if figure.value is None or figure.numerator is None or figure.denominator is None:
        return {f"{name}_share": None, f"{name}_change": None}
    after = ratio(figure.numerator + k_c, figure.denominator + k)
    return {f"{name}_share": after, f"{name}_change": None if after is None else after - figure.value}


def _time_in_stage(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Median days in each stage of those who left it, with their number."""
    spells = stage_spells(dataset, as_of)
    left = spells[spells["until"].notna()]
    days = (left["until"] - left["entered_on"]).dt.days
    medians = days.groupby(left["stage"]).agg(median_days="median", median_n="size")
    return medians.reset_index()


def _open_followups(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """The earliest open follow-up of each city."""
    followups = dataset.table("followups")
    still_open = followups[~(followups["done_on"] <= pd.Timestamp(as_of))]
    return still_open.sort_values(["due_on", "followup_id"], na_position="last").drop_duplicates("city_id")


def _with_next_step(rows: pd.DataFrame, followups: pd.DataFrame) -> pd.DataFrame:
    step = followups.set_index("city_id").reindex(rows["city_id"]).reset_index(drop=True)
    rows = rows.reset_index(drop=True)
    own = rows["next_step_due"].notna()
    uses_followup = ~own & step["what"].notna()
    return rows.assign(
        next_step=rows["next_step"].where(own, step["what"]).fillna(rows["next_step"]),
        next_step_due=rows["next_step_due"].where(own, step["due_on"]),
        owner=rows["owner"].fillna(step["owner"]),
        step_illustrative=uses_followup & is_illustrative(step),
    )


def _with_target_event(rows: pd.DataFrame, events: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    by_id = events.set_index("event_id")
    named = by_id.reindex(rows["target_event"]).set_axis(rows.index)
    return rows.assign(
        target_event_name=named["name"],
        target_event_on=named["starts_on"],
        days_to_event=(named["starts_on"] - now).dt.days.astype("Int64"),
    )
