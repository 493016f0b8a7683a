"""Prospects whose city has joined the roll: closing them with a dated stage "member"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from data.dataset import Dataset
from data.membership import members_at
from data.schema import ENDED_STAGES
from data.stage_entries import stage_entry

JOINED: Final = "the city is on the roll"


@dataclass(frozen=True)
class Closing:
    """A proposal: this prospect stands at `stage` and its city is a member.

    entered_on: the day that stage "member" gets: the joining date; where no day is known, or a later stage or
    the day of the data forbids it, the day of the data. Missing where a stage of a later day is on record.
    """

    city_id: str
    name: str
    stage: str
    entered_on: date | None


def closings(dataset: Dataset) -> list[Closing]:
    """Every open prospect that is a member at the day of the data, in the order of the table."""
    rows = dataset.table("prospects")
    is_joined = rows["city_id"].isin(members_at(dataset, dataset.as_of))
    rows = rows[is_joined & ~rows["stage"].isin(ENDED_STAGES)]
    members = dataset.table("members").set_index("city_id")
    days = members["joined_on"].where(members["joined_on_precision"] == "day")
    last = dataset.table("stage_history").groupby("city_id")["entered_on"].max()
    return [
        Closing(city, name, stage, _entered_on(days.get(city), last.get(city), dataset.as_of))
        for city, name, stage in zip(rows["city_id"], rows["name"], rows["stage"], strict=True)
    ]


def _entered_on(joined: pd.Timestamp | None, last: pd.Timestamp | None, as_of: date) -> date | None:
    earliest = pd.Timestamp.min if last is None or pd.isna(last) else last
    for day in (joined, pd.Timestamp(as_of)):
        if day is not None and not pd.isna(day) and earliest <= day <= pd.Timestamp(as_of):
            return day.date()
    return None


def close_prospects(dataset: Dataset, proposals: Collection[Closing]) -> Dataset:
    """The dataset with these prospects at stage "member", with a row of stage history for each dated one."""
    if not proposals:
        return dataset
    prospects, history = dataset.table("prospects"), dataset.table("stage_history")
    is_closed = prospects["city_id"].isin([each.city_id for each in proposals])
    prospects = prospects.assign(stage=prospects["stage"].mask(is_closed, "member"))
    for each in proposals:
        if each.entered_on is not None:
            row = prospects[prospects["city_id"] == each.city_id].iloc[0]
            entry = stage_entry(history, row, pd.Timestamp(each.entered_on), JOINED)
            history = pd.concat([history, entry], ignore_index=True)
    tables = {"prospects": prospects, "stage_history": history}
    return replace(dataset, tables=MappingProxyType({**dataset.tables, **tables}))
