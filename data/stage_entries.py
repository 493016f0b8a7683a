"""Stage history that follows from a change of stage: one row a change, where the history does not have it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pandas as pd

from data.keys import key_index, positions
from data.schema import TABLES

FROM_UPLOAD: Final = "a change of stage in an uploaded file"


def with_stage_entries(
    before: Mapping[str, pd.DataFrame],
    after: Mapping[str, pd.DataFrame],
    entered_on: date,
    source: str = FROM_UPLOAD,
) -> pd.DataFrame:
    """The stage history of `after`, with a row for each prospect whose stage changed without one.

    before, after: all tables. entered_on: the day that a derived row gets: the day from which the change is
    known. No row is derived for a prospect that is new, for one whose history was stated together with the
    stage, for one whose last row already says so, and for one with a row of a later day.
    """
    history = after["stage_history"]
    moved = _moved(before["prospects"], after["prospects"])
    if moved.empty:
        return history
    cities_told = _cities_with_new_rows(before["stage_history"], history)
    day = pd.Timestamp(entered_on)
    last = history.sort_values(["city_id", "entered_on", "seq"]).drop_duplicates("city_id", keep="last")
    last = last.set_index("city_id").reindex(moved["city_id"]).reset_index()
    is_known = (last["stage"] == moved["stage"]) | (last["entered_on"] > day)
    derived = moved[~(is_known | moved["city_id"].isin(cities_told)).to_numpy()]
    return pd.concat(
        [history, *[stage_entry(history, row, day, source) for _, row in derived.iterrows()]]
    ).reset_index(drop=True)


def stage_entry(history: pd.DataFrame, prospect: pd.Series, day: pd.Timestamp, source: str) -> pd.DataFrame:
    """One row of the history: the prospect entered its stage on a day, after all else of that day."""
    same_day = (history["city_id"] == prospect["city_id"]) & (history["entered_on"] == day)
    latest = history.loc[same_day, "seq"].max()
    row = {
        "city_id": prospect["city_id"],
        "entered_on": day,
        "seq": 1 if pd.isna(latest) else int(latest) + 1,
        "stage": prospect["stage"],
        "by": prospect["owner"],
        "note": None,
        "source": source,
        "provenance": "uploaded",
    }
    return pd.DataFrame([row])[list(history.columns)].astype(history.dtypes.to_dict())


def _moved(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Prospects that both states have, in different stages; as they are in the second."""
    if before is after:
        return after.iloc[:0]
    at = positions(key_index(after, ("city_id",)), key_index(before, ("city_id",)))
    both = after.loc[at >= 0].reset_index(drop=True)
    was = before["stage"].iloc[at[at >= 0]].reset_index(drop=True)
    return both[both["stage"] != was].reset_index(drop=True)


def _cities_with_new_rows(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """Cities of which `after` has a row of the history that `before` has not, or has otherwise."""
    facts = (*TABLES["stage_history"].key, "stage")
    is_new = positions(key_index(after, facts), key_index(before, facts)) < 0
    return after.loc[is_new, "city_id"]
