"""What comes out of reading one column: values, faults of single cells, conversions counted, a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from data.reading.grid import ERROR, TOO_LONG, UNCOMPUTED, Column

if TYPE_CHECKING:
    import pandas as pd

    from data.cleaning.date_parsing import DateOrder
    from data.cleaning.number_parsing import DecimalMark
    from data.reading.choices import YearOfTwo

Facts = Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in some rows of a column: the rows are held. rows: positions, from 0."""

    code: str
    rows: np.ndarray
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Conversion:
    """One way in which cells were turned into values, with how many of them and an example."""

    code: str
    count: int
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class OpenQuestion:
    """A question about a whole column: how its open values are to be read. examples: some of them."""

    code: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Converted:
    """A column read as a field.

    values: one a row, of the field's dtype, missing where blank or at fault. precision: of partly known
    dates. currencies: ISO code that stood beside each amount, None where none did. doubts: rows
    that are kept and should be looked at.
    """

    values: pd.Series
    precision: pd.Series | None = None
    faults: tuple[Fault, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    asked: OpenQuestion | None = None
    currencies: np.ndarray | None = None
    doubts: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class ColumnHints:
    """What is known of a column besides its cells.

    order, mark, of_two: how open dates, numbers and years are read, where a person said so. since_1904:
    the workbook's calendar. formats: number format of each cell, '' where it is an ordinary one; None where
    all are.
    """

    order: DateOrder | None = None
    mark: DecimalMark | None = None
    of_two: YearOfTwo | None = None
    since_1904: bool = False
    formats: np.ndarray | None = None


_BROKEN = ((ERROR, "error_cell"), (UNCOMPUTED, "formula_without_value"), (TOO_LONG, "too_long"))


def broken_cells(column: Column) -> tuple[Fault, ...]:
    """Cells without a usable value: errors, formulas that were never calculated, endless texts."""
    found = ((code, np.flatnonzero(column.kinds == kind)) for kind, code in _BROKEN)
    return tuple(Fault(code, rows) for code, rows in found if len(rows))


def fault(code: str, mask: np.ndarray, **facts: object) -> tuple[Fault, ...]:
    """The fault of the rows of a mask; nothing where there is none."""
    rows = np.flatnonzero(mask)
    return (Fault(code, rows, facts),) if len(rows) else ()


def conversion(code: str, mask: np.ndarray, **facts: object) -> tuple[Conversion, ...]:
    """The conversion of the rows of a mask; nothing where there is none."""
    count = int(np.count_nonzero(mask))
    return (Conversion(code, count, facts),) if count else ()


def distinct_texts(column: Column, mask: np.ndarray) -> tuple[list[str], np.ndarray]:
    """The different texts of the rows of a mask, and for every row the number of its text, -1 elsewhere."""
    encoded = column.texts.dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return encoded.dictionary.to_pylist(), np.where(mask, codes, -1)
