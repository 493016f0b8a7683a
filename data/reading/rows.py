"""What each row below a header is: data, or something to pass over with a reason."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from data.cleaning.countries import country_code
from data.cleaning.date_parsing import parse_date
from data.cleaning.number_parsing import parse_number
from data.cleaning.spelling import is_chinese, match_key
from data.reading.grid import BLANK, DATE, NUMBER, TEXT
from data.reading.vocabulary import row_labels, row_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from data.reading.grid import Grid
    from data.reading.layout import Block

_LONG = 60  # characters of a lone cell; a name is shorter


@dataclass(frozen=True)
class Rows:
    """Rows of the sheet, from 0. data: to be read. ignored: row → the code that says why it is not."""

    data: np.ndarray
    ignored: dict[int, str]

    @property
    def count(self) -> int:
        """Rows below the header that are not blank."""
        return len(self.data) + len(self.ignored)


def classify_rows(
    grid: Grid,
    block: Block,
    *,
    is_city: Callable[[str], bool],
    regions: Collection[str],
    left_out: Collection[int],
) -> Rows:
    """Blank rows drop out; headers repeated, totals, notes, headings and examples are ignored with a reason.

    is_city: whether a text names a city. regions: match keys of the names that head groups of rows. left_out:
    rows that the author passes over.
    """
    rows = np.arange(block.header_row + 1, block.last_row)
    kinds = grid.kinds[rows][:, list(block.columns)]
    counts = (kinds != BLANK).sum(axis=1)
    rows, kinds, counts = rows[counts > 0], kinds[counts > 0], counts[counts > 0]
    ignored: dict[int, str] = {row: "left_out" for row in rows.tolist() if row in left_out}
    found: list[Iterator[tuple[int, str]]] = [
        ((row, "repeated_header") for row in _repeated_headers(grid, block, rows)),
        ((row, "total_row") for row in _totals(grid, block, rows, is_city)),
        ((row, "example_row") for row in _examples(grid, block, rows)),
        ((row, "note_row") for row in _signatures(grid, block, rows, is_city)),
        ((row, "note_row") for row in _notes(grid, block, rows[counts <= 2], is_city, regions)),
    ]
    for kind in found:
        for row, code in kind:
            ignored.setdefault(row, code)
    is_data = ~np.isin(rows, list(ignored))
    return Rows(rows[is_data], ignored)


def _repeated_headers(grid: Grid, block: Block, rows: np.ndarray) -> Iterator[int]:
    """Rows that say the same as one of the header's own rows."""
    for line in range(block.first_row, block.header_row + 1):
        texts = {column: match_key(grid.cell_text(line, column)) for column in block.columns}
        filled = {column: text for column, text in texts.items() if text}
        if not filled:
            continue
        column = max(filled, key=lambda entry: len(filled[entry]))
        for row in _matching(grid, column, rows, f"^\\s*{re.escape(grid.cell_text(line, column))}\\s*$"):
            if all(match_key(grid.cell_text(row, place)) == text for place, text in filled.items()):
                yield row


def _totals(grid: Grid, block: Block, rows: np.ndarray, is_city: Callable[[str], bool]) -> Iterator[int]:
    """Rows whose first words are a total's, and that name no city."""
    seen: set[int] = set()
    for column in block.columns:
        for row in _matching(grid, column, rows, _any_of("total")):
            if row in seen:
                continue
            seen.add(row)
            words = [grid.cell_text(row, place) for place in block.columns if grid.kinds[row, place] == TEXT]
            labels = [word for word in words if parse_number(word) is None]
            if labels and is_total(labels[0]) and not any(is_city(word) for word in labels):
                yield row


def unlabelled_totals(
    grid: Grid, block: Block, data: np.ndarray, label_columns: Collection[int]
) -> list[int]:
    """Rows without a name that only hold the sums of the rows above them, since the last such row."""
    if not label_columns:
        return []
    nameless = data[(grid.kinds[data][:, list(label_columns)] == BLANK).all(axis=1)]
    found: list[int] = []
    start = block.header_row
    for row in nameless.tolist():
        above = data[(data > start) & (data < row) & ~np.isin(data, found)]
        filled = [column for column in block.columns if grid.kinds[row, column] != BLANK]
        if len(above) > 1 and all(_is_sum(grid, row, column, above) for column in filled):
            found.append(row)
            start = row
    return found


def _is_sum(grid: Grid, row: int, column: int, above: np.ndarray) -> bool:
    total = _number(grid, row, column)
    parts = [_number(grid, line, column) for line in above.tolist()]
    return total is not None and abs(sum(part for part in parts if part is not None) - total) < 0.01


