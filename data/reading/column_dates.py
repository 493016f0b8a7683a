"""A column of dates: real ones, serial numbers and text, decided for the column as a whole."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.cleaning.date_parsing import ParsedDate, day_order, parse_date
from data.reading.conversion import (
    ColumnHints,
    Conversion,
    Converted,
    Fault,
    OpenQuestion,
    broken_cells,
    conversion,
    distinct_texts,
    fault,
)
from data.reading.grid import BOOLEAN, DATE, NUMBER, TEXT, Column

_DAY_1900, _DAY_1904 = 25_569, 24_107  # serial number of 1 January 1970 in either calendar
_SERIALS = (7_000, 80_000)  # 1919 to 2119; below lie years and counts
_EARLIEST, _LATEST = np.datetime64("1900-01-01"), np.datetime64("2100-12-31")
_NOT = np.datetime64("NaT", "D")
_DAY, _MONTH, _YEAR = 1, 2, 3
_MONTHS, _ENOUGH = 12, 3  # so many real dates, none after the twelfth of its month, are no accident
_PRECISIONS = {"day": _DAY, "month": _MONTH, "year": _YEAR}


def read_dates(column: Column, hints: ColumnHints, *, year_is_enough: bool) -> Converted:
    """Days as datetime64[s].

    year_is_enough: a year alone is kept as 1 January with precision 'year' (a month alone loses the month,
    counted); otherwise a day is needed.
    """
    days = np.full(len(column), _NOT, dtype="datetime64[D]")
    precision = np.zeros(len(column), dtype=np.int8)
    done = [
        *_real(column, days, precision),
        *_numbers(column, days, precision, hints),
    ]
    open_rows, asked, found = _texts(column, days, precision, hints)
    done += found
    outside = (days < _EARLIEST) | (days > _LATEST)
    without_day = precision > _DAY if not year_is_enough else np.zeros(len(column), dtype=bool)
    filled = np.isin(column.kinds, (TEXT, NUMBER, DATE, BOOLEAN))
    unread = filled & (precision == 0) & ~open_rows
    faults = (
        *broken_cells(column),
        *fault("bad_date", unread | outside),
        *fault("bad_date", without_day, why="day_needed"),
        *fault("ambiguous_dates", open_rows),
    )
    if year_is_enough:
        days, done = _years_only(days, precision, done)
    days = np.where(outside | without_day, _NOT, days)
    known = ~np.isnat(days)
    names = pd.Series(np.where(precision == _DAY, "day", "year"), dtype="str").where(known)
    return Converted(
        values=pd.Series(days.astype("datetime64[s]")),
        precision=names,
        faults=faults,
        conversions=tuple(done),
        asked=asked,
        doubts=_perhaps_swapped(column, days, done),
    )


def _perhaps_swapped(column: Column, days: np.ndarray, done: list[Conversion]) -> tuple[Fault, ...]:
    """Real dates beside text that is day first: the mark of a sheet that Excel read month first.

    What fitted became a date with day and month exchanged, what did not fit stayed text. Then no real date
    has a day after the twelfth.
    """
    real = column.kinds == DATE
    of_month = (days[real] - days[real].astype("datetime64[M]")).astype(int) + 1
    is_text = any(entry.code == "dates_day_first" for entry in done)
    if is_text and len(of_month) >= _ENOUGH and (of_month <= _MONTHS).all():
        return fault("mixed_dates", real)
    return ()


def _real(column: Column, days: np.ndarray, precision: np.ndarray) -> tuple[Conversion, ...]:
    """Cells that the file itself holds as dates; a time of day is dropped, counted."""
    real = column.kinds == DATE
    days[real] = np.floor(column.numbers[real]).astype(np.int64).astype("datetime64[D]")
    precision[real] = _DAY
    return conversion("time_dropped", real & (column.numbers != np.floor(column.numbers)))


def _numbers(
    column: Column, days: np.ndarray, precision: np.ndarray, hints: ColumnHints
) -> tuple[Conversion, ...]:
    """Plain numbers: a year, digits as in 20230510, or a serial number of the workbook's calendar."""
    numbers = np.where(column.kinds == NUMBER, column.numbers, np.nan)
    whole = numbers == np.floor(numbers)
    is_year = whole & (numbers >= 1900) & (numbers <= 2100)
    days[is_year] = (numbers[is_year].astype(np.int64) - 1970).astype("datetime64[Y]")
    precision[is_year] = _YEAR
    is_serial = (numbers >= _SERIALS[0]) & (numbers <= _SERIALS[1])
    first = _DAY_1904 if hints.since_1904 else _DAY_1900
    days[is_serial] = (np.floor(numbers[is_serial]) - first).astype(np.int64).astype("datetime64[D]")
    precision[is_serial] = _DAY
    is_compact = whole & (numbers >= 19_000_101) & (numbers <= 21_001_231)
    for row in np.flatnonzero(is_compact):
        written = parse_date(f"{numbers[row]:.0f}")
        if written is not None and written.day_first is not None:
            days[row], precision[row] = np.datetime64(written.day_first), _DAY
    is_compact &= precision == _DAY
    example = f"{numbers[is_compact][0]:.0f}" if is_compact.any() else ""
    return (
        *conversion("serial_dates", is_serial, calendar=1904 if hints.since_1904 else 1900),
        *conversion("written_dates", is_compact, example=example),
    )


