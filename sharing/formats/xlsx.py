"""A report as a workbook: what it is, its figures, a sheet a table, a sheet a chart that Excel draws."""

from __future__ import annotations

import io
import re
from typing import Any

import xlsxwriter

from data.export.sheets import ExactSheet
from sharing.formats.cells import COLOURS, FORMATS, NUMBERS
from sharing.formats.stamp import Stamp, about_report, footer, stamp_line
from sharing.report import Cell, Chart, Report, Table
from text import say_in

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31  # signs of a sheet's name


def xlsx(report: Report, stamp: Stamp) -> bytes:
    """The workbook. Text is written as text, whatever it begins with."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {"title": report.title, "subject": stamp_line(report, stamp), "comments": stamp.sha256}
        )
        sheets = _Sheets(book, footer(report, stamp))
        sheets.about(say_in(report.language, "snapshot_file.about"), about_report(report, stamp))
        _figures(sheets, report)
        for section in report.sections:
            for chart in section.charts:
                if chart.series:
                    _chart(sheets, chart)
            for table in section.tables:
                _table(sheets, table)
    return file.getvalue()


class _Sheets:
    """Adds sheets to a book, each under a name of its own and with the stamp below its title."""

    def __init__(self, book: Any, foot: str) -> None:  # noqa: ANN401  the library has no types
        self.book, self._foot = book, foot
        self._names: set[str] = set()
        self.bold = book.add_format({"bold": True})
        self._quiet = book.add_format({"font_color": "#566370", "font_size": 9})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.forms = {unit: book.add_format({"num_format": form}) for unit, form in FORMATS.items()}

    def add(self, title: str) -> Any:  # noqa: ANN401
        """A sheet with its title; what it holds begins in the fourth row."""
        sheet = self.book.add_worksheet(self._name(title), worksheet_class=ExactSheet)
        sheet.write_string(0, 0, title, self.bold)
        sheet.write_string(1, 0, self._foot, self._quiet)
        return sheet

    def about(self, title: str, facts: list[tuple[str, str]]) -> None:
        sheet = self.add(title)
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, 1, 90)
        for row, (label, value) in enumerate(facts, start=3):
            sheet.write_string(row, 0, label, self.wrapped)
            sheet.write_string(row, 1, value, self.wrapped)

    def write(self, sheet: Any, row: int, column: int, value: Cell, unit: str) -> None:  # noqa: ANN401
        """A cell; unknown stays empty."""
        if value is None:
            sheet.write_blank(row, column, None)
        elif isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value, self.forms.get(unit))

    def _name(self, title: str) -> str:
        plain = _NOT_IN_A_NAME.sub(" ", title).strip()[:_LONGEST] or "-"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: _LONGEST - 4]} {number}"
        self._names.add(name.casefold())
        return name


def _figures(sheets: _Sheets, report: Report) -> None:
    sheet = sheets.add(say_in(report.language, "snapshot_file.figures"))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 14)
    sheet.set_column(4, 4, 60)
    for column, code in enumerate(("figure", "value", "low", "high", "definition", "illustrative")):
        sheet.write_string(3, column, say_in(report.language, f"snapshot_file.{code}"), sheets.bold)
    row = 4
    for figure in (each for section in report.sections for each in section.figures):
        sheet.write_string(row, 0, figure.label)
        for column, value in enumerate((figure.value, figure.low, figure.high), start=1):
            sheets.write(sheet, row, column, value, figure.unit)
        sheet.write_string(row, 4, figure.how)
        if figure.illustrative:
            sheet.write_string(row, 5, say_in(report.language, "snapshot_file.illustrative"))
        row += 1


def _table(sheets: _Sheets, table: Table) -> None:
    sheet = sheets.add(table.title)
    for column, about in enumerate(table.columns):
        sheet.set_column(column, column, 14 if about.unit in NUMBERS else 26)
        sheet.write_string(3, column, about.label, sheets.bold)
        for row, values in enumerate(table.rows, start=4):
            sheets.write(sheet, row, column, values[column], about.unit)
    sheet.freeze_panes(4, 1)
    if table.rows:
        sheet.autofilter(3, 0, 3 + len(table.rows), len(table.columns) - 1)


def _chart(sheets: _Sheets, chart: Chart) -> None:
    sheet = sheets.add(chart.title)
    sheet.write_string(2, 0, f"{chart.subtitle} · {chart.source}")
    sheet.set_column(0, 0, 30)
    name, last = sheet.get_name(), 3 + len(chart.categories)
    drawing = sheets.book.add_chart({"type": "line" if chart.kind == "line" else "bar"})
    for row, category in enumerate(chart.categories, start=4):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(3, column, series.name, sheets.bold)
        for row, value in enumerate(series.values, start=4):
            sheets.write(sheet, row, column, value, chart.unit)
        colour = {"color": COLOURS[(column - 1) % len(COLOURS)]}
        drawing.add_series(
            {
                "name": [name, 3, column],
                "categories": [name, 4, 0, last, 0],
                "values": [name, 4, column, last, column],
                "fill": colour,
                "line": colour,
            }
        )
    drawing.set_title({"name": chart.title, "overlay": False})
    sheet.insert_chart(3, len(chart.series) + 2, drawing, {"description": chart.alt})
