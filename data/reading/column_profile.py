"""What a column holds, judged by a sample: numbers, dates, yes or no, or words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.cleaning.codes import code_of, truth_of
from data.cleaning.date_parsing import parse_date
from data.cleaning.number_parsing import parse_number
from data.reading.grid import BLANK, BOOLEAN, DATE, NUMBER, TEXT, Column
from data.schema import PAYMENT_STATUSES, STATUSES, Field, Kind

_SAMPLE = 200
_ENOUGH = 0.2  # of the filled cells; a column with that much of a kind may be meant as one
_FOREIGN = 0.8  # a column with that much of another kind is not meant


@dataclass(frozen=True)
class ColumnProfile:
    """Shares of the filled cells that can be read as a kind; a cell may count for several. count: cells.
    serial: numbers that may be days, as Excel counts them or as in 20230510. payment, standing: words that
    say what became of a payment, or how a member stands on the roll."""

    count: int
    number: float = 0.0
    date: float = 0.0
    year: float = 0.0
    truth: float = 0.0
    serial: float = 0.0
    payment: float = 0.0
    standing: float = 0.0

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

    def is_foreign(self, field: Field) -> bool:
        """Whether a column with this profile plainly holds something else than this field."""
        kind = field.kind
        if field.codes == PAYMENT_STATUSES:
            return max(self.number, self.date) >= _FOREIGN and self.truth < _FOREIGN
        if field.codes == STATUSES:
            return self.payment >= _FOREIGN and self.standing < _ENOUGH
        if kind in {"money", "number", "integer"}:
            return max(self.date - self.number, self.truth - self.number) >= _FOREIGN
        if kind in {"date", "partial_date"}:
            numbers = self.number - self.year - self.serial
            return self.date + self.serial < _ENOUGH and max(numbers, self.truth) >= _FOREIGN
        return kind == "city" and self.number >= _FOREIGN


def profile_column(column: Column, first: int, last: int) -> ColumnProfile:
    """The profile of the cells from row `first` up to, without, row `last`."""
    rows = first + np.flatnonzero(column.kinds[first:last] != BLANK)[:_SAMPLE]
    counts = np.zeros(7)
    for row in rows:
        counts += _of_cell(int(column.kinds[row]), float(column.numbers[row]), column.texts[row].as_py())
    if not len(rows):
        return ColumnProfile(0)
    return ColumnProfile(len(rows), *(counts / len(rows)).tolist())


def _of_cell(kind: int, number: float, text: str | None) -> tuple[bool, ...]:
    """Number, date, year, yes or no, serial date, status of a payment, standing of a member."""
    if kind == NUMBER:
        is_year, is_truth = number.is_integer() and 1900 <= number <= 2100, number in (0, 1)
        return True, False, is_year, is_truth, _is_serial(number), is_truth, False
    if kind in (DATE, BOOLEAN):
        return False, kind == DATE, False, kind == BOOLEAN, False, kind == BOOLEAN, False
    if kind != TEXT or text is None:
        return (False,) * 7
    number_read, date_read = parse_number(text), parse_date(text)
    is_year = date_read is not None and date_read.precision == "year"
    is_date = date_read is not None and not is_year
    is_serial = text.isdigit() and _is_serial(float(text))
    is_payment = code_of(text, "receipts", "payment_status", PAYMENT_STATUSES) is not None
    is_standing = code_of(text, "members", "status", STATUSES) is not None
    is_truth = truth_of(text) is not None
    return number_read is not None, is_date, is_year, is_truth, is_serial, is_payment, is_standing


def _is_serial(number: float) -> bool:
    """A day from 1954 to 2119, or eight digits that begin with a year."""
    return 20_000 <= number <= 80_000 or 19_000_101 <= number <= 21_001_231
