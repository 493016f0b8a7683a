"""What a person has to review: rows to correct, cities to name, fields that no column holds.

Worked out once a reading, because a hundred thousand rows may be held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from data.reading.choices import Header, Word
from data.reading.upload import ReadTable, Upload
from data.report import Issue
from data.schema import UPLOADED
from ui.update.uploaded_sheets import RowCounts, sheets_of

_ASKED: Final = frozenset(
    {"ambiguous_columns", "ambiguous_encoding", "ambiguous_dates", "ambiguous_numbers", "ambiguous_years"}
    | {"stray_quotes", "suggested_city", "suggested_word", "unknown_city"}
)
_CITY: Final = ("suggested_city", "unknown_city")
_MISSING: Final = ("missing_key", "missing_required")
_OPEN: Final = ("members", "prospects")
_OWN: Final = ("city", "money")  # kinds that are another one in every row


@dataclass(frozen=True)
class UnknownName:
    """A city as it is written. count: rows that wait for it. suggested: ids, the most likely first. is_open:
    whether it may be a city that is on no list. seems_new: only its country speaks for a known
    one.
    """

    name: str
    count: int
    suggested: tuple[str, ...]
    is_open: bool
    seems_new: bool = False


@dataclass(frozen=True)
class HeldBlock:
    """Held rows of tables in the same rows of a sheet.

    number: of the sheet, for keys. rows: number → all that is wrong in it, of rows that answers alone do not
    release. waiting: how many others there are.
    """

    number: int
    file: str
    sheet: str
    tables: tuple[ReadTable, ...]
    rows: Mapping[int, tuple[Issue, ...]]
    waiting: int


@dataclass(frozen=True)
class Review:
    """All that has to be reviewed in one upload."""

    upload: Upload

    @cached_property
    def row_counts(self) -> RowCounts:
        """All rows of all sheets, each counted once."""
        return RowCounts.total(sheet.row_counts for sheet in sheets_of(self.upload))

    @cached_property
    def blanks(self) -> dict[Header, int]:
        """Fields that every row needs and no column holds → rows that lack it. One value may go for all."""
        found = {}
        for table in self.upload.tables:
            lacking = Counter(issue.column for issue in _issues(table, _MISSING))
            for field in UPLOADED[table.table].fields:
                is_shared = field.required and field.kind not in _OWN and not field.name.endswith("name")
                if is_shared and field.name not in table.columns and lacking[field.name]:
                    place = Header(table.file, table.sheet, f"{table.table}.{field.name}")
                    found[place] = lacking[field.name]
        return found

    @cached_property
    def names(self) -> list[UnknownName]:
        """Names of cities that rows wait for, in the order of the rows."""
        counts: Counter[str] = Counter()
        suggested: dict[str, tuple[str, ...]] = {}
        is_open: dict[str, bool] = {}
        seems_new: dict[str, bool] = {}
        for table in self.upload.tables:
            may_be_new = table.table in _OPEN and "country" in table.columns
            for issue in _issues(table, _CITY):
                name = str(issue.facts.get("value", ""))
                ids = issue.facts.get("ids", ())
                counts[name] += 1
                suggested[name] = tuple(ids) if isinstance(ids, (tuple, list)) else ()
                seems_new[name] = issue.facts.get("why") == "new"
                is_open[name] = is_open.get(name, False) or may_be_new
        return [
            UnknownName(name, counts[name], suggested[name], is_open[name], seems_new[name])
            for name in counts
            if name
        ]

    @cached_property
    def words(self) -> dict[Word, tuple[int, tuple[str, ...]]]:
        """Events and owners that are nearly known → rows that name them, and what they may be."""
        counts: Counter[Word] = Counter()
        codes: dict[Word, tuple[str, ...]] = {}
        for issue in (issue for table in self.upload.tables for issue in table.issues):
            given = issue.facts.get("codes", ())
            if issue.code == "suggested_word" and isinstance(given, tuple):
                word = Word(str(issue.facts["field"]), str(issue.facts["value"]))
                counts[word] += 1
                codes[word] = given
        return {word: (count, codes[word]) for word, count in counts.items()}

    @cached_property
    def held(self) -> list[HeldBlock]:
        """Held rows by where they stand. A row that two tables hold stands there once, with both reasons."""
        return [
            _held(sheet.number, tables, self.blanks)
            for sheet in sheets_of(self.upload)
            for tables in sheet.blocks
            if any(table.held for table in tables)
        ]


def _held(number: int, tables: tuple[ReadTable, ...], blanks: Mapping[Header, int]) -> HeldBlock:
    rows: dict[int, tuple[Issue, ...]] = {}
    waiting = set()
    for table in tables:
        filled = {place.header.partition(".")[2] for place in blanks if _is_of(place, table)}
        for row, issues in table.reasons.items():
            rows[row] = (*rows.get(row, ()), *issues)
            if all(_is_asked(issue, filled) for issue in issues):
                waiting.add(row)
            else:
                waiting.discard(row)
    wrong = {row: rows[row] for row in sorted(rows) if row not in waiting}
    return HeldBlock(number, tables[0].file, tables[0].sheet, tables, wrong, len(waiting))


def _is_of(place: Header, table: ReadTable) -> bool:
    return (*place[:2], place.header.partition(".")[0]) == (table.file, table.sheet, table.table)


def _is_asked(issue: Issue, filled: set[str]) -> bool:
    """Whether an answer is all that the problem needs."""
    return issue.code in _ASKED or (issue.code in _MISSING and issue.column in filled)


def _issues(table: ReadTable, codes: Sequence[str]) -> Iterator[Issue]:
    for issues in table.reasons.values():
        yield from (issue for issue in issues if issue.code in codes)
