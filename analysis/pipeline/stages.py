"""Stages of the pipeline at a date, and the time spent in each."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.core.frames import is_illustrative
from data.dataset import Dataset
from data.membership import members_at
from data.schema import ENDED_STAGES, STAGES

PATH = list(STAGES[: STAGES.index("member") + 1])  # the way in; lost and parked lie beside it


def recorded_spells(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """The rows of stage_history begun by as_of, in order of city and time, with until and illustrative.

    until: when the next stage began, missing while the city is still there.
    """
    rows = dataset.table("stage_history")
    rows = rows[rows["entered_on"] <= pd.Timestamp(as_of)]
    rows = rows.sort_values(["city_id", "entered_on", "seq"], ignore_index=True)
    until = rows.groupby("city_id")["entered_on"].shift(-1)
    return rows.assign(until=until, illustrative=is_illustrative(rows))


def stage_spells(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """`recorded_spells` with city_id, stage, entered_on, until and illustrative alone."""
    return recorded_spells(dataset, as_of)[["city_id", "stage", "entered_on", "until", "illustrative"]]


def current_stages(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Cities with a stage at as_of, when they entered it, and own_illustrative; columns of `prospects`.

    At the dataset's own date the stage of the prospects table holds. Before it, and for a city that is not in
    that table because it has joined since, the stage is the last one recorded by then; who has none recorded
    is left out. A city that is a member at the date stands at 'member', whatever is on record: nobody is both
    a member and a prospect.
    """
    spells = stage_spells(dataset, as_of)
    rows = _with_former_prospects(dataset, spells["city_id"])
    last = spells.drop_duplicates("city_id", keep="last").set_index("city_id").reindex(rows["city_id"])
    last = last.reset_index(drop=True)
    stage = last["stage"] if as_of < dataset.as_of else rows["stage"].fillna(last["stage"])
    joined = rows["city_id"].isin(members_at(dataset, as_of))
    rows = rows.assign(stage=stage.mask(stage.notna() & joined, "member"))
    agrees = (last["stage"] == rows["stage"]).to_numpy()
    entered_on = last["entered_on"].where(agrees)
    dated = last["illustrative"].eq(True).to_numpy() & agrees  # noqa: FBT003
    rows = rows.assign(
        entered_on=entered_on.to_numpy(),
        own_illustrative=np.logical_or(dated, is_illustrative(rows)),
    )
    return rows[rows["stage"].notna()].reset_index(drop=True)


def _with_former_prospects(dataset: Dataset, recorded: pd.Series) -> pd.DataFrame:
    """The table of prospects, then a row for every other city with a recorded stage: what the roll says of
    it, without a stage."""
    prospects, members = dataset.table("prospects"), dataset.table("members")
    former = members[members["city_id"].isin(recorded) & ~members["city_id"].isin(prospects["city_id"])]
    shared = ["city_id", "name", "name_zh", "country", "scheme", "source", "provenance"]
    rows = former[shared].reindex(columns=prospects.columns).astype(prospects.dtypes)
    return pd.concat([prospects, rows], ignore_index=True)


def open_stages(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Open prospects at a date, as `current_stages`: with a stage, not ended, not a member.

    The one rule for who is an open prospect; lists, counts, maps, forecasts and effects all start here.
    """
    rows = current_stages(dataset, as_of)
    return rows[~rows["stage"].isin(ENDED_STAGES)].reset_index(drop=True)
