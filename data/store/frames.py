"""A table of a version ↔ the bytes of a Parquet file. Equal frames give equal bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.dataset import empty_table
from data.schema import DTYPES, TABLES

_ARROW: Final[Mapping[str, pa.DataType]] = {
    "str": pa.string(),
    "datetime64[s]": pa.date32(),
    "Int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
}
_PANDAS: Final = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
assert set(_ARROW) == set(DTYPES.values())  # noqa: S101  a new kind of value must be given its place here


def to_parquet(table: str, frame: pd.DataFrame) -> bytes:
    """The rows in their order, typed by data.schema; unknown is null, the index is dropped.

    Nothing is compressed: dictionaries keep the file small, and what a file does not hold can be proved by
    looking for its bytes. The bytes depend on the release of pyarrow, which writes its name into them.
    """
    dtypes = TABLES[table].dtypes
    schema = pa.schema([(column, _ARROW[dtype]) for column, dtype in dtypes.items()])
    floats = {
        column: frame[column] + 0.0 for column, dtype in dtypes.items() if dtype == "float64"
    }  # no -0.0
    rows = pa.Table.from_pandas(
        frame.assign(**floats), schema=schema, preserve_index=False
    ).replace_schema_metadata(None)
    buffer = io.BytesIO()
    # One chunk a column: how a frame was put together must not show in the pages of the file.
    pq.write_table(
        rows.combine_chunks(), buffer, compression="none", write_statistics=False, store_schema=False
    )
    return buffer.getvalue()


def from_parquet(table: str, content: bytes) -> pd.DataFrame:
    """The frame as it was. A column the schema has gained since is unknown, one it has lost is left out."""
    rows = pq.read_table(io.BytesIO(content))
    if not rows.num_rows:
        return empty_table(table)  # pandas cannot join texts of no piece at all, as these would be
    frame: pd.DataFrame = rows.to_pandas(types_mapper=_PANDAS.get, date_as_object=False)
    dtypes = TABLES[table].dtypes
    return frame.reindex(columns=list(dtypes)).astype(dtypes)
