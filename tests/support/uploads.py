"""Spreadsheets for tests, built cell by cell, and short ways to read them and to say what came out."""

import csv
import datetime as dt
import io
from collections import Counter
from functools import cache
from typing import Any

import pandas as pd
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P

from data.dataset import Dataset
from data.reading import read_upload
from data.reading.choices import Choices
from data.reading.upload import ReadTable, Upload
from tests.support.datasets import due, in_memory, member, receipt

Rows = list[list[Any]]


@cache
def current() -> Dataset:
    """A small roll to read against: five members, a prospect, two events, a due, a receipt, a rate."""
    chinese = {"country": "CHN", "world_region": "Asia-Pacific"}
    return in_memory(
        {
            "members": [
                member("chn-guangzhou", name="Guangzhou", name_zh="广州", **chinese),
                member("chn-wuhan", name="Wuhan", name_zh="武汉", **chinese),
                member("chn-xian", name="Xi'an", name_zh="西安", **chinese),
                member("per-lima", name="Lima", world_region="Latin America & Caribbean"),
                member("esp-barcelona", name="Barcelona", world_region="Europe"),
            ],
            "prospects": [
                {"city_id": "chn-foshan", "name": "Foshan", "country": "CHN", "stage": "contacted"},
            ],
            "events": [
                {"event_id": "congress-2023", "name": "World Congress", "starts_on": "2023-06-12"},
                {"event_id": "visit-2022", "name": "Visit to Wuhan", "starts_on": "2022-03-01"},
            ],
            "dues": [due("per-lima", 2022, 5000)],
            "receipts": [receipt("per-lima", 2022, "2022-02-01", 5000)],
            "rates": [
                {"currency": "USD", "on": "2023-01-31", "eur_per_unit": 0.92, "provenance": "public"},
                {"currency": "CNY", "on": "2023-01-31", "eur_per_unit": 0.13, "provenance": "illustrative"},
            ],
        },
        as_of=dt.date(2023, 5, 31),
    )


# Files


def book(rows: Rows | dict[str, Rows], *, hidden: tuple[str, ...] = (), **options: Any) -> bytes:
    """An .xlsx workbook; one sheet called Sheet1 unless sheets are named. Dates become real dates.

    options: of XlsxWriter, such as date_1904. A cell may also be a pair of value and number format.
    """
    sheets = rows if isinstance(rows, dict) else {"Sheet1": rows}
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, plain | options) as made:
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for row, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    _write(made, sheet, row, column, cell)
    return target.getvalue()


def _write(made: Any, sheet: Any, row: int, column: int, cell: Any) -> None:
    value, number_format = cell if isinstance(cell, tuple) else (cell, "yyyy-mm-dd")
    if isinstance(value, (dt.date, dt.datetime)):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        sheet.write_datetime(row, column, moment, made.add_format({"num_format": number_format}))
    elif isinstance(cell, tuple):
        sheet.write(row, column, value, made.add_format({"num_format": number_format}))
    elif value not in (None, ""):
        sheet.write(row, column, value)


def text(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A text file."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def old_book(rows: Rows) -> bytes:
    """An .xls workbook with one sheet. A text that begins with = is a formula that nobody calculated."""
    made = xlwt.Workbook()
    sheet = made.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, dt.date):
                sheet.write(row, column, cell, day)
            elif isinstance(cell, str) and cell.startswith("="):
                sheet.write(row, column, xlwt.Formula(cell[1:]))
            elif cell not in (None, ""):
                sheet.write(row, column, cell)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def open_document(sheets: dict[str, Rows], *, hidden: tuple[str, ...] = ()) -> bytes:
    """An .ods workbook. A pair is a value with its kind, such as (0.3, "percentage")."""
    made = OpenDocumentSpreadsheet()
    unseen = Style(name="unseen", family="table")
    unseen.addElement(TableProperties(display="false"))
    made.automaticstyles.addElement(unseen)
    for name, rows in sheets.items():
        table = Table(name=name, stylename=unseen) if name in hidden else Table(name=name)
        for cells in rows:
            line = TableRow()
            for cell in cells:
                line.addElement(_ods_cell(cell))
            table.addElement(line)
        made.spreadsheet.addElement(table)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _ods_cell(cell: Any) -> TableCell:
    value, kind = cell if isinstance(cell, tuple) else (cell, None)
    if isinstance(value, dt.date):
        made = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, (int, float)):
        made = TableCell(valuetype=kind or "float", value=value)
    elif value in (None, ""):
        return TableCell()
    else:
        made = TableCell(valuetype="string")
    made.addElement(P(text=str(value)))
    return made


# Reading, and what came out


def read(content: bytes, name: str = "book.xlsx", dataset: Dataset | None = None, **choices: Any) -> Upload:
    """Read one file against the small roll."""
    upload = read_upload([(name, content)], dataset or current(), Choices(**choices))
    for table in upload.tables:
        assert table.rows_read == table.kept + table.ignored + table.held
    return upload


def read_rows(rows: Rows, sheet: str = "Sheet1", **choices: Any) -> Upload:
    """Read a workbook with one sheet of these rows."""
    return read(book({sheet: rows}), **choices)


def only(upload: Upload, table: str | None = None) -> ReadTable:
    """The one table that was found, or the one of this name."""
    found = [entry for entry in upload.tables if table in (None, entry.table)]
    assert len(found) == 1, [(entry.sheet, entry.table) for entry in upload.tables]
    return found[0]


def account(table: ReadTable) -> tuple[int, int, int, int]:
    """Read, kept, ignored, held."""
    return table.rows_read, table.kept, table.ignored, table.held


def values(table: ReadTable, field: str) -> list[Any]:
    """A field of the kept records as plain values: dates ISO 8601, a year alone as its year, None unknown."""
    column = table.records[field]
    if pd.api.types.is_datetime64_any_dtype(column):
        precision = table.records.get(f"{field}_precision", pd.Series("day", index=column.index))
        marks = ["%Y" if kind == "year" else "%Y-%m-%d" for kind in precision]
        return [None if pd.isna(day) else day.strftime(mark) for day, mark in zip(column, marks, strict=True)]
    return [None if pd.isna(value) else value for value in column.tolist()]


def codes(found: Upload | ReadTable, severity: str | None = "error") -> Counter[str]:
    """How often each issue code was given, of one severity or of all."""
    return Counter(issue.code for issue in found.issues if severity in (None, issue.severity))


def places(found: Upload | ReadTable, code: str) -> list[tuple[int | None, str | None]]:
    """Row and column of each issue of a code."""
    return [(issue.row, issue.column) for issue in found.issues if issue.code == code]


def counted(found: Upload | ReadTable, code: str) -> int:
    """The number that a note on conversions gives, over all columns; 0 where there is none."""
    return sum(int(str(issue.facts["count"])) for issue in found.issues if issue.code == code)
