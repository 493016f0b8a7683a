"""Steps that frames of several subjects share: codes by the first case, sorting by a given order."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd


def first_match(cases: Mapping[str, Any], default: str, index: pd.Index) -> pd.Series:
    """For each row the code of the first case whose mask is true, as strings."""
    codes = np.select(list(cases.values()), list(cases), default)
    return pd.Series(codes, index=index, dtype="str")


def sort_rows(
    rows: pd.DataFrame,
    by: Sequence[str],
    orders: Mapping[str, Sequence[Hashable]],
    *,
    ascending: bool | list[bool] = True,
) -> pd.DataFrame:
    """Rows sorted by several columns, those in `orders` by the place of their value there; missing last."""
    places = {name: {value: at for at, value in enumerate(order)} for name, order in orders.items()}
    return rows.sort_values(
        list(by),
        key=lambda column: column.map(places[column.name]) if column.name in places else column,
        ascending=ascending,
        kind="stable",
        ignore_index=True,
    )


def is_illustrative(rows: pd.DataFrame) -> pd.Series:
    """Which rows are invented examples."""
    return rows["provenance"] == "illustrative"
