"""A column of words: codes in four languages, yes and no, countries, currencies, free text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa

from data.cleaning.codes import code_of, truth_of
from data.cleaning.countries import country_code
from data.cleaning.currencies import currency_code
from data.reading.conversion import Conversion, Converted, broken_cells, fault
from data.reading.grid import BLANK, BOOLEAN, ERROR, TEXT, TOO_LONG, UNCOMPUTED, Column, text_of_cell
from data.schema import Field

_UNUSABLE = (BLANK, ERROR, UNCOMPUTED, TOO_LONG)


def read_text(column: Column) -> Converted:
    """Text as it stands, trimmed; numbers and dates in a column of words become words, counted."""
    texts, other = cell_texts(column)
    done = (Conversion("text_of_numbers", other),) if other else ()
    return Converted(pd.Series(pd.array(texts, dtype="str")), None, broken_cells(column), done)


def read_codes(column: Column, table: str, field: Field) -> Converted:
    """Codes of the field. A word that stands for none is a fault."""
    if field.name == "country":
        return _meant(column, country_code, why="country")
    if field.name == "currency":
        return _meant(column, currency_code, why="currency_code")
    return _meant(column, _of(table, field), expected=", ".join(field.codes))


def read_truths(column: Column) -> Converted:
    """Yes and no as boolean."""
    converted = _meant(column, _truth, expected="yes, no")
    values = converted.values.map({"true": True, "false": False}).astype("boolean")
    return Converted(values, None, converted.faults, converted.conversions)


def _truth(text: str) -> str | None:
    truth = truth_of(text)
    return None if truth is None else str(truth).lower()


def cell_texts(column: Column) -> tuple[pa.StringArray, int]:
    """Every usable cell in words, null elsewhere; and how many of them were no text."""
    other = np.flatnonzero(~np.isin(column.kinds, (TEXT, *_UNUSABLE)))
    unusable = np.isin(column.kinds, (ERROR, UNCOMPUTED, TOO_LONG))
    texts = column.texts
    if len(other):
        cells = texts.to_pylist()
        for row in other:
            cells[row] = text_of_cell(int(column.kinds[row]), float(column.numbers[row]), None)
        texts = pa.array(cells, pa.string())
    if unusable.any():
        texts = pa.compute.if_else(pa.array(unusable), None, texts)
    return texts, len(other)


def _of(table: str, field: Field) -> Callable[[str], str | None]:
    return lambda text: code_of(text, table, field.name, field.codes) if field.codes else text


def _meant(column: Column, meaning: Callable[[str], str | None], **facts: object) -> Converted:
    texts, _ = cell_texts(column)
    encoded = texts.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    codes = [meaning(word) for word in words]
    found = pa.array([*codes, None], pa.string()).take(pa.array(np.where(places < 0, len(words), places)))
    is_bad = np.array([code is None for code in codes] + [False], dtype=bool)[places]
    is_free = column.kinds == BOOLEAN
    changed = [word != code and code is not None for word, code in zip(words, codes, strict=True)]
    count = int(np.array([*changed, False], dtype=bool)[places][~is_free].sum())
    shown = [f"{word} → {code}" for word, code, is_so in zip(words, codes, changed, strict=True) if is_so][:5]
    done = (Conversion("codes_read", count, {"example": ", ".join(shown)}),) if count else ()
    faults = (*broken_cells(column), *fault("bad_value", is_bad, **facts))
    return Converted(pd.Series(pd.array(found, dtype="str")), None, faults, done)