def _texts(
    column: Column, days: np.ndarray, precision: np.ndarray, hints: ColumnHints
) -> tuple[np.ndarray, OpenQuestion | None, list[Conversion]]:
    """Dates in words. Returns the rows that stay open, the question, and what was converted."""
    texts, codes = distinct_texts(column, column.kinds == TEXT)
    written = [_written(text) for text in texts]
    known = [entry for place, entry in enumerate(written) if entry is not None and (codes == place).any()]
    shown = day_order(known)
    order = hints.order or (None if shown == "both" else shown)
    read = [entry.read(order) if entry else None for entry in written]
    is_open = np.array(
        [bool(entry and entry.is_ambiguous and order is None) for entry in written], dtype=bool
    )
    kind = np.array(
        [_PRECISIONS[e.precision] if e and d else 0 for e, d in zip(written, read, strict=True)],
        dtype=np.int8,
    )
    values = np.array([_as_day(day) for day in read], dtype="datetime64[D]")
    rows = np.flatnonzero(codes >= 0)
    if len(texts):
        days[rows], precision[rows] = values[codes[rows]], kind[codes[rows]]
    open_rows = _mask(is_open, codes)
    by_order = np.array([bool(entry and entry.is_ambiguous and order) for entry in written], dtype=bool)
    shows = np.array([bool(e and e.day_first != e.month_first) for e in written], dtype=bool)
    counted = _mask(by_order | shows, codes) & ~open_rows
    done = [*conversion("dates_month_first" if order == "month" else "dates_day_first", counted)]
    named = np.array([bool(e and not _is_iso(t)) for t, e in zip(texts, written, strict=True)], dtype=bool)
    in_words = _mask(named & ~shows, codes)
    if in_words.any():
        done += conversion("written_dates", in_words, example=texts[codes[np.flatnonzero(in_words)[0]]])
    asked = None
    if open_rows.any():
        examples = tuple(text for text, is_one in zip(texts, is_open, strict=True) if is_one)[:5]
        asked = OpenQuestion("ambiguous_dates", int(open_rows.sum()), examples)
    return open_rows, asked, done


def _written(text: str) -> ParsedDate | None:
    """A date in words; five digits are a serial number that a text file carried over."""
    if len(text) == 5 and text.isdigit() and _SERIALS[0] <= int(text) <= _SERIALS[1]:
        day = (np.datetime64("1970-01-01") + (int(text) - _DAY_1900)).astype(object)
        return ParsedDate(day, day)
    return parse_date(text)


def _as_day(day: date | None) -> np.datetime64:
    return _NOT if day is None else np.datetime64(day, "D")


def _mask(of_texts: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """A property of the different texts as one of the rows."""
    if not len(of_texts):
        return np.zeros(len(codes), dtype=bool)
    found: np.ndarray = of_texts[codes] & (codes >= 0)
    return found


def _is_iso(text: str) -> bool:
    return (text.isdigit() and len(text) == 4) or (len(text) == 10 and text[4] == text[7] == "-")


def _years_only(
    days: np.ndarray, precision: np.ndarray, done: list[Conversion]
) -> tuple[np.ndarray, list[Conversion]]:
    """A month alone is kept as its year: the tables know days and years."""
    is_month = precision == _MONTH
    kept = np.where(is_month, days.astype("datetime64[Y]").astype("datetime64[D]"), days)
    return kept, [*done, *conversion("month_dropped", is_month)]
