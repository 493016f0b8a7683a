"""Sheets of an .xlsx file in which text is text and numbers keep every digit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from data.errors import DashboardError

LONGEST: Final = 32_767
"""Characters that Excel allows in a cell."""
_FIRST_DAY: Final = datetime(1900, 3, 1)  # noqa: DTZ001  Excel counts a 29 February 1900 that never was
_NARROWEST, _WIDEST = 8, 60


class ExactSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet that writes numbers with all their digits and takes no text for markup.

    XlsxWriter rounds to sixteen digits, and takes text between <r> and </r> for formatted text, which then
    vanishes.
    """

    def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        self.fh.write(f"<c{_written(attributes)}><v>{number!r}</v></c>")

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        self._xml_inline_string(string, preserve=False, attributes=list(attributes))


def new_workbook(target: Path | BinaryIO) -> Workbook:
    """A workbook that is written row after row; close it to finish the file."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return Workbook(target if hasattr(target, "write") else str(target), options)


def write_sheet(
    book: Workbook, name: str, rows: pd.DataFrame, *, lines: Sequence[str] = (), notes: Sequence[str] = ()
) -> ExactSheet:
    """A sheet with lines of text, a header row and the rows; the header stays in view. notes: one a heading.

    Text stays text, days become dates of Excel, unknown stays blank. DashboardError 'text_too_long' for a
    cell that Excel could not hold.
    """
    sheet: ExactSheet = book.add_worksheet(name, worksheet_class=ExactSheet)
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    first = len(lines) + 1 if lines else 0
    sheet.freeze_panes(first + 1, 1)
    columns = [[_plain(value) for value in rows[column]] for column in rows]
    for place, (column, values) in enumerate(zip(rows, columns, strict=True)):
        sheet.set_column(place, place, _width(str(column), values))
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
    for place, column in enumerate(rows):
        sheet.write_string(first, place, str(column), heading)
    for place, note in enumerate(notes):  # before the rows: what is written stays behind
        sheet.write_comment(first, place, note, {"x_scale": 2, "y_scale": 1.5})
    for number, cells in enumerate(zip(*columns, strict=True), start=first + 1):
        for place, value in enumerate(cells):
            _write(sheet, (number, place), value, day)
    return sheet


def _write(sheet: ExactSheet, place: tuple[int, int], value: object, day: object) -> None:
    match value:
        case None:
            pass
        case str():
            if len(value) > LONGEST:
                raise DashboardError("text_too_long", sheet=sheet.get_name(), row=place[0] + 1, limit=LONGEST)
            sheet.write_string(*place, value)
        case bool():
            sheet.write_boolean(*place, value)
        case datetime():
            sheet.write_datetime(*place, value, day)
        case _:
            sheet.write_number(*place, value)


def _plain(value: Any) -> str | bool | float | datetime | None:  # noqa: ANN401  whatever a frame holds
    """A value of a frame as the kind of cell it becomes."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, date):
        moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001  a day has no zone
        return moment if moment >= _FIRST_DAY else f"{value:%Y-%m-%d}"
    if isinstance(value, (str, bool, int, float)):
        return value
    return value.item() if hasattr(value, "item") else str(value)


def _width(heading: str, values: Sequence[object]) -> int:
    longest = max((len(value) if isinstance(value, str) else 12 for value in values), default=0)
    return min(max(len(heading) + 2, longest, _NARROWEST), _WIDEST)


def _written(attributes: Sequence[tuple[str, Any]]) -> str:
    """Place and format of a cell: both made by XlsxWriter, neither from a file."""
    return "".join(f' {name}="{value}"' for name, value in attributes)
