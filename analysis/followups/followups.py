"""What is to be done, by whom and until when: follow-ups, and the next steps of open prospects."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from analysis.core.city_names import city_names
from analysis.core.frames import first_match, is_illustrative, sort_rows
from analysis.pipeline.stages import open_stages
from data.dataset import Dataset

FOLLOWUP, NEXT_STEP = "followup", "next_step"
OVERDUE, OPEN, DONE = "overdue", "open", "done"
COLUMNS: Final = [
    *("followup_id", "listed_as", "city_id", "name", "name_zh", "what", "owner", "due_on", "step_state"),
    *("days_overdue", "done_on", "source", "provenance", "illustrative"),
]


def followups(dataset: Dataset, on: date) -> pd.DataFrame:
    """One row a thing to do as it stands on a day: overdue first, by the day it is due; done ones last.

    listed_as: FOLLOWUP, or NEXT_STEP of a prospect that is still open; its followup_id is made of the city.
    step_state: OVERDUE (due before the day), OPEN (also without a due day), DONE by the day. days_overdue:
    missing unless overdue. done_on: missing while open on the day. Owner and due_on may be missing.
    """
    now = pd.Timestamp(on)
    listed = dataset.table("followups").assign(listed_as=FOLLOWUP)
    rows = pd.concat([listed, _next_steps(dataset, on)], ignore_index=True)
    done_on = rows["done_on"].where(rows["done_on"] <= now)
    state = first_match({DONE: done_on.notna(), OVERDUE: rows["due_on"] < now}, OPEN, rows.index)
    late = (now - rows["due_on"]).dt.days.astype("Int64")
    rows = rows.merge(city_names(dataset), on="city_id", how="left").assign(
        done_on=done_on,
        step_state=state,
        days_overdue=late.where(state == OVERDUE),
        illustrative=is_illustrative(rows),
    )
    by = ["step_state", "due_on", "name", "followup_id"]
    return sort_rows(rows, by, {"step_state": (OVERDUE, OPEN, DONE)})[COLUMNS]


def due_soon(rows: pd.DataFrame, on: date, days: int) -> pd.DataFrame:
    """Open ones that fall due from a day until so many days later, both included, with days_left."""
    left = (rows["due_on"] - pd.Timestamp(on)).dt.days.astype("Int64")
    is_soon = (rows["step_state"] == OPEN) & left.between(0, days).fillna(value=False)
    return rows.assign(days_left=left)[is_soon].reset_index(drop=True)


def _next_steps(dataset: Dataset, on: date) -> pd.DataFrame:
    """The next step that the row of a prospect names, as a thing to do that is not done.

    What it was on an earlier day than that of the data is not on record: then today's counts.
    """
    rows = open_stages(dataset, max(on, dataset.as_of))
    rows = rows[rows["next_step"].notna()]
    return pd.DataFrame(
        {
            "followup_id": "next-" + rows["city_id"],
            "listed_as": NEXT_STEP,
            "city_id": rows["city_id"],
            "what": rows["next_step"],
            "owner": rows["owner"],
            "due_on": rows["next_step_due"],
            "done_on": pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]"),
            "source": rows["source"],
            "provenance": rows["provenance"],
        }
    )
