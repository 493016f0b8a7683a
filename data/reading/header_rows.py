"""Finds the header rows of a sheet: by known words, years and units, and by how a header looks."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from rapidfuzz import fuzz, process

from data.cleaning.spelling import match_key
from data.reading.grid import BLANK, TEXT, Grid
from data.reading.header_cells import (
    LONG,
    hits,
    is_units,
    is_words,
    is_year,
    known_columns,
    known_word,
    recurs,
    row_text,
)
from data.reading.header_evidence import belongs_to_heading, names_over_figures
from data.reading.headers import BELOW, parse_header
from data.reading.vocabulary import all_column_names, table_names

_LOOKED_AT = 200  # rows with cells that may hold the first header
_MOST_HEADERS = 2_000
_MOST_HEADER_ROWS = 3
_EARLY = 20
_ALIKE = 85.0
_MOSTLY, _HALF = 0.75, 0.5  # of the cells of a header further down that are known words


def first_row_of_words(grid: Grid) -> int | None:
    """The first row that could be a header by its shape alone: two cells or more, all of them words.

    For a sheet of which the author says what it holds, with headers that nobody foresaw.
    """
    kinds = grid.kinds[:_LOOKED_AT]
    fits = ((kinds == TEXT).sum(axis=1) >= min(2, kinds.shape[1])) & ((kinds > TEXT).sum(axis=1) == 0)
    rows = np.flatnonzero(fits)
    return int(rows[0]) if len(rows) else None


def find_header_rows(
    grid: Grid, counts: np.ndarray, data_rows: Collection[int] = ()
) -> list[tuple[int, int]]:
    """First and last row of each header, in order.

    counts: filled cells of each row. data_rows: rows that a person called data; no header takes them in.
    """
    candidates = [row for row in _candidates(counts) if row not in data_rows]
    best = _best_row(grid, candidates, counts)
    if best is None:
        return []
    spans = [_grown(grid, best, data_rows)]
    spans += _earlier(grid, [row for row in candidates if row < spans[0][0]], spans[0], data_rows)
    headings = _rows_of(spans)
    known = {row_text(grid, row) for row in headings}
    for row in candidates:
        if row <= max(headings) or row_text(grid, row) in known:
            continue
        if _begins_table(grid, row, counts, headings):
            spans.append(_grown(grid, row, headings.union(data_rows)))
            headings = _rows_of(spans)
            known |= {row_text(grid, line) for line in range(spans[-1][0], spans[-1][1] + 1)}
    return sorted(spans)


def _rows_of(spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(row for first, last in spans for row in range(first, last + 1))


def _best_row(grid: Grid, candidates: list[int], counts: np.ndarray) -> int | None:
    """The row that looks most like a header; None where none does."""
    best, most = None, 0.0
    first_wide = next((row for row in candidates if counts[row] >= 2), None)
    for place, row in enumerate(candidates[:_LOOKED_AT]):
        score = _score(grid, row, is_early=place < _EARLY)
        if score and row == first_wide:
            score += 0.5
        if score > most:
            best, most = row, score
    return best


def _earlier(
    grid: Grid, rows: list[int], best: tuple[int, int], data_rows: Collection[int]
) -> list[tuple[int, int]]:
    """Headers of smaller tables above the one that was recognised best."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if (not found or row > found[-1][1]) and _own_words(grid, row) >= 2 and is_words(grid, row):
            span = _grown(grid, row, data_rows)
            if span[1] < best[0] - 1:
                found.append(span)
    return found


def _candidates(counts: np.ndarray) -> list[int]:
    """The first rows with cells, and further down those below a blank row or a lone title."""
    rows = np.flatnonzero(counts)
    start = set(rows[:_LOOKED_AT].tolist())
    below = rows[(rows > 0) & (counts[rows - 1] <= 1)][:_MOST_HEADERS]
    return sorted(start | set(below.tolist()))


def _score(grid: Grid, row: int, *, is_early: bool) -> float:
    """How much a row looks like a header: known words, less what a header does not hold.

    Near the top a word that is nearly a known one counts as well: people mistype headers too.
    """
    filled = [column for column in range(len(grid.columns)) if grid.kinds[row, column] != BLANK]
    known, own = hits(grid, row), _own_words(grid, row)
    found = float(known)
    if is_early and is_words(grid, row):
        found += 0.6 * sum(_is_nearly_known(grid.cell_text(row, column)) for column in filled)
    years = sum(is_year(grid, row, column) for column in filled)
    if found + years < min(2, len(filled)) or not found or (known and not own):
        return 0.0
    strange = sum(grid.kinds[row, column] != TEXT and not is_year(grid, row, column) for column in filled)
    long = sum(len(grid.cell_text(row, column)) > LONG for column in filled)
    return float(found + 0.5 * years - 0.75 * strange - 0.5 * long - 0.6 * (known - own))


