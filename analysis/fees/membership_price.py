"""What membership would cost a city by the published fee grid."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.core.tariff import grid, level_of, priced
from data.dataset import Dataset
from data.schema import SCHEMES


def prices(dataset: Dataset, country: str | None, *, capital: bool | None, year: int) -> dict[str, float]:
    """Price in EUR by scheme; a scheme without a price, or a city of unknown level or rank, is left out."""
    fees = grid(dataset)
    row = pd.DataFrame(
        {
            "country": pd.Series([country], dtype="str"),
            "state_capital": pd.Series([capital], dtype="boolean"),
            "scheme": pd.Series([None], dtype="str"),
        }
    )
    cells = fees.place(row)
    level = level_of(cells, fees.levels(until=year))
    by_scheme = {
        scheme: float(priced(fees.prices(year), level, cells.capital, np.array([place]))[0])
        for place, scheme in enumerate(SCHEMES)
    }
    return {scheme: price for scheme, price in by_scheme.items() if not np.isnan(price)}
