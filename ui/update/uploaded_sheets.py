"""The sheets of an upload with what was found on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from data.reading.about_sheet import is_about_sheet
from data.reading.choices import Sheet
from data.reading.upload import CellAccount, ReadFile, ReadSheet, ReadTable, Upload
from data.report import Issue


@dataclass(frozen=True)
class RowCounts:
    """Rows of a sheet, each counted once though two tables may stand in it; rows = kept + ignored + held.

    held: in any of its tables. kept: held in none and kept in one. ignored: passed over by all.
    """

    rows: int
    kept: int
    ignored: int
    held: int

    @classmethod
    def total(cls, counts: Iterable[RowCounts]) -> RowCounts:
        """All of them together."""
        each = [(count.rows, count.kept, count.ignored, count.held) for count in counts]
        return cls(*map(sum, zip(*each, strict=True))) if each else cls(0, 0, 0, 0)


@dataclass(frozen=True)
class UploadedSheet:
    """A sheet with its tables. number: its place in the upload, for keys. file: which it is of. account: of
    its cells, None where it was left out. unread: what stands in none of the tables."""

    number: int
    sheet: ReadSheet
    tables: tuple[ReadTable, ...]
    file: ReadFile
    account: CellAccount | None
    unread: tuple[Issue, ...]

    @property
    def place(self) -> Sheet:
        """How choices name it."""
        return Sheet(self.sheet.file, self.sheet.sheet)

    @property
    def blocks(self) -> list[tuple[ReadTable, ...]]:
        """Tables by where they lie: those in the same rows together."""
        found = groupby(self.tables, key=lambda table: table.region)
        return [tuple(tables) for _, tables in found]

    @property
    def row_counts(self) -> RowCounts:
        """All rows below the headings of the sheet."""
        return RowCounts.total(map(_row_counts, self.blocks))

    @property
    def title(self) -> str:
        """File and sheet; a text file has no sheet of its own."""
        return title_of(*self.place)


def sheets_of(upload: Upload) -> list[UploadedSheet]:
    """Every sheet that holds something, in the order of the files."""
    files = {file.name: file for file in upload.files}
    tables: dict[tuple[str, str], tuple[ReadTable, ...]] = {}
    for table in upload.tables:
        place = (table.file, table.sheet)
        tables[place] = (*tables.get(place, ()), table)
    accounts = {(account.file, account.sheet): account for account in upload.accounts}
    return [
        UploadedSheet(
            number,
            sheet,
            tables.get((sheet.file, sheet.sheet), ()),
            files[sheet.file],
            accounts.get((sheet.file, sheet.sheet)),
            tuple(
                issue
                for issue in upload.issues
                if issue.code == "not_read" and (issue.file, issue.sheet) == (sheet.file, sheet.sheet)
            ),
        )
        for number, sheet in enumerate(upload.sheets)
        if sheet.grid is None or (sheet.grid.height and not is_about_sheet(sheet.grid))
    ]


def title_of(file: str, sheet: str) -> str:
    """'fees.xlsx · 2023'; the name alone of a text file."""
    return file if file.rpartition(".")[0] == sheet else f"{file} · {sheet}"


def _row_counts(block: tuple[ReadTable, ...]) -> RowCounts:
    held = set[int]().union(*(table.reasons for table in block))
    ignored = set[int](block[0].ignored_rows).intersection(*(table.ignored_rows for table in block)) - held
    rows = block[0].rows_read
    return RowCounts(rows, rows - len(ignored) - len(held), len(ignored), len(held))
