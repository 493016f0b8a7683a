"""Where one city stands: on the roll, gone, a prospect at a stage, or outside; at a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.roll import is_known, on_roll
from analysis.pipeline.prospects import prospects
from analysis.pipeline.stages import current_stages
from data.dataset import Dataset
from data.membership import LEFT
from data.schema import CATEGORIES, ENDED_STAGES

Kind = Literal["member", "left", "roll_unknown", "coming", "prospect", "ended", "outside"]


@dataclass(frozen=True)
class CityStatus:
    """Where a city stands. Whoever took part in an event without being on the roll is still no member.

    kind: 'member' (on the roll, whatever its category, also suspended), 'left' (resigned or cancelled),
    'coming' (joins after the date), 'roll_unknown' (no roll of that date is in the data), 'prospect' (an open
    one), 'ended' (a prospect that is lost, parked or said to be a member without being on the roll),
    'outside'. member, prospect: its row of `members` and of pipeline.prospects (an ended one: of
    analysis.pipeline.stages.current_stages), None without one. illustrative: one of those rows is.
    """

    kind: Kind
    member: pd.Series | None
    prospect: pd.Series | None

    @property
    def illustrative(self) -> bool:
        """Whether the status rests on an invented row."""
        marked = self.member is not None and self.member["provenance"] == "illustrative"
        return bool(marked or (self.prospect is not None and self.prospect["illustrative"]))


def city_status(dataset: Dataset, basis: Basis, city_id: str) -> CityStatus:
    """Where a city stands at the date of a basis, whichever categories the basis counts."""
    members = dataset.table("members")
    everyone = replace(basis, categories=CATEGORIES, suspended=True)
    mine = members["city_id"] == city_id
    row = members[mine].iloc[0] if mine.any() else None
    waiting = _prospect(dataset, basis.as_of, city_id)
    if row is not None:
        is_on = bool(on_roll(dataset, everyone)[mine].iloc[0])
        kind: Kind = "member" if is_on else _why_not(dataset, basis.as_of, row)
        if kind not in ("left", "coming") or waiting is None:
            return CityStatus(kind, row, waiting)
    if waiting is None:
        return CityStatus("outside", row, None)
    return CityStatus("ended" if waiting["stage"] in ENDED_STAGES else "prospect", row, waiting)


def _why_not(dataset: Dataset, as_of: date, row: pd.Series) -> Kind:
    now = pd.Timestamp(as_of)
    if not is_known(dataset, as_of):
        return "roll_unknown"
    if row["left_on"] <= now or (pd.isna(row["left_on"]) and row["status"] in LEFT):
        return "left"
    return "coming"


def _prospect(dataset: Dataset, as_of: date, city_id: str) -> pd.Series | None:
    """The city's row in the pipeline, open or ended."""
    if city_id not in set(dataset.table("prospects")["city_id"]):
        return None
    rows = prospects(dataset, as_of)
    rows = rows[rows["city_id"] == city_id]
    if rows.empty:
        rows = current_stages(dataset, as_of)
        rows = rows[rows["city_id"] == city_id].rename(columns={"own_illustrative": "illustrative"})
    return rows.iloc[0] if len(rows) else None
