"""What a column holds, judged by a sample: numbers, dates, yes or no, or words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.cleaning.codes import truth_of
from data.cleaning.date_parsing import parse_date
from data.cleaning.number_parsing import parse_number
from data.reading.grid import BLANK, BOOLEAN, DATE, NUMBER, TEXT, Column
from data.schema import Kind

_SAMPLE = 200
_ENOUGH = 0.2  # of the filled cells; a column with that much of a kind may be meant as one
_FOREIGN = 0.8  # a column with that much of another kind is not meant


@dataclass(frozen=True)
class ColumnProfile:
    """Shares of the filled cells that can be read as a kind; a cell may count for several. count: cells.
    serial: numbers that may be days, as Excel counts them or as in 20230510."""

    count: int
    number: float = 0.0
    date: float = 0.0
    year: float = 0.0
    truth: float = 0.0
    serial: float = 0.0

    def fits(self, kind: Kind) -> bool:
        """Whether a column with this profile may hold this kind. A blank column holds anything."""
        if not self.count:
            return True
        if kind in {"money", "number", "integer"}:
            return self.number >= _ENOUGH and (self.date < _FOREIGN or self.number >= _FOREIGN)
        if kind in {"date", "partial_date"}:
            return max(self.date, self.year) >= _ENOUGH
        if kind == "year":
            return self.year >= _ENOUGH
        return not (kind == "city" and self.number >= _FOREIGN)

    def is_foreign(self, kind: Kind) -> bool:
        """Whether a column with this profile plainly holds something else than this kind."""
        if kind in {"money", "number", "integer"}:
            return max(self.date - self.number, self.truth - self.number) >= _FOREIGN
        if kind in {"date", "partial_date"}:
            numbers = self.number - self.year - self.serial
            return self.date + self.serial < _ENOUGH and max(numbers, self.truth) >= _FOREIGN
        return kind == "city" and self.number >= _FOREIGN


def profile_column(column: Column, first: int, last: int) -> ColumnProfile:
    """The profile of the cells from row `first` up to, without, row `last`."""
    rows = first + np.flatnonzero(column.kinds[first:last] != BLANK)[:_SAMPLE]
    counts = np.zeros(5)
    for row in rows:
        counts += _of_cell(int(column.kinds[row]), float(column.numbers[row]), column.texts[row].as_py())
    if not len(rows):
        return ColumnProfile(0)
    return ColumnProfile(len(rows), *(counts / len(rows)).tolist())


def _of_cell(kind: int, number: float, text: str | None) -> tuple[bool, bool, bool, bool, bool]:
    """Number, date, year, yes or no, serial date."""
    if kind == NUMBER:
        is_year = number.is_integer() and 1900 <= number <= 2100
        return True, False, is_year, number in (0, 1), _is_serial(number)
    if kind in (DATE, BOOLEAN):
        return False, kind == DATE, False, kind == BOOLEAN, False
    if kind != TEXT or text is None:
        return False, False, False, False, False
    number_read, date_read = parse_number(text), parse_date(text)
    is_year = date_read is not None and date_read.precision == "year"
    is_date = date_read is not None and not is_year
    is_serial = text.isdigit() and _is_serial(float(text))
    return number_read is not None, is_date, is_year, truth_of(text) is not None, is_serial


def _is_serial(number: float) -> bool:
    """A day from 1954 to 2119, or eight digits that begin with a year."""
    return 20_000 <= number <= 80_000 or 19_000_101 <= number <= 21_001_231
