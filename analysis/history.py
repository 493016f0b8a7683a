"""Shares and money by fee year, over the roll at the as-of date, and the difference to a year ago."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from analysis.basis import fee_years
from analysis.money import member_money, money_figures
from analysis.roll import is_known
from analysis.shares import official_share, paying_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.basis import Basis
    from analysis.figure import Figure
    from data.dataset import Dataset


def by_fee_year(dataset: Dataset, basis: Basis) -> pd.DataFrame:
    """One row a fee year up to basis.fee_year, oldest first.

    Columns: fee_year; paying_share, low, high (missing where undefined); group_paying, paying (counts);
    official_share (missing before the first dated roll), official_on (the date it is of); received_eur,
    due_eur (known dues), group_received_eur; received_share, collection_rate (missing where undefined);
    to_date (True while the year is not over); illustrative.
    Payers are counted among the members on the roll at basis.as_of.
    """
    years = [year for year in fee_years(dataset) if basis.fee_year is not None and year <= basis.fee_year]
    rows = [_year(dataset, replace(basis, fee_year=year)) for year in years]
    columns = list(_year(dataset, replace(basis, fee_year=basis.as_of.year)))
    return pd.DataFrame(rows, columns=columns)


def _year(dataset: Dataset, basis: Basis) -> dict[str, object]:
    year = basis.fee_year or basis.as_of.year
    paying = paying_share(dataset, basis)
    official_on = min(basis.as_of, date(year, 12, 31))
    official = official_share(dataset, replace(basis, as_of=official_on))
    money = member_money(dataset, basis)
    of_money = {figure.name: figure.value for figure in money_figures(money, basis)}
    return {
        "fee_year": year,
        "paying_share": paying.value,
        "low": paying.low,
        "high": paying.high,
        "group_paying": paying.numerator or 0,
        "paying": paying.denominator or 0,
        "official_share": official.value,
        "official_on": official_on,
        "received_eur": float(money["received_eur"].sum()),
        "due_eur": float(money["due_eur"].sum()),
        "group_received_eur": float(money.loc[money["in_group"], "received_eur"].sum()),
        "received_share": of_money["money_received_share"],
        "collection_rate": of_money["collection_rate"],
        "to_date": basis.as_of < date(year, 12, 31),
        "illustrative": paying.illustrative or official.illustrative or bool(money["illustrative"].any()),
    }


@dataclass(frozen=True)
class Difference:
    """Change of a figure since the same day a year earlier; `reason` says why it is withheld."""

    now: Figure
    before: Figure | None
    earlier: date
    change: float | None
    reason: str | None


def since_last_year(
    dataset: Dataset, basis: Basis, measure: Callable[[Dataset, Basis], Figure]
) -> Difference:
    """Compare with the previous fee year to the same day, on the roll of that day, or say why not."""
    now = measure(dataset, basis)
    earlier = _same_day_last_year(basis.as_of)
    if not is_known(dataset, earlier):
        return Difference(now, None, earlier, None, "before_first_roll")
    year = basis.fee_year - 1 if basis.fee_year is not None else None
    before = measure(dataset, replace(basis, as_of=earlier, fee_year=year))
    if now.value is None or before.value is None:
        return Difference(now, before, earlier, None, now.reason or before.reason)
    return Difference(now, before, earlier, now.value - before.value, None)


def _same_day_last_year(day: date) -> date:
    """29 February has no same day a year earlier: the 28th stands for it."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)
