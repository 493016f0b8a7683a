"""Who is a member at a date: a fact, whatever a figure counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from datetime import date

    from data.dataset import Dataset

LEFT: Final = ("resigned", "cancelled")


def members_at(dataset: Dataset, as_of: date) -> pd.Series:
    """Ids of the cities that are members at a date, of any category, suspended ones too.

    A year alone counts from 1 January; a blank joining date from the first dated roll on.
    """
    members = dataset.table("members")
    joined = members["joined_on"]
    has_joined = joined.isna() & (as_of >= dataset.first_roll_on) | (joined <= pd.Timestamp(as_of))
    ids: pd.Series = members.loc[has_joined & ~has_left(members, as_of), "city_id"]
    return ids


def has_left(members: pd.DataFrame, as_of: date) -> pd.Series:
    """Mask: resigned or cancelled by the date. Without a leaving date the status speaks for every date."""
    dated = members["left_on"] <= pd.Timestamp(as_of)
    return dated | (members["left_on"].isna() & members["status"].isin(LEFT))
