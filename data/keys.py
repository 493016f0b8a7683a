"""Rows by key: where the rows of one frame are in another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_BETWEEN = "\x1f"  # a mark that no key holds


def key_index(frame: pd.DataFrame, key: Sequence[str]) -> pd.Index[str]:
    """One text a row that is equal where all key columns are. A missing part makes it missing."""
    parts = [_as_text(frame[name]) for name in key]
    joined = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, _BETWEEN)
    index: pd.Index[str] = pd.Index(pd.array(joined, dtype="str"))
    return index


def positions(of: pd.Index[str], inside: pd.Index[str]) -> np.ndarray:
    """For each key of the first its place in the second, -1 where it is not there or missing."""
    if inside.is_unique and not inside.hasnans:  # as keys of a table are: nothing to sort out
        return np.where(of.isna(), -1, inside.get_indexer(of))
    is_known = inside.notna()
    known, places = inside[is_known], np.flatnonzero(is_known)
    unique = ~known.duplicated()
    found = known[unique].get_indexer(of)
    at = np.where(found < 0, -1, places[unique][np.maximum(found, 0)] if len(known) else -1)
    return np.where(of.isna(), -1, at)


def equal_values(first: pd.Series, second: pd.Series) -> np.ndarray:
    """Where two columns agree, which they do as well where both are missing."""
    equal = (first == second).fillna(value=False).astype(bool)
    same: np.ndarray = (equal | (first.isna() & second.isna())).to_numpy()
    return same


def _as_text(values: pd.Series) -> pa.Array:
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    array = pa.array(values, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pc.cast(array, pa.string())
