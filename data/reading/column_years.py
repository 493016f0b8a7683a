"""A column of years: 2023, "FY 2023", 2023年, the year of a date, and years that span two."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from data.reading.choices import YearOfTwo
from data.reading.conversion import (
    Conversion,
    Converted,
    OpenQuestion,
    broken_cells,
    conversion,
    distinct_texts,
    fault,
)
from data.reading.grid import BOOLEAN, DATE, NUMBER, TEXT, Column
from data.reading.headers import two_years_of, year_of
from data.schema import Field

_PLAIN_YEAR = re.compile("[0-9]{4}")


def read_years(column: Column, field: Field, of_two: YearOfTwo | None) -> Converted:
    """Years as Int64. of_two: which year "2022/2023" counts as, where a person said so."""
    years = np.where(column.kinds == NUMBER, column.numbers, np.nan)
    is_date = column.kinds == DATE
    days = np.where(is_date, np.floor(np.nan_to_num(column.numbers)), 0).astype(np.int64)
    years = np.where(is_date, days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970, years)
    texts, codes = distinct_texts(column, column.kinds == TEXT)
    done = list(conversion("years_of_dates", is_date))
    is_open = np.zeros(len(column), dtype=bool)
    if texts:
        spans = [two_years_of(text) for text in texts]
        read = np.array(
            [_year(text, span, of_two) for text, span in zip(texts, spans, strict=True)], dtype=float
        )
        years = np.where(codes >= 0, read[codes], years)
        is_span = np.array([span is not None for span in spans], dtype=bool)
        is_open = is_span[codes] & (codes >= 0) & (of_two is None)
        is_worded = np.array([not _PLAIN_YEAR.fullmatch(text) for text in texts]) & ~np.isnan(read)
        done += _counted("written_years", is_worded[codes] & (codes >= 0), texts, codes)
    low, high = field.low or 1900, field.high or 2100
    fits = (years == np.floor(years)) & (years >= low) & (years <= high)
    filled = np.isin(column.kinds, (TEXT, NUMBER, DATE, BOOLEAN))
    faults = (
        *broken_cells(column),
        *fault("ambiguous_years", is_open),
        *fault("bad_number", filled & np.isnan(years) & ~is_open, why="year"),
        *fault("out_of_range", filled & ~np.isnan(years) & ~fits, low=int(low), high=int(high)),
    )
    asked = None
    if is_open.any():
        examples = tuple(text for text, span in zip(texts, spans, strict=True) if span)[:5]
        asked = OpenQuestion("ambiguous_years", int(is_open.sum()), examples)
    values = pd.array(np.where(fits, years, np.nan), dtype="Float64").astype("Int64")
    return Converted(pd.Series(values), None, faults, tuple(done), asked)


def _year(text: str, span: tuple[int, int] | None, of_two: YearOfTwo | None) -> float | None:
    if span is None:
        return year_of(text)
    return None if of_two is None else span[of_two == "second"]


def _counted(code: str, rows: np.ndarray, texts: list[str], codes: np.ndarray) -> tuple[Conversion, ...]:
    """A conversion of some rows with the first of them as an example."""
    first = np.flatnonzero(rows)[:1]
    return conversion(code, rows, example=texts[codes[first[0]]] if len(first) else "")
