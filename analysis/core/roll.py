"""The roll of official members at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    from analysis.core.basis import Basis
    from data.dataset import Dataset

LEFT = ("resigned", "cancelled")


def is_known(dataset: Dataset, as_of: date) -> bool:
    """Whether the roll at that date is known: not before the first dated roll."""
    return as_of >= dataset.first_roll_on


def on_roll(dataset: Dataset, basis: Basis) -> pd.Series:
    """Mask over `members`: who is on the roll at basis.as_of; nobody before the first dated roll.

    On the roll: approved on or before the date (a year alone counts from 1 January; a blank joining date
    counts from the first dated roll on), not resigned or cancelled by then, category and suspension as the
    basis has them.
    """
    return rolls(dataset, basis, [basis.as_of])[0]


def rolls(dataset: Dataset, basis: Basis, days: list[date]) -> list[pd.Series]:
    """As `on_roll`, for several days: what does not depend on the day is looked at once."""
    members = dataset.table("members")
    eligible = members["category"].fillna("active").isin(basis.categories)
    if not basis.suspended:
        eligible &= members["status"] != "suspended"
    joined = members["joined_on"]
    return [
        eligible
        & (joined.isna() | (joined <= pd.Timestamp(day)))
        & ~has_left(members, day)
        & is_known(dataset, day)
        for day in days
    ]


def members_at(dataset: Dataset, as_of: date) -> pd.Series:
    """Ids of the cities that are members at a date, of any category, suspended ones too: a fact, whatever a
    basis counts. Also before the first dated roll, where the joining date is on record."""
    members = dataset.table("members")
    joined = members["joined_on"]
    has_joined = joined.isna() & is_known(dataset, as_of) | (joined <= pd.Timestamp(as_of))
    ids: pd.Series = members.loc[has_joined & ~has_left(members, as_of), "city_id"]
    return ids


def has_left(members: pd.DataFrame, as_of: date) -> pd.Series:
    """Mask: resigned or cancelled by the date. Without a leaving date the status speaks for every date."""
    dated = members["left_on"] <= pd.Timestamp(as_of)
    return dated | (members["left_on"].isna() & members["status"].isin(LEFT))


def official_members(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """Rows of `members` that are on the roll at basis.as_of.

    Column `joined_known` says whether a joining date is recorded.
    """
    members = dataset.table("members")
    rows = members[on_roll(dataset, basis)]
    return rows.assign(joined_known=rows["joined_on"].notna()).reset_index(drop=True)
