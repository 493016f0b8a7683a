"""Figures of the Follow-ups page."""

from __future__ import annotations

from datetime import date

import pandas as pd

import analysis.followups.followups
from data.schema import OFFICES
from data.store.database import reading
from data.store.redaction import without_people
from ui.core import queries, store
from ui.core.cache import cached


@cached(size=16)
def followups(as_of: date) -> pd.DataFrame:
    """All that is to be done and was done, as it stands on a day."""
    return analysis.followups.followups.followups(queries.dataset(), as_of)


def owners(rows: pd.DataFrame) -> list[str]:
    """The offices, and whoever else owns a follow-up."""
    return list(dict.fromkeys([*OFFICES, *sorted(rows["owner"].dropna().unique())]))


def without_names(rows: pd.DataFrame) -> pd.DataFrame:
    """The same follow-ups with the names of contacts removed from what is to be done."""
    with reading(store.opened()) as connection:
        return rows.assign(what=without_people(connection, rows["what"]))
