"""The published fee grid as prices: one a cell of income level, capital or not, and scheme. Money in EUR."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Mask, Places
from analysis.core.frames import is_illustrative
from data.dataset import Dataset
from data.schema import INCOME_LEVELS, SCHEMES

DEFAULT_SCHEME = "joint"  # taken where a scheme must be assumed; every answer that takes it says so


@dataclass(frozen=True, eq=False)
class Cells:
    """Which cell of the grid each of some members falls into, but for its income level.

    country: place in Grid.countries; capital: 0 or 1; scheme: place in data.schema.SCHEMES; -1 is unknown.
    """

    country: Places
    capital: Places
    scheme: Places


@dataclass(frozen=True, eq=False)
class Grid:
    """All fee grids and income levels of a dataset as arrays, oldest first, so that the later one holds.

    periods: first and last year of each row of the grid; cells: level, capital and scheme of each; amounts in
    EUR. lists: country, fiscal year and level of each row of the income levels. invented_amounts,
    invented_lists: which of these rows are illustrative.
    """

    periods: Places
    cells: Places
    amounts: Amounts
    countries: pd.Index
    lists: Places
    invented_amounts: Mask
    invented_lists: Mask

    def prices(self, fee_year: int) -> Amounts:
        """Prices by level, capital and scheme in a year; NaN where no grid covers it."""
        return self._cells_of(self.amounts, self._covering(fee_year))

    def prices_from(self, period: int) -> Amounts:
        """Prices of the grid whose period begins in a year."""
        return self._cells_of(self.amounts, self.periods[:, 0] == period)

    def levels(self, until: int) -> Places:
        """Income level of each country by the latest list not of a later year; -1 where there is none."""
        return self._of_countries(self.lists[:, 2], until, missing=-1)

    def invented(self, cells: Cells, scheme: Places, fee_year: int) -> Mask:
        """Whether the price of each cell in a year, or the income level it rests on, is illustrative."""
        marks = self._cells_of(self.invented_amounts.astype("float64"), self._covering(fee_year))
        price = priced(marks, level_of(cells, self.levels(fee_year)), cells.capital, scheme) > 0
        levels = self._of_countries(self.invented_lists.astype("int64"), fee_year, missing=0)
        return np.logical_or(price, level_of(cells, levels) > 0)

    def _covering(self, fee_year: int) -> Mask:
        mask: Mask = (self.periods[:, 0] <= fee_year) & (self.periods[:, 1] >= fee_year)
        return mask

    def _cells_of(self, values: Amounts, rows: Mask) -> Amounts:
        placed = np.full((len(INCOME_LEVELS), 2, len(SCHEMES)), np.nan)
        placed[tuple(self.cells[rows].T)] = values[rows]
        return placed

    def _of_countries(self, values: Places, until: int, *, missing: int) -> Places:
        rows = self.lists[:, 1] <= until
        placed = np.full(len(self.countries), missing)
        placed[self.lists[rows, 0]] = values[rows]
        return placed

    def place(self, members: pd.DataFrame) -> Cells:
        """Cells of members, or of rows with the same columns country, state_capital and scheme."""
        return Cells(
            self.countries.get_indexer(pd.Index(members["country"])),
            members["state_capital"].astype("float64").fillna(-1).to_numpy().astype("int64"),
            pd.Index(SCHEMES).get_indexer(pd.Index(members["scheme"])),
        )


def grid(dataset: Dataset) -> Grid:
    """The fee grids and income levels of a dataset."""
    tariff = dataset.table("tariff").sort_values("period_from", kind="stable")
    levels = dataset.table("income_levels").sort_values("fiscal_year", kind="stable")
    countries = pd.Index(levels["country"].unique())
    return Grid(
        periods=tariff[["period_from", "period_to"]].to_numpy("int64"),
        cells=np.column_stack(
            [
                pd.Index(INCOME_LEVELS).get_indexer(pd.Index(tariff["income_level"])),
                tariff["state_capital"].to_numpy("int64"),
                pd.Index(SCHEMES).get_indexer(pd.Index(tariff["scheme"])),
            ]
        ),
        amounts=tariff["amount_eur"].to_numpy("float64"),
        countries=countries,
        lists=np.column_stack(
            [
                countries.get_indexer(pd.Index(levels["country"])),
                levels["fiscal_year"].to_numpy("int64"),
                pd.Index(INCOME_LEVELS).get_indexer(pd.Index(levels["income_level"])),
            ]
        ),
        invented_amounts=is_illustrative(tariff).to_numpy("bool"),
        invented_lists=is_illustrative(levels).to_numpy("bool"),
    )


def level_of(cells: Cells, levels: Places) -> Places:
    """Income level of each member: place in data.schema.INCOME_LEVELS, -1 where it is not known."""
    return np.where(cells.country >= 0, np.append(levels, -1)[cells.country], -1)


def level_names(levels: Places) -> pd.Series:
    """Income levels by their codes; missing for -1."""
    return pd.Series(np.array([*INCOME_LEVELS, None], dtype="object")[levels], dtype="str")


def priced(prices: Amounts, level: Places, capital: Places, scheme: Places) -> Amounts:
    """The price of each cell; NaN where a part of it is unknown (-1) or the grid has a gap."""
    known = (level >= 0) & (capital >= 0) & (scheme >= 0)
    return np.where(known, prices[level, capital, scheme], np.nan)
