"""What each city owes and what has arrived for one fee year, as known at a date. Money in EUR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.core.ledger import build_ledger

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from data.dataset import Dataset


def balances(dataset: Dataset, fee_year: int, as_of: date) -> pd.DataFrame:
    """One row a member, indexed by city_id, for one fee year; see `analysis.core.ledger.Ledger.of_year`."""
    return build_ledger(dataset, as_of, fee_year).of_year(fee_year)
