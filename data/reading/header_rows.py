"""Finds the header rows of a sheet: by known words, years and units, and by how a header looks."""

from __future__ import annotations

import numpy as np
from rapidfuzz import fuzz, process

from data.cleaning.spelling import match_key
from data.reading.grid import BLANK, NUMBER, TEXT, Grid
from data.reading.headers import BELOW, parse_header, parse_unit
from data.reading.vocabulary import all_column_names

_LOOKED_AT = 200  # rows with cells that may hold the first header
_MOST_HEADERS = 2_000
_LONG = 80  # characters; a header is shorter
_MOST_HEADER_ROWS = 3
_EARLY = 20
_ALIKE = 85.0


def first_row_of_words(grid: Grid) -> int | None:
    """The first row that could be a header by its shape alone: two cells or more, all of them words.

    For a sheet of which the author says what it holds, with headers that nobody foresaw.
    """
    kinds = grid.kinds[:_LOOKED_AT]
    fits = ((kinds == TEXT).sum(axis=1) >= min(2, kinds.shape[1])) & ((kinds > TEXT).sum(axis=1) == 0)
    rows = np.flatnonzero(fits)
    return int(rows[0]) if len(rows) else None


def find_header_rows(grid: Grid, counts: np.ndarray) -> list[tuple[int, int]]:
    """First and last row of each header, in order. counts: filled cells of each row."""
    candidates = _candidates(counts)
    best, most = None, 0.0
    first_wide = next((row for row in candidates if counts[row] >= 2), None)
    for place, row in enumerate(candidates[:_LOOKED_AT]):
        score = _score(grid, row, is_early=place < _EARLY)
        if score and row == first_wide:
            score += 0.5
        if score > most:
            best, most = row, score
    if best is None:
        return []
    spans = [_grown(grid, best)]
    spans += _earlier(grid, [row for row in candidates if row < spans[0][0]], spans[0])
    known = {_row_text(grid, row) for span in spans for row in range(span[0], span[1] + 1)}
    for row in candidates:
        if row <= max(last for _, last in spans) or not _is_clear(grid, row, counts):
            continue
        if _row_text(grid, row) not in known:
            spans.append(_grown(grid, row))
            known |= {_row_text(grid, line) for line in range(spans[-1][0], spans[-1][1] + 1)}
    return sorted(spans)


def _earlier(grid: Grid, rows: list[int], best: tuple[int, int]) -> list[tuple[int, int]]:
    """Headers of smaller tables above the one that was recognised best."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if (not found or row > found[-1][1]) and _hits(grid, row) >= 2 and _is_words(grid, row):
            span = _grown(grid, row)
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
    hits = float(_hits(grid, row))
    if is_early and _is_words(grid, row):
        hits += 0.6 * sum(_is_nearly_known(grid.cell_text(row, column)) for column in filled)
    years = sum(_is_year(grid, row, column) for column in filled)
    if hits + years < min(2, len(filled)) or not hits:
        return 0.0
    strange = sum(grid.kinds[row, column] != TEXT and not _is_year(grid, row, column) for column in filled)
    long = sum(len(grid.cell_text(row, column)) > _LONG for column in filled)
    return float(hits + 0.5 * years - 0.75 * strange - 0.5 * long)


def _hits(grid: Grid, row: int) -> int:
    """Different header words of a row."""
    words = {
        _known(grid.cell_text(row, column))
        for column in range(len(grid.columns))
        if _is_text(grid, row, column)
    }
    return len(words - {""})


def _known(text: str) -> str:
    if len(text) > _LONG:
        return ""
    return next((word for word in parse_header(text).words if word in all_column_names()), "")


def _is_nearly_known(text: str) -> bool:
    word = next(iter(parse_header(text).words), "")
    if _known(text) or not 4 <= len(word) <= _LONG:
        return False
    return process.extractOne(word, all_column_names(), scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _is_clear(grid: Grid, row: int, counts: np.ndarray) -> bool:
    """Whether a row further down begins another table: words only, and half of them known."""
    hits = _hits(grid, row)
    return hits >= 2 and hits * 2 >= counts[row] and _is_words(grid, row)


def _is_words(grid: Grid, row: int) -> bool:
    return all(
        kind in (BLANK, TEXT) or _is_year(grid, row, column) for column, kind in enumerate(grid.kinds[row])
    )


def _grown(grid: Grid, row: int) -> tuple[int, int]:
    """The header rows around a recognised one: the span whose joined texts say the most."""
    spans = [
        (first, last)
        for first in range(max(0, row - 2), row + 1)
        for last in range(row, min(grid.height, row + 3))
        if last - first < _MOST_HEADER_ROWS and _may_join(grid, first, last, row)
    ]
    return _best_span(grid, spans)


def header_rows_ending_at(grid: Grid, last: int) -> tuple[int, int]:
    """First and last row of the header whose last row a person named."""
    spans = [
        (first, last) for first in range(max(0, last - 2), last + 1) if _may_join(grid, first, last, last)
    ]
    return _best_span(grid, spans)


def _best_span(grid: Grid, spans: list[tuple[int, int]]) -> tuple[int, int]:
    return max(spans, key=lambda span: (_information(grid, *span) - 0.4 * (span[1] - span[0]), -span[0]))


def _may_join(grid: Grid, first: int, last: int, row: int) -> bool:
    """Whether the rows around a recognised one may belong to its header: words or years, no data."""
    others = [line for line in range(first, last + 1) if line != row]
    return all(
        _is_words(grid, line)
        and bool((grid.kinds[line] != BLANK).any())
        and (_hits(grid, line) > 0 or _years(grid, line) > 0 or _is_units(grid, line))
        for line in others
    )


def _information(grid: Grid, first: int, last: int) -> float:
    """Columns with a known word, each word and year counted once; a row of units counts as well."""
    texts = joined_headers(grid, first, last, range(len(grid.columns)))
    known_words = {(_known(text), parse_header(text).year) for text in texts if text}
    units = sum(_is_units(grid, row) for row in range(first + 1, last + 1))
    doubled = sum(_is_second_language(grid, row) for row in range(first, last + 1)) - 1
    return len({entry for entry in known_words if entry[0] or entry[1]}) + units + max(0, doubled)


def _is_second_language(grid: Grid, row: int) -> bool:
    """A row that would be a header by itself: two of them in a row say the same in two languages."""
    filled = int((grid.kinds[row] != BLANK).sum())
    return _hits(grid, row) >= max(3, 0.75 * filled) and _is_words(grid, row)


def _years(grid: Grid, row: int) -> int:
    return sum(_is_year(grid, row, column) for column in range(len(grid.columns)))


def _is_year(grid: Grid, row: int, column: int) -> bool:
    if grid.kinds[row, column] not in (TEXT, NUMBER):
        return False
    text = grid.cell_text(row, column)
    return len(text) <= 6 and parse_header(text).year is not None


def _is_text(grid: Grid, row: int, column: int) -> bool:
    return bool(grid.kinds[row, column] == TEXT)


def _is_units(grid: Grid, row: int) -> bool:
    """A row of units only, such as EUR, (%), 万元."""
    texts = [
        grid.cell_text(row, column).strip("()（）[] ")
        for column in np.flatnonzero(grid.kinds[row] != BLANK).tolist()
    ]
    return bool(texts) and all(text == "%" or parse_unit(text) != (None, 1) for text in texts)


def _row_text(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(match_key(grid.cell_text(row, column)) for column in range(len(grid.columns)))


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
