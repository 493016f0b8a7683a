"""A sheet as it stands in the file: columns of cells of seven kinds, nothing understood yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BLANK, TEXT, NUMBER, DATE, BOOLEAN, ERROR, UNCOMPUTED, TOO_LONG = range(8)
_LETTERS = {
    " ": BLANK,
    "s": TEXT,
    "n": NUMBER,
    "d": DATE,
    "b": BOOLEAN,
    "e": ERROR,
    "f": UNCOMPUTED,
    "x": TOO_LONG,
}
_CODES = np.zeros(128, dtype=np.uint8)
for _letter, _code in _LETTERS.items():
    _CODES[ord(_letter)] = _code
_WORDED = (TEXT, ERROR, UNCOMPUTED, TOO_LONG)
# what office programs write into a text file, or keep of a copied cell, where a formula failed
_ENGLISH = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_SPANISH = ("#¡REF!", "#N/D", "#¡DIV/0!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!")
_FRENCH = ("#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!")
_LIBREOFFICE = ("Err:502", "Err:504", "Err:508", "Err:509", "Err:522")
_ERRORS = pa.array([*_ENGLISH, *_SPANISH, *_FRENCH, *_LIBREOFFICE])
_NUMBERED = (NUMBER, DATE, BOOLEAN)


@dataclass(frozen=True)
class Column:
    """Cells of one column, top to bottom.

    kinds: one of the codes above a cell. numbers: the value of numbers, the days since 1 January 1970 of
    dates (with the time of day as a fraction), 1 and 0 of booleans, NaN elsewhere. texts: trimmed text of
    text cells, the error's name of error cells, null elsewhere.
    """

    kinds: np.ndarray
    numbers: np.ndarray
    texts: pa.StringArray

    def __len__(self) -> int:
        return len(self.kinds)

    def take(self, rows: np.ndarray) -> Column:
        """The cells of some rows, in their order."""
        return Column(self.kinds[rows], self.numbers[rows], self.texts.take(pa.array(rows)))


@dataclass(frozen=True)
class Grid:
    """One sheet. Rows and columns count from 0 here; people are told numbers from 1.

    merged: first row, first column, last row, last column. formats: column, number format, first and last
    row. since_1904: the workbook counts its days from 1904. lengths: cells of each row of a text file; None
    where all rows have as many. doubtful: rows that quotation marks may join to one cell.
    undecided: rows with letters that depend on the encoding, where that is not certain.
    """

    file: str
    sheet: str
    columns: tuple[Column, ...]
    is_hidden: bool = False
    since_1904: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formats: tuple[tuple[int, str, int, int], ...] = ()
    lengths: np.ndarray | None = None
    doubtful: tuple[int, ...] = ()
    undecided: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        """Rows down to the last one with a cell."""
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def kinds(self) -> np.ndarray:
        """Kinds of all cells: height × width."""
        if not self.columns:
            return np.zeros((0, 0), dtype=np.uint8)
        return np.column_stack([column.kinds for column in self.columns])

    @cached_property
    def _merged(self) -> np.ndarray:
        return np.array(self.merged, dtype=np.int64).reshape(-1, 4)

    def merged_at(self, row: int) -> list[tuple[int, int, int, int]]:
        """The merged cells that a row goes through; no more than it has cells."""
        areas = self._merged
        here = areas[(areas[:, 0] <= row) & (row <= areas[:, 2])][: len(self.columns)]
        return [(top, left, bottom, right) for top, left, bottom, right in here.tolist()]

    def merged_below(self, row: int) -> list[tuple[int, int, int, int]]:
        """The cells merged over several rows that begin below a row."""
        areas = self._merged
        here = areas[(areas[:, 0] > row) & (areas[:, 0] < self.height) & (areas[:, 2] > areas[:, 0])]
        return [(top, left, bottom, right) for top, left, bottom, right in here.tolist()]

    @cached_property
    def _formats(self) -> dict[int, list[tuple[str, int, int]]]:
        found: dict[int, list[tuple[str, int, int]]] = {}
        for column, code, first, last in self.formats:
            found.setdefault(column, []).append((code, first, last))
        return found

    def formats_of(self, column: int) -> np.ndarray | None:
        """Number format of each cell of a column, '' where it is an ordinary one; None where all are."""
        runs = self._formats.get(column)
        if not runs:
            return None
        formats = np.full(self.height, "", dtype=object)
        for code, first, last in runs:
            formats[first : last + 1] = code
        return formats

    def cell_text(self, row: int, column: int) -> str:
        """A cell as people read it: text, a plain number, an ISO date."""
        cells = self.columns[column]
        return text_of_cell(int(cells.kinds[row]), float(cells.numbers[row]), cells.texts[row].as_py())

    def with_cells(self, cells: Mapping[tuple[int, int], str]) -> Grid:
        """A grid in which some cells hold the text that somebody typed instead."""
        columns = list(self.columns)
        for (row, column), text in cells.items():
            if column < len(columns) and row < self.height:
                columns[column] = _with_text(columns[column], row, text)
        return replace(self, columns=tuple(columns))

    def filled_down(self, sources: Mapping[int, Mapping[int, int]]) -> Grid:
        """A grid in which cells hold what another row of their column holds: column → row → that row."""
        columns = list(self.columns)
        for column, taken in sources.items():
            rows = np.arange(self.height)
            rows[list(taken)] = list(taken.values())
            columns[column] = columns[column].take(rows)
        return replace(self, columns=tuple(columns))


def text_of_cell(kind: int, number: float, text: str | None) -> str:
    """One cell in words; a blank is ''."""
    if kind in _WORDED:
        return text or ""
    if kind == NUMBER:
        return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else repr(number)
    if kind == DATE:
        day = np.datetime64("1970-01-01", "D") + np.timedelta64(int(np.floor(number)), "D")
        return str(day)
    if kind == BOOLEAN:
        return "true" if number else "false"
    return ""


def _with_text(column: Column, row: int, text: str) -> Column:
    kinds, numbers = column.kinds.copy(), column.numbers.copy()
    texts = column.texts.to_pylist()
    text = text.strip()
    kinds[row], numbers[row], texts[row] = (TEXT if text else BLANK), np.nan, text or None
    return Column(kinds, numbers, pa.array(texts, pa.string()))


class ColumnBuilder:
    """Batches of one column as the child sends them → Column."""

    def __init__(self) -> None:
        self._kinds: list[np.ndarray] = []
        self._numbers: list[np.ndarray] = []
        self._texts: list[pa.Array] = []

    def add(self, kinds: str, values: list[Any]) -> None:
        """One batch: a letter for all cells or one a cell, and the values."""
        height = len(values)
        if len(kinds) == 1 and height != 1 and kinds != "s":
            self._kinds.append(np.full(height, _LETTERS[kinds], dtype=np.uint8))
            self._numbers.append(np.array(values, dtype=np.float64))
            self._texts.append(pa.nulls(height, pa.string()))
            return
        codes = np.full(height, TEXT, dtype=np.uint8)
        texts, numbers = values, np.full(height, np.nan)
        if len(kinds) == height and kinds.strip("s"):
            codes = _CODES[np.frombuffer(kinds.encode(), dtype=np.uint8)]
            cells = np.array(values, dtype=object)
            is_number = np.isin(codes, _NUMBERED)
            numbers[is_number] = cells[is_number].astype(np.float64)
            cells[is_number] = None
            texts = cells.tolist()
        trimmed = pc.utf8_trim_whitespace(pa.array(texts, pa.string()))
        is_empty = pc.equal(pc.fill_null(trimmed, ""), "").to_numpy(zero_copy_only=False)
        codes = np.where((codes == TEXT) & is_empty, BLANK, codes).astype(np.uint8)
        self._kinds.append(codes)
        self._numbers.append(numbers)
        self._texts.append(pc.if_else(pc.equal(trimmed, ""), None, trimmed))

    def column(self) -> Column:
        """All batches together."""
        texts = pa.chunked_array(self._texts, pa.string()).combine_chunks()
        kinds = np.concatenate(self._kinds)
        is_error = pc.is_in(texts, _ERRORS).to_numpy(zero_copy_only=False)
        kinds[(kinds == TEXT) & is_error] = ERROR
        return Column(kinds, np.concatenate(self._numbers), texts)
