"""Tables of the Method page."""

from __future__ import annotations

import pandas as pd

from data.dataset import Dataset
from text import label, say


def provenance(dataset: Dataset) -> pd.DataFrame:
    """How many rows of each table come from where."""
    counts = {name: dataset.table(name)["provenance"].value_counts() for name in dataset.tables}
    rows = pd.DataFrame(counts).T.fillna(0).astype("int64")
    rows = rows.rename(columns=lambda code: label("provenance", code))
    rows.insert(0, say("method.rows_count"), rows.sum(axis=1))
    names = pd.Series([label("tables", name) for name in rows.index], name=say("method.rows_table"))
    return pd.concat([names, rows.reset_index(drop=True)], axis=1)
