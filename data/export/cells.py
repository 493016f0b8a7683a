"""Typed frames → the text that canonical files hold. The opposite of data.validation."""

from __future__ import annotations

import pandas as pd

from data.schema import UPLOADED, Field, precision_of


def table_as_text(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """All cells as text, unknown as '': dates ISO 8601, a year alone where only that is known, numbers with
    as many digits as it takes to read the same number back. Columns as the schema orders them."""
    return pd.DataFrame(
        {field.name: column_as_text(field, frame) for field in UPLOADED[table].fields}, dtype="str"
    )


def column_as_text(field: Field, frame: pd.DataFrame) -> pd.Series:
    """One column as text."""
    values = frame[field.name]
    if field.kind in {"date", "partial_date"}:
        text = values.dt.strftime("%Y-%m-%d")
        if field.kind == "partial_date":
            text = text.mask(frame[precision_of(field.name)] == "year", values.dt.strftime("%Y"))
    elif field.kind == "boolean":
        text = values.map({True: "true", False: "false"})
    elif field.kind in {"number", "money"}:
        text = values.map(_shortest, na_action="ignore")
    else:
        text = values.astype("str")
    shown: pd.Series = text.astype("str").where(values.notna(), "")
    return shown


def _shortest(number: float) -> str:
    """The fewest digits that are this number and no other."""
    return repr(number).removesuffix(".0")
