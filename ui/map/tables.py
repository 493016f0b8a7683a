"""Tables of the Map page: the places of a view, and the provinces."""

from __future__ import annotations

import pandas as pd

from ui.core.tables import PLACE_COLUMNS, in_percent, readable

MAP_COLUMNS = ["name", "name_zh", "shown", "state", "population", "country", "stage", *PLACE_COLUMNS[6:]]
PROVINCE_COLUMNS = ["province", "members", "prospects", "large", "large_members", "share"]


def map_columns(rows: pd.DataFrame, layer: str) -> list[str]:
    """Columns for the list beside the map; the country only where there is more than one."""
    # Where the marks show the payment, a column of its own would say the same.
    left_out = {"shown" if layer == "paying" else "", "country" if rows["country"].nunique() <= 1 else ""}
    return [column for column in MAP_COLUMNS if column not in left_out]


def provinces(rows: pd.DataFrame) -> pd.DataFrame:
    """analysis.engagement.large_cities.by_province."""
    return readable(in_percent(rows, "share"), PROVINCE_COLUMNS)