def _number(grid: Grid, row: int, column: int) -> float | None:
    kind = grid.kinds[row, column]
    if kind == NUMBER:
        return float(grid.columns[column].numbers[row])
    written = parse_number(grid.cell_text(row, column)) if kind == TEXT else None
    return written.read(None) if written else None


def is_total(text: str) -> bool:
    """Whether a label is that of a total: Total, Sub-total Asia, 合计（元）, Suma 2023."""
    return _TOTAL.match(unicodedata.normalize("NFKC", text)) is not None


def is_note(text: str) -> bool:
    """Whether a cell is a remark rather than a value: a note's first word, an asterisk, a long sentence."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith(("*", "(*", "†", "¹", "—")) or len(plain) > _LONG:
        return True
    word, mark, _ = plain.partition(":")
    return (bool(mark) and match_key(word) in row_words("note")) or match_key(plain) in row_words("note")


def _examples(grid: Grid, block: Block, rows: np.ndarray) -> Iterator[int]:
    """Rows of the template that say of themselves that they are examples."""
    for column, _ in block.headed:
        for row in _matching(grid, column, rows, _any_of("example")):
            if match_key(grid.cell_text(row, column)) in row_words("example"):
                yield row


def _notes(
    grid: Grid, block: Block, rows: np.ndarray, is_city: Callable[[str], bool], regions: Collection[str]
) -> Iterator[int]:
    """Among rows of one or two cells: remarks, signatures, names of groups of rows."""
    is_narrow = len(block.headed) <= 2
    for row in rows.tolist():
        places = [column for column in block.columns if grid.kinds[row, column] != BLANK]
        first = grid.cell_text(row, places[0])
        if len(places) == 2:
            if not is_narrow and (is_note(first) or first.endswith((":", "："))) and not is_city(first):
                yield row
        elif grid.kinds[row, places[0]] == TEXT and not is_city(first):
            is_title = row >= block.titles_from or any(
                right > left for _, left, _, right in grid.merged_at(row)
            )
            if is_note(first) or is_title or (not is_narrow and _heads(first, regions)):
                yield row


def _signatures(grid: Grid, block: Block, rows: np.ndarray, is_city: Callable[[str], bool]) -> Iterator[int]:
    """Rows that say who made the table, who checked it and when."""
    found = {row for column in block.columns for row in _matching(grid, column, rows, _any_of("signature"))}
    for row in sorted(found):
        places = [column for column in block.columns if grid.kinds[row, column] != BLANK]
        cells = [(int(grid.kinds[row, place]), grid.cell_text(row, place)) for place in places]
        if _is_signed(cells) and not is_city(cells[0][1]):
            yield row


def _is_signed(cells: list[tuple[int, str]]) -> bool:
    """Whether cells, kind and text, are labels of a signature with what follows them, and nothing else."""
    is_signed = is_open = False
    for kind, text in cells:
        word, _, value = unicodedata.normalize("NFKC", text).partition(":")
        label = match_key(word) if kind == TEXT else ""
        if label in row_words("signature") or label in row_words("label"):
            is_signed |= label in row_words("signature")
            is_open = not value.strip()
        elif is_open or kind == DATE or (kind == TEXT and parse_date(text) is not None):
            is_open = False
        else:
            return False
    return is_signed


def _heads(text: str, regions: Collection[str]) -> bool:
    """Whether a lone cell heads a group of rows or remarks on them: no city would be written so."""
    if match_key(text) in regions or country_code(text) is not None or text.endswith((":", "：", ".", "。")):
        return True
    words = text.split()
    return len(words) > 4 or (not is_chinese(text) and not text[:1].isupper() and parse_number(text) is None)


def _matching(grid: Grid, column: int, rows: np.ndarray, pattern: str) -> list[int]:
    """Rows whose text fits a pattern of Arrow's."""
    found = pc.match_substring_regex(grid.columns[column].texts, pattern, ignore_case=True)
    fits = pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)
    matching: list[int] = rows[fits[rows]].tolist()
    return matching


def _any_of(kind: str) -> str:
    """Texts that begin with one of the words, for Arrow: a first sieve, looked at closely afterwards."""
    words = "|".join(
        r"[\s\x{A0}\x{3000}]*".join(word) if is_chinese(word) else re.escape(word)
        for word in row_labels(kind)
    )
    return rf"^[^\pL\pN]*(?:{words}|[\x{{FF21}}-\x{{FF5A}}])"


def _total_pattern() -> str:
    """Latin words must end where a total's word ends: Sumy is a city."""
    latin = "|".join(re.escape(word) for word in row_labels("total") if not is_chinese(word))
    chinese = "|".join(r"\s*".join(word) for word in row_labels("total") if is_chinese(word))
    return rf"[\W_]*(?:(?:{latin})(?!-?[^\W\d_])|(?:{chinese}))"


_TOTAL = re.compile(_total_pattern(), re.IGNORECASE)
