"""A column of numbers: real ones and text, with what their number format or header adds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.cleaning.number_formats import parse_number_format
from data.cleaning.number_parsing import DecimalMark, ParsedNumber, decimal_mark, parse_number
from data.reading.conversion import (
    ColumnHints,
    Conversion,
    Converted,
    OpenQuestion,
    broken_cells,
    conversion,
    distinct_texts,
    fault,
)
from data.reading.grid import BOOLEAN, DATE, NUMBER, TEXT, Column
from data.reading.headers import ParsedHeader

_PLAIN = r"^[+-]?[0-9]+(\.([0-9]{1,2}|[0-9]{4,}))?$"  # digits that mean the same everywhere
_MOST_WHOLE = 2.0**53


@dataclass
class _Cells:
    """Values on their way: numbers, currencies and which rows a sign, a word or a format changed."""

    values: np.ndarray
    currencies: np.ndarray
    percent: np.ndarray
    scaled: np.ndarray
    open_rows: np.ndarray


def read_numbers(
    column: Column, header: ParsedHeader, hints: ColumnHints, *, is_share: bool, is_whole: bool
) -> Converted:
    """Numbers as float64.

    is_share: values are shares of 1, so that a percent sign in cell, format or header divides by 100.
    is_whole: whole numbers only; there a mark before three digits can only group them.
    """
    height = len(column)
    is_number = column.kinds == NUMBER
    cells = _Cells(
        values=np.where(is_number, column.numbers, np.nan),
        currencies=np.full(height, None, dtype=object),
        percent=np.zeros(height, dtype=bool),
        scaled=np.zeros(height, dtype=bool),
        open_rows=np.zeros(height, dtype=bool),
    )
    asked, done = _texts(column, cells, hints.mark, is_whole=is_whole)
    done += _formats(cells, is_number, hints, is_share=is_share)
    done += _header(cells, header, is_share=is_share)
    cells.values[np.isinf(cells.values)] = np.nan  # more digits than a number holds
    not_percent = cells.percent & ~is_share
    unread = np.isnan(cells.values) & np.isin(column.kinds, (TEXT, NUMBER, DATE, BOOLEAN)) & ~cells.open_rows
    part = is_whole & ~np.isnan(cells.values) & (cells.values != np.floor(cells.values))
    too_large = is_whole & (np.abs(np.nan_to_num(cells.values)) > _MOST_WHOLE)
    faults = (
        *broken_cells(column),
        *fault("bad_number", unread | not_percent),
        *fault("bad_number", part | too_large, why="whole"),
        *fault("ambiguous_numbers", cells.open_rows),
    )
    values = np.where(not_percent | part | too_large, np.nan, cells.values)
    currencies = cells.currencies if any(entry is not None for entry in set(cells.currencies)) else None
    return Converted(pd.Series(values), None, faults, tuple(done), asked, currencies)


def _texts(
    column: Column, cells: _Cells, mark: DecimalMark | None, *, is_whole: bool
) -> tuple[OpenQuestion | None, list[Conversion]]:
    """Numbers in words, decided together. Fills `cells`; returns the question and what was converted."""
    texts, codes = distinct_texts(column, column.kinds == TEXT)
    if not texts:
        return None, []
    plain = pc.match_substring_regex(pa.array(texts), _PLAIN).to_numpy(zero_copy_only=False)
    values = _plain_values(texts, plain)
    written = {place: parse_number(texts[place]) for place in np.flatnonzero(~plain).tolist()}
    known = [entry for entry in written.values() if entry is not None]
    shows_point = any("." in texts[place] for place in np.flatnonzero(plain))
    shown = decimal_mark([*known, ParsedNumber(None, 0.5)] if shows_point else known)
    decided = mark or (None if shown == "both" else shown)
    is_open = np.zeros(len(texts), dtype=bool)
    for place, entry in written.items():
        if entry is None:
            continue
        value = entry.read(decided)
        if entry.is_ambiguous and is_whole:  # no whole number is written with three decimals
            value = max(entry.comma or 0.0, entry.point or 0.0, key=abs)
        values[place] = np.nan if value is None else value
        is_open[place] = value is None
    rows = codes >= 0
    cells.values[rows] = values[codes[rows]]
    cells.open_rows[rows] = is_open[codes[rows]]
    for place, entry in written.items():
        if entry is not None and (entry.currency or entry.percent or entry.scale > 1):
            here = codes == place
            cells.currencies[here] = entry.currency
            cells.percent[here] = entry.percent
            cells.scaled[here] = entry.scale > 1
            if entry.percent:
                cells.values[here] /= 100
    return _question(texts, codes, is_open), _conversions(texts, codes, written, values, decided)


def _plain_values(texts: list[str], plain: np.ndarray) -> np.ndarray:
    values = np.full(len(texts), np.nan)
    places = np.flatnonzero(plain)
    if len(places):
        simple = pa.array([texts[place].removeprefix("+") for place in places])
        values[places] = pc.cast(simple, pa.float64()).to_numpy(zero_copy_only=False)
    return values


def _question(texts: list[str], codes: np.ndarray, is_open: np.ndarray) -> OpenQuestion | None:
    count = int(is_open[codes[codes >= 0]].sum())
    examples = tuple(text for text, is_one in zip(texts, is_open, strict=True) if is_one)[:5]
    return OpenQuestion("ambiguous_numbers", count, examples) if count else None


def _conversions(
    texts: list[str],
    codes: np.ndarray,
    written: dict[int, ParsedNumber | None],
    values: np.ndarray,
    decided: DecimalMark | None,
) -> list[Conversion]:
    """How many texts were read with which decimal mark, by percent sign, by a word such as 万."""
    counts = np.bincount(codes[codes >= 0], minlength=len(texts))
    found: dict[str, tuple[int, str]] = {}
    for place, entry in written.items():
        if entry is None or np.isnan(values[place]):
            continue
        text = texts[place]
        used = [
            ("numbers_scaled", entry.scale > 1),
            ("percent_read", entry.percent),
            ("currency_read", entry.currency is not None),
            ("decimal_comma", "," in text and entry.read(decided) == entry.comma),
            ("grouped_numbers", not _is_plain(text, values[place])),
        ]
        code = next((code for code, is_so in used if is_so), None)
        if code:
            count, example = found.get(code, (0, text))
            found[code] = (count + int(counts[place]), example)
    return [Conversion(code, count, {"example": text}) for code, (count, text) in found.items() if count]


def _is_plain(text: str, value: float) -> bool:
    """Whether the text says the number as any program would."""
    try:
        return text.isascii() and float(text) == value
    except ValueError:
        return False


def _formats(cells: _Cells, is_number: np.ndarray, hints: ColumnHints, *, is_share: bool) -> list[Conversion]:
    """Number formats: 12.5 shown as 12.5万 is 125 000; a currency in the format is that of the cell."""
    if hints.formats is None:
        return []
    done: list[Conversion] = []
    numbers, codes = pd.factorize(hints.formats)
    for number, code in enumerate(codes.tolist()):
        here = is_number & (numbers == number)
        meaning = parse_number_format(code)
        if meaning.currency:
            cells.currencies[here] = meaning.currency
            done += conversion("currency_read", here, example=meaning.currency)
        if meaning.scale > 1:
            cells.values[here] *= meaning.scale
            cells.scaled[here] = True
            done += conversion("numbers_scaled", here, example=code)
        if meaning.is_percent:
            cells.percent[here] = True
            if meaning.is_literal:
                cells.values[here] /= 100
            if is_share:
                done += conversion("percent_read", here, example=code)
    return done


def _header(cells: _Cells, header: ParsedHeader, *, is_share: bool) -> list[Conversion]:
    """A scale or a percent sign above the column holds for cells that do not carry one themselves."""
    done: list[Conversion] = []
    bare = ~cells.scaled & ~np.isnan(cells.values)
    if header.scale > 1:
        cells.values[bare] *= header.scale
        done += conversion("numbers_scaled", bare, example=header.shown)
    if header.percent and is_share:
        plain = ~cells.percent & ~np.isnan(cells.values)
        if (cells.values[plain] > 1).any():
            cells.values[plain] /= 100
            done += conversion("percent_read", plain, example=header.shown)
    return done
