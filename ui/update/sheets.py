"""The sheets of an upload with what was found on each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from data.reading.about import is_about
from data.reading.choices import Sheet

if TYPE_CHECKING:
    from data.reading.upload import FoundFile, FoundSheet, FoundTable, Upload


@dataclass(frozen=True)
class Account:
    """Rows of a sheet, each counted once though two tables may stand in it; rows = kept + ignored + held.

    held: in any of its tables. kept: held in none and kept in one. ignored: passed over by all.
    """

    rows: int
    kept: int
    ignored: int
    held: int

    def __add__(self, other: Account) -> Account:
        """Both together."""
        return Account(
            self.rows + other.rows,
            self.kept + other.kept,
            self.ignored + other.ignored,
            self.held + other.held,
        )


@dataclass(frozen=True)
class SheetFound:
    """A sheet with its tables. number: its place in the upload, for keys. file: which it is of."""

    number: int
    sheet: FoundSheet
    tables: tuple[FoundTable, ...]
    file: FoundFile

    @property
    def place(self) -> Sheet:
        """How choices name it."""
        return Sheet(self.sheet.file, self.sheet.sheet)

    @property
    def blocks(self) -> list[tuple[FoundTable, ...]]:
        """Tables by where they lie: those in the same rows together."""
        found = groupby(self.tables, key=lambda table: table.region)
        return [tuple(tables) for _, tables in found]

    @property
    def account(self) -> Account:
        """All rows below the headings of the sheet."""
        return sum((_account(block) for block in self.blocks), Account(0, 0, 0, 0))

    @property
    def title(self) -> str:
        """File and sheet; a text file has no sheet of its own."""
        return title_of(*self.place)


def sheets_of(upload: Upload) -> list[SheetFound]:
    """Every sheet that holds something, in the order of the files."""
    files = {file.name: file for file in upload.files}
    return [
        SheetFound(number, sheet, _on(upload, sheet), files[sheet.file])
        for number, sheet in enumerate(upload.sheets)
        if sheet.grid is None or (sheet.grid.height and not is_about(sheet.grid))
    ]


def title_of(file: str, sheet: str) -> str:
    """'fees.xlsx · 2023'; the name alone of a text file."""
    return file if file.rpartition(".")[0] == sheet else f"{file} · {sheet}"


def _account(block: tuple[FoundTable, ...]) -> Account:
    held = set[int]().union(*(table.reasons for table in block))
    ignored = set[int](block[0].ignored_rows).intersection(*(table.ignored_rows for table in block)) - held
    rows = block[0].rows_read
    return Account(rows, rows - len(ignored) - len(held), len(ignored), len(held))


def _on(upload: Upload, sheet: FoundSheet) -> tuple[FoundTable, ...]:
    place = (sheet.file, sheet.sheet)
    return tuple(table for table in upload.tables if (table.file, table.sheet) == place)
