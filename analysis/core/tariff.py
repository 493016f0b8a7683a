"""The published fee grid as prices: one a cell of income level, capital or not, and scheme. Money in EUR."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Mask, Places
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
    EUR. lists: country, fiscal year and level of each row of the income levels.
    """

    periods: Places
    cells: Places
    amounts: Amounts
    countries: pd.Index
    lists: Places

    def prices(self, fee_year: int) -> Amounts:
        """Prices by level, capital and scheme in a year; NaN where no grid covers it."""
        return self._prices((self.periods[:, 0] <= fee_year) & (self.periods[:, 1] >= fee_year))

    def prices_from(self, period: int) -> Amounts:
        """Prices of the grid whose period begins in a year."""
        return self._prices(self.periods[:, 0] == period)

    def _prices(self, rows: Mask) -> Amounts:
        prices = np.full((len(INCOME_LEVELS), 2, len(SCHEMES)), np.nan)
        prices[tuple(self.cells[rows].T)] = self.amounts[rows]
        return prices

    def levels(self, until: int) -> Places:
        """Income level of each country by the latest list not of a later year; -1 where there is none."""
        rows = self.lists[self.lists[:, 1] <= until]
        levels = np.full(len(self.countries), -1)
        levels[rows[:, 0]] = rows[:, 2]
        return levels

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
