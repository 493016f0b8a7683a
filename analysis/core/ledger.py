"""What every member owed and paid for every fee year, as known at a date: all of it computed once.

Figures of one date share it, whatever their group and definition. Source of the rules: docs/definitions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, AnyArray, Days, Mask, Places
from analysis.core.basis import fee_years
from analysis.core.dates import receipts_by
from analysis.core.frames import is_illustrative
from analysis.core.tariff import grid, level_of, priced
from data.completeness import is_complete
from data.dataset import Dataset

_NEVER = np.datetime64("NaT", "s")


@dataclass(frozen=True, eq=False)
class Ledger:
    """Arrays of members × years: rows as in the table `members`, columns as in `years` (ascending).

    years: every fee year on record, the year before each, and the one asked for with the two before it.
    recorded_years: those on record. Money in EUR, NaN where unknown; see `of_year` for what each measure is.
    is_complete: for each year whether its receipts are declared complete at the date.
    """

    as_of: date
    cities: pd.Index
    years: tuple[int, ...]
    recorded_years: tuple[int, ...]
    is_complete: Mask
    gross_eur: Amounts
    fee_in_file: Mask
    waived_eur: Amounts
    due_eur: Amounts
    received_eur: Amounts
    receipts: Places
    recorded: Mask
    dated: Mask
    invoiced_on: Days
    invoice_on: Days
    joined_later: Mask
    illustrative: Mask

    def column(self, fee_year: int) -> int:
        """Place of a year in the arrays. ValueError for a year that was not asked for."""
        return self.years.index(fee_year)

    def of_year(self, fee_year: int) -> pd.DataFrame:
        """One row a member, indexed by city_id, for one fee year.

        gross_eur: the fee in the file (fee_in_file), or else by the tariff; waived_eur; due_eur: gross −
        discount − waiver, missing where unknown. received_eur: sum of receipts allocated to the year and
        dated by the day (refunds are negative), 0 where there is none. receipts: their number. recorded: a
        due or an invoice is in the file. dated: an invoice date is in the file. invoiced_on: missing where
        not invoiced by the day; invoice_on: the same, also of a later day. joined_later: after the year.
        illustrative: a row behind it is illustrative.
        """
        at = self.column(fee_year)
        return pd.DataFrame({name: getattr(self, name)[:, at] for name in _MEASURES}, index=self.cities)


_MEASURES = (
    *("gross_eur", "fee_in_file", "waived_eur", "due_eur", "received_eur", "receipts", "recorded", "dated"),
    *("invoiced_on", "invoice_on", "joined_later", "illustrative"),
)


def build_ledger(dataset: Dataset, as_of: date, fee_year: int | None = None) -> Ledger:
    """What all members owed and paid, as known at a date. fee_year: a year it must have, on record or not."""
    recorded_years = tuple(fee_years(dataset))
    years = _years(recorded_years, fee_year)
    members = dataset.table("members")
    cities = pd.Index(members["city_id"], name="city_id")
    dues = _Placed(dataset.table("dues"), cities, years)
    arrived = _Placed(receipts_by(dataset, as_of), cities, years)
    gross = dues.values("due_eur", np.nan)
    in_file = ~np.isnan(gross)
    joined_in = members["joined_on"].dt.year.to_numpy("float64")[:, None]
    prices, invented = _by_tariff(dataset, members, years)
    gross = np.where(in_file, gross, np.where(joined_in >= np.array(years), np.nan, prices))
    waived = np.nan_to_num(dues.values("waived_eur", 0.0))
    due = gross - np.nan_to_num(dues.values("discount_eur", 0.0)) - waived
    invoiced_on = dues.values("invoiced_on", _NEVER)
    dated = ~np.isnat(invoiced_on)
    return Ledger(
        as_of=as_of,
        cities=cities,
        years=years,
        recorded_years=recorded_years,
        is_complete=np.array([is_complete(dataset, year, as_of) for year in years], dtype="bool"),
        gross_eur=gross,
        fee_in_file=in_file,
        waived_eur=waived,
        # Whole cents: what was refunded or waived in full leaves nothing, not a millionth of a cent.
        due_eur=np.maximum(np.round(due, 2), 0.0),
        received_eur=np.round(arrived.sums("amount_eur"), 2),
        receipts=arrived.counts(),
        recorded=in_file | dated,
        dated=dated,
        invoiced_on=np.where(invoiced_on <= np.datetime64(as_of, "s"), invoiced_on, _NEVER),
        invoice_on=invoiced_on,
        joined_later=joined_in > np.array(years),
        illustrative=dues.marked() | arrived.marked() | (invented & ~in_file & ~np.isnan(gross)),
    )


def _years(recorded: tuple[int, ...], fee_year: int | None) -> tuple[int, ...]:
    wanted = () if fee_year is None else (fee_year, fee_year - 1, fee_year - 2)
    return tuple(sorted({*recorded, *(year - 1 for year in recorded), *wanted}))


class _Placed:
    """Rows of a table with the member and the fee year they belong to, as places in members × years."""

    def __init__(self, rows: pd.DataFrame, cities: pd.Index, years: tuple[int, ...]) -> None:
        row = cities.get_indexer(pd.Index(rows["city_id"]))
        column = pd.Index(years, dtype="int64").get_indexer(
            pd.Index(rows["fee_year"].fillna(-1).astype("int64"))
        )
        known = (row >= 0) & (column >= 0)
        self._rows = rows[known]
        self._shape = (len(cities), len(years))
        self._at = row[known] * len(years) + column[known]

    def values(self, column: str, missing: object) -> AnyArray:
        """The one value a member and year have."""
        values = self._rows[column].to_numpy()
        placed = np.full(self._shape, missing, dtype=values.dtype)
        placed.flat[self._at] = values
        return placed

    def sums(self, column: str) -> Amounts:
        """Sum of a column; what is missing in it adds nothing."""
        return self._summed(self._rows[column].fillna(0.0).to_numpy("float64"))

    def counts(self) -> Places:
        """Number of rows."""
        return self._summed(None).astype("int64")

    def marked(self) -> Mask:
        """Whether any row is illustrative."""
        return self._summed(is_illustrative(self._rows).to_numpy("float64")) > 0

    def _summed(self, weights: Amounts | None) -> Amounts:
        size = self._shape[0] * self._shape[1]
        return np.bincount(self._at, weights, minlength=size).reshape(self._shape).astype("float64")


def _by_tariff(dataset: Dataset, members: pd.DataFrame, years: tuple[int, ...]) -> tuple[Amounts, Mask]:
    """Fee by the published grid, as if of a full year, and whether the price or the level is illustrative."""
    fees = grid(dataset)
    cells = fees.place(members)
    prices = np.empty((len(members), len(years)))
    invented = np.zeros_like(prices, dtype="bool")
    for column, year in enumerate(years):
        level = level_of(cells, fees.levels(until=year))
        prices[:, column] = priced(fees.prices(year), level, cells.capital, cells.scheme)
        invented[:, column] = fees.invented(cells, cells.scheme, year)
    return prices, invented
