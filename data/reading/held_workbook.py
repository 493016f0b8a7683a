"""The held rows of an upload as a workbook to correct: as they stand, with the reason beside each."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd

from data.export.sheets import new_workbook, write_sheet
from data.reading.grid import DATE, NUMBER, Grid
from data.reading.headers import year_of
from data.reading.upload import ReadTable, Region, Upload
from data.report import Issue

REASON, ROW = "Why the row was held back", "Row in the file"
"""Headings that the reader passes over when the corrected workbook comes back."""


def held_workbook(upload: Upload, sentence: Callable[[Issue], str]) -> bytes:
    """An .xlsx file with a sheet for each place that holds rows. sentence: an issue in words.

    Sheets are called after the table, with the year of the sheet where it has one, so that the reader knows
    them again. Rows in which two tables are held stand there once.
    """
    grids = {(sheet.file, sheet.sheet): sheet.grid for sheet in upload.sheets}
    target = io.BytesIO()
    names: dict[str, int] = {}
    with new_workbook(target) as book:
        for tables in _by_place(upload.tables):
            first = tables[0]
            lines = [first.title] if first.title else []
            grid = grids[first.file, first.sheet]
            if grid is not None:
                write_sheet(book, _name(first, names), _rows(tables, grid, sentence), lines=lines)
    return target.getvalue()


def _by_place(tables: tuple[ReadTable, ...]) -> list[list[ReadTable]]:
    """Tables with held rows; those in the same rows of a sheet together."""
    places: dict[tuple[str, str, Region], list[ReadTable]] = {}
    for table in tables:
        if table.held:
            places.setdefault((table.file, table.sheet, table.region), []).append(table)
    return list(places.values())


def _name(table: ReadTable, names: dict[str, int]) -> str:
    year = year_of(table.sheet) or year_of(table.file)
    name = table.table if year is None else f"{table.table} {year}"
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def _rows(tables: list[ReadTable], grid: Grid, sentence: Callable[[Issue], str]) -> pd.DataFrame:
    lines = sorted({row for table in tables for row in table.reasons})
    columns = {
        header: [_cell(grid, row - 1, column - 1) or _filled(tables, row, header) for row in lines]
        for header, column in tables[0].places.items()
    }
    reasons = []
    for row in lines:
        issues = [issue for table in tables for issue in table.reasons.get(row, ())]
        words = (f"{each.column}: {sentence(each)}" if each.column else sentence(each) for each in issues)
        reasons.append("\n".join(dict.fromkeys(words)))
    return pd.DataFrame(columns | {REASON: reasons, ROW: [str(row) for row in lines]}, dtype="object")


def _cell(grid: Grid, row: int, column: int) -> str | float | pd.Timestamp | None:
    """The cell as its own kind, so that the corrected workbook holds what the first one held."""
    kind, number = grid.kinds[row, column], float(grid.columns[column].numbers[row])
    if kind == NUMBER:
        return number
    if kind == DATE:
        return pd.Timestamp("1970-01-01") + pd.Timedelta(days=int(number // 1))
    return grid.cell_text(row, column) or None


def _filled(tables: list[ReadTable], row: int, header: str) -> str | None:
    """What a blank got from the merged cell that it lies in: the corrected workbook has no merged cells."""
    return (
        next((str(table.held_rows.at[row, header]) for table in tables if row in table.reasons), "") or None
    )