def _own_words(grid: Grid, row: int, headings: frozenset[int] = frozenset()) -> int:
    """Different known words of a row that are no values of their columns."""
    known = known_columns(grid, row)
    return len({word for column, word in known.items() if not recurs(grid, row, column, headings)})


def _is_nearly_known(text: str) -> bool:
    word = next(iter(parse_header(text).words), "")
    if known_word(text) or not 4 <= len(word) <= LONG:
        return False
    return process.extractOne(word, all_column_names(), scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _begins_table(grid: Grid, row: int, counts: np.ndarray, headings: frozenset[int]) -> bool:
    """Whether a row further down begins another table, and is no data of the one above.

    Words only, most of them names of columns that stand for no value there; and either a gap or a title above
    it or figures below it. Half of the names are enough below the title of a table, or with all of that. The
    first row below a heading is data, for a table has rows.
    """
    if row - 1 in headings or not is_words(grid, row) or _own_words(grid, row, headings) < 2:
        return False
    share = len(known_columns(grid, row)) / counts[row]
    has_gap, has_figures = counts[row - 1] <= 1, names_over_figures(grid, row, row)
    if share >= _MOSTLY:
        return bool(has_gap or has_figures)
    return bool(share >= _HALF and has_gap and (has_figures or _has_title(grid, row)))


def _has_title(grid: Grid, row: int) -> bool:
    """Whether the row above holds the name of a table and nothing else."""
    above = [
        grid.cell_text(row - 1, column) for column in np.flatnonzero(grid.kinds[row - 1] != BLANK).tolist()
    ]
    return len(above) == 1 and match_key(above[0]) in table_names()


def _grown(grid: Grid, row: int, data_rows: Collection[int]) -> tuple[int, int]:
    """The header rows around a recognised one: the span whose joined texts say the most."""
    spans = [
        (first, last)
        for first in range(max(0, row - 2), row + 1)
        for last in range(row, min(grid.height, row + 3))
        if last - first < _MOST_HEADER_ROWS
        and all(
            line not in data_rows and belongs_to_heading(grid, line, row, last)
            for line in range(first, last + 1)
            if line != row
        )
    ]
    return _best_span(grid, spans)


def header_rows_ending_at(grid: Grid, last: int, data_rows: Collection[int] = ()) -> tuple[int, int]:
    """First and last row of the header whose last row a person named."""
    spans = [
        (first, last)
        for first in range(max(0, last - 2), last + 1)
        if all(
            line not in data_rows and belongs_to_heading(grid, line, last, last)
            for line in range(first, last)
        )
    ]
    return _best_span(grid, spans)


def _best_span(grid: Grid, spans: list[tuple[int, int]]) -> tuple[int, int]:
    return max(spans, key=lambda span: (_information(grid, *span) - 0.4 * (span[1] - span[0]), -span[0]))


def _information(grid: Grid, first: int, last: int) -> float:
    """Columns with a known word, each word and year counted once; a row of units counts as well."""
    named = last - 1 if first < last and is_units(grid, last) else last
    texts = joined_headers(grid, first, named, range(len(grid.columns)))
    known_words = {(known_word(text), parse_header(text).year) for text in texts if text}
    units = sum(is_units(grid, row) for row in range(first + 1, last + 1))
    doubled = sum(_is_second_language(grid, row) for row in range(first, last + 1)) - 1
    return len({entry for entry in known_words if entry[0] or entry[1]}) + units + max(0, doubled)


def _is_second_language(grid: Grid, row: int) -> bool:
    """A row that would be a header by itself: two of them in a row say the same in two languages."""
    filled = int((grid.kinds[row] != BLANK).sum())
    return hits(grid, row) >= max(3, 0.75 * filled) and is_words(grid, row)


def joined_headers(grid: Grid, first: int, last: int, columns: range) -> list[str]:
    """The header of each column: its cells from top to bottom, groups above filled to the right."""
    rows = [_filled_right(grid, row, last, columns) for row in range(first, last + 1)]
    return [BELOW.join(dict.fromkeys(text for text in cells if text)) for cells in zip(*rows, strict=True)]


def _filled_right(grid: Grid, row: int, last: int, columns: range) -> list[str]:
    """The cells of a header row; a group's name also stands over the columns that it spans.

    It spans what its merged cell spans, or, without one, blank cells to its right that have a header of
    their own below.
    """
    texts = [" ".join(grid.cell_text(row, column).split()) for column in columns]
    for top, left, _, right in grid.merged_at(row):
        if left in columns:
            name = grid.cell_text(top, left)
            texts = [
                name if left <= column <= right else text for column, text in zip(columns, texts, strict=True)
            ]
    if row == last:
        return texts
    for place in range(1, len(texts)):
        is_group = texts[place - 1] and _has_below(grid, row, last, columns[place - 1])
        if not texts[place] and is_group and _has_below(grid, row, last, columns[place]):
            texts[place] = texts[place - 1]
    return texts


def _has_below(grid: Grid, row: int, last: int, column: int) -> bool:
    return bool((grid.kinds[row + 1 : last + 1, column] != BLANK).any())
