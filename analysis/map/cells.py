"""Too many places for a map, counted by cells of a grid: every place is in exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

CELL = "cell:"  # how the code of a cell begins where city ids stand


def cells(places: pd.DataFrame, step: float) -> pd.DataFrame:
    """One row a cell of `step` degrees in which a place lies, largest first.

    places: latitude, longitude (degrees WGS-84; who has none is in no cell), in_group. Columns: city_id (a
    code of the cell), latitude, longitude (middle of its places), places (how many), in_group (whether any).
    """
    placed = places[places["latitude"].notna() & places["longitude"].notna()]
    row = np.floor(placed["latitude"] / step).astype("int64")
    column = np.floor(placed["longitude"] / step).astype("int64")
    by_cell = placed.assign(row=row, column=column).groupby(["row", "column"], as_index=False)
    counted = by_cell.agg(
        latitude=("latitude", "mean"),
        longitude=("longitude", "mean"),
        places=("latitude", "size"),
        in_group=("in_group", "any"),
    )
    codes = CELL + counted["row"].astype("str") + ":" + counted["column"].astype("str")
    counted = counted.assign(city_id=codes).drop(columns=["row", "column"])
    return counted.sort_values(["places", "city_id"], ascending=[False, True], ignore_index=True)
