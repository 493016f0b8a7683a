"""The way of each city through the pipeline as one row: when it came in, how far it got, how it ended."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.city_names import names_of
from analysis.core.figure import FEW
from analysis.pipeline.stages import PATH, current_stages, recorded_spells, stage_spells
from data.dataset import Dataset
from data.membership import members_at
from data.schema import ENDED_STAGES

OPEN = "open"
JOURNEY_OUTCOMES = ("member", "lost", "parked", OPEN)
_PLACE = {stage: place for place, stage in enumerate(PATH)}


def journeys(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """One row a city with a stage by the date, in order of city_id.

    Columns: city_id, stage (now), entered_on (first stage on record; missing where none is dated), furthest
    (place in PATH of the furthest stage ever; missing where only lost or parked is known), outcome (one of
    JOURNEY_OUTCOMES: where it stands now), ended_on (when it came there; missing while open and where not
    dated), joined_on (first step as a member; without one the joining date of a member, where the day is
    known and not before entered_on; else missing), days (entered_on to joined_on), illustrative. A city that
    took part in an event has no stage for that.
    """
    spells = stage_spells(dataset, as_of)
    standing = current_stages(dataset, as_of).set_index("city_id")
    last = spells.drop_duplicates("city_id", keep="last").set_index("city_id")
    rows = last[["stage", "entered_on"]].rename(columns={"entered_on": "stage_since"})
    rows = rows.reindex(rows.index.union(standing.index))
    is_member = rows.index.isin(members_at(dataset, as_of))
    stage = standing["stage"].reindex(rows.index).fillna(rows["stage"]).mask(is_member, "member")
    rows["stage_since"] = rows["stage_since"].where(stage == rows["stage"])
    rows["stage"] = stage
    entered_on = spells.groupby("city_id")["entered_on"].min().reindex(rows.index)
    joined_on = spells[spells["stage"] == "member"].groupby("city_id")["entered_on"].min().reindex(rows.index)
    joined_on = joined_on.fillna(_joined_by_roll(dataset, entered_on).where(is_member))
    furthest = spells["stage"].map(_PLACE).groupby(spells["city_id"]).max().reindex(rows.index)
    marks = spells.groupby("city_id")["illustrative"].any().reindex(rows.index).eq(other=True)
    outcome = rows["stage"].where(rows["stage"].isin(ENDED_STAGES), OPEN)
    table = rows.assign(
        entered_on=entered_on,
        furthest=pd.concat([furthest, rows["stage"].map(_PLACE)], axis="columns").max(axis="columns"),
        outcome=outcome,
        ended_on=rows["stage_since"].where(outcome != OPEN),
        joined_on=joined_on,
        days=(joined_on - entered_on).dt.days.astype("Int64"),
        illustrative=marks | standing["own_illustrative"].reindex(rows.index).eq(other=True),
    )
    return table.drop(columns="stage_since").rename_axis("city_id").reset_index()


def _joined_by_roll(dataset: Dataset, entered_on: pd.Series) -> pd.Series:
    """Joining date by the roll of these cities; missing unless the day is known and it lies not before the
    day of entry."""
    members = dataset.table("members")
    dated = members[members["joined_on_precision"] == "day"].set_index("city_id")["joined_on"]
    joined = dated.reindex(entered_on.index)
    return joined.where(~(joined < entered_on))


def drop_off(journeys: pd.DataFrame) -> pd.DataFrame:
    """One row a stage of the path but the last: what became of those that got so far and no further.

    Columns: stage, reached, onward (reached a later one), still (there now), back (now at
    an earlier one), lost, parked; reached = onward + still + back + lost + parked. onward_share: onward
    of all whose way from here is decided, which are those that went on, back, lost or parked; missing under
    FEW. decided: their number.
    """
    rows = []
    for place, stage in enumerate(PATH[:-1]):
        here = journeys[journeys["furthest"] == place]
        reached = int((journeys["furthest"] >= place).sum())
        still = int(((here["outcome"] == OPEN) & (here["stage"] == stage)).sum())
        ended = {code: int((here["outcome"] == code).sum()) for code in ("lost", "parked")}
        back = len(here) - still - sum(ended.values())
        decided, onward = reached - still, reached - len(here)
        share = onward / decided if decided >= FEW else float("nan")
        rows.append(
            {"stage": stage, "reached": reached, "onward": onward, "still": still, "back": back}
            | ended
            | {"decided": decided, "onward_share": share}
        )
    return pd.DataFrame(rows)


def set_aside(dataset: Dataset, journeys: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Cities that are lost or parked at the date, the latest first.

    Columns: city_id, name (as the data call it today), outcome, ended_on, furthest_stage
    (missing where not on record), reason (note of the step; else, at the dataset's own date, the prospect's
    own note; missing where none is), owner, illustrative.
    """
    rows = journeys[journeys["outcome"].isin(["lost", "parked"])]
    last = recorded_spells(dataset, as_of).drop_duplicates("city_id", keep="last").set_index("city_id")
    notes = last.reindex(rows["city_id"]).set_axis(rows.index)
    prospects = dataset.table("prospects").set_index("city_id")
    own = prospects.reindex(rows["city_id"]).set_axis(rows.index)
    note = notes["note"].where(notes["stage"] == rows["stage"])
    table = pd.DataFrame(
        {
            "city_id": rows["city_id"],
            "name": names_of(dataset, rows["city_id"]),
            "outcome": rows["outcome"],
            "ended_on": rows["ended_on"],
            "furthest_stage": rows["furthest"].map(dict(enumerate(PATH))),
            "reason": note.fillna(own["note"]) if as_of >= dataset.as_of else note,
            "owner": own["owner"].fillna(notes["by"]),
            "illustrative": rows["illustrative"],
        }
    )
    return table.sort_values(["ended_on", "name"], ascending=[False, True], ignore_index=True)
