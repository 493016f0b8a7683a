"""What a reading gives: files, sheets, tables with their accounts, the candidate and its difference."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from data.changes import Changes
    from data.closing import Closing
    from data.dataset import Dataset
    from data.reading.choices import Memory
    from data.reading.column_mapping import Confidence
    from data.reading.grid import Grid
    from data.reading.new_cities import NewCity
    from data.reading.stated_day import StatedDay
    from data.report import Issue


@dataclass(frozen=True)
class ReadFile:
    """One file, or one of an archive. format: xlsx, xlsm, xls, ods or text; '' where it could not be read.

    encoding, delimiter: of a text file. has_stray_quotes: of one whose quotation marks join lines that look
    like rows. encodings: of one that does not say its encoding, the likely ones, best first, each with a line
    that shows it; is_encoding_decided: whether its words leave no other. sha256, size: of the file that was
    handed over.
    """

    name: str
    sha256: str
    size: int
    format: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    has_stray_quotes: bool = False
    encodings: tuple[tuple[str, str], ...] = ()
    is_encoding_decided: bool = True


@dataclass(frozen=True)
class ReadSheet:
    """One sheet. grid: its cells, for a preview; None where a hidden sheet was left out."""

    file: str
    sheet: str
    is_hidden: bool
    grid: Grid | None


@dataclass(frozen=True)
class Region:
    """Where a table lies on its sheet, all numbered from 1, all inclusive."""

    first_row: int
    header_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Question:
    """Something that only a person can say. code: ambiguous_dates, _numbers, _years or _columns.

    header: the column. count: cells that wait for the answer. examples: some of them. Of ambiguous_columns
    the header is "table.field" and the examples are the headings of all columns that claim it.
    """

    code: str
    header: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class ReadTable:
    """One table of the schema as it was found on a sheet.

    title: the words above the header.
    rows_read: non-empty rows below the header = kept + ignored + held, always.
    columns: field → header. confidence: field → how sure that is. unmapped: headers without a field.
    is_sure: whether nothing else fits nearly as well as this table.
    records: the kept records, typed as the schema says; the index is the row of the sheet. A row of a sheet
    with one column a year has several.
    held_rows: the held rows as they stand in the file, a column a header, text; the index is the row of the
    sheet. reasons: row → all that is wrong in it. ignored_rows: row → the code that says why.
    places: header → column of the sheet, from 1.
    """

    file: str
    sheet: str
    table: str
    title: str
    region: Region
    rows_read: int
    kept: int
    ignored: int
    held: int
    columns: Mapping[str, str]
    confidence: Mapping[str, Confidence]
    unmapped: tuple[str, ...]
    is_sure: bool
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...]
    records: pd.DataFrame
    held_rows: pd.DataFrame
    reasons: Mapping[int, tuple[Issue, ...]]
    ignored_rows: Mapping[int, str]
    places: Mapping[str, int]

    @property
    def header_row(self) -> int:
        """The last row of the header, from 1."""
        return self.region.header_row


@dataclass(frozen=True)
class Area:
    """Cells of a sheet that were not read, all numbered from 1, all inclusive. widest: the most in a row."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    widest: int


@dataclass(frozen=True)
class CellAccount:
    """The filled cells of a sheet: cells = tables + titles + totals + notes + not_read, always.

    tables: headings and rows, kept, held or passed over. not_read: cells under no heading, which the table
    says itself, and those of the areas, which stand in no table although they may be data.
    """

    file: str
    sheet: str
    cells: int
    tables: int
    titles: int
    totals: int
    notes: int
    not_read: int
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Upload:
    """All that one upload is, before anybody commits it.

    candidate: the current dataset with the upload merged in; its version is '' until it is committed.
    accounts: of the cells of each sheet that was read. contacts: people, typed as data.schema.CONTACTS;
    never part of the dataset; contact_id is missing where the file gives none. changes: from current to
    candidate. issues: everything worth saying, by file, sheet and row. replaces_invented: the invented rows
    of a sample are gone from the candidate. stated_day: the day that a list of members says it speaks of.
    not_mentioned: table → cities that a full list of it leaves out; they stay unless the author says that the
    list is whole. new_cities: members and prospects of the candidate that no list and no roll had. closings:
    prospects whose city joins the roll with this upload; the candidate has them closed, but for those that
    the author keeps open. memory: the decisions to remember.
    """

    files: tuple[ReadFile, ...]
    sheets: tuple[ReadSheet, ...]
    tables: tuple[ReadTable, ...]
    accounts: tuple[CellAccount, ...]
    candidate: Dataset
    contacts: pd.DataFrame
    changes: Changes
    issues: tuple[Issue, ...] = ()
    replaces_invented: bool = False
    stated_day: StatedDay | None = None
    not_mentioned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    new_cities: tuple[NewCity, ...] = ()
    closings: tuple[Closing, ...] = ()
    memory: Memory | None = field(default=None, compare=False)

    @property
    def is_readable(self) -> bool:
        """Whether anything at all could be read."""
        return any(file.format for file in self.files)

    @property
    def is_clean(self) -> bool:
        """Whether there is a table, no row is held and nothing is in error."""
        has_errors = any(issue.severity == "error" for issue in self.issues)
        return (
            self.is_readable and bool(self.tables) and not has_errors and not any(t.held for t in self.tables)
        )
