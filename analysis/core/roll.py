"""The roll of official members at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.membership import has_left

if TYPE_CHECKING:
    from datetime import date

    from analysis.core.basis import Basis
    from data.dataset import Dataset


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


def official_members(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """Rows of `members` that are on the roll at basis.as_of.

    Column `joined_known` says whether a joining date is recorded.
    """
    members = dataset.table("members")
    rows = members[on_roll(dataset, basis)]
    return rows.assign(joined_known=rows["joined_on"].notna()).reset_index(drop=True)
