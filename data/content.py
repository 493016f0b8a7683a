"""A hash of what a dataset says: equal content, equal hash, whatever the order of rows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.keys import key_index
from data.schema import TABLES

if TYPE_CHECKING:
    from data.dataset import Dataset


def content_hash(dataset: Dataset) -> str:
    """SHA-256, in hex, of all tables by key and of what the dataset says of itself."""
    digest = hashlib.sha256()
    for said in (
        dataset.as_of.isoformat(),
        dataset.first_roll_on.isoformat(),
        ",".join(str(year) for year in sorted(dataset.receipts_complete)),
        dataset.title,
    ):
        digest.update(f"{len(said)}:{said}".encode())
    for name, table in TABLES.items():
        frame = dataset.tables[name]
        keys = pa.array(key_index(frame, table.key).fillna(""), pa.large_string())
        order = pc.sort_indices(keys).to_numpy()  # stable, as code points are ordered
        digest.update(f"{name}:{len(frame)}".encode())
        for column in table.dtypes:
            digest.update(column.encode())
            _add(digest, frame[column].take(order))
    return digest.hexdigest()


def _add(digest: hashlib._Hash, values: pd.Series) -> None:
    """The values of a column: which are known, then the known ones."""
    known = values.notna().to_numpy()
    digest.update(np.packbits(known).tobytes())
    present = values[known]
    if pd.api.types.is_string_dtype(present.dtype):
        texts = pa.array(present, pa.large_string())
        texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        digest.update(pc.binary_length(texts).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        digest.update(_bytes_of(texts))
    elif pd.api.types.is_datetime64_any_dtype(present):
        digest.update(present.to_numpy().astype("datetime64[s]").astype("<i8").tobytes())
    else:
        digest.update(present.to_numpy(dtype="<f8").tobytes())


def _bytes_of(texts: pa.LargeStringArray) -> memoryview:
    """All texts one after the other, as the array holds them."""
    _, offsets, characters = texts.buffers()
    if characters is None or not len(texts):
        return memoryview(b"")
    ends = np.frombuffer(offsets, dtype="<i8")[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(characters)[ends[0] : ends[-1]]
