"""A workbook of receipts as a treasurer would export it: names, real dates, two currencies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import xlsxwriter

from data.folder import load_folder

if TYPE_CHECKING:
    from pathlib import Path

HEADER = [
    "Receipt no.",
    "City",
    "Year",
    "Payment date",
    "Amount paid",
    "Currency",
    "Exchange rate",
    "Channel",
]
_FIRST = date(2015, 1, 1)
_DAYS = 3_000


def write_receipts(path: Path, sample: Path, rows: int, changed: int = 0) -> None:
    """Write so many receipts of the members of a sample, the same each time.

    changed: so many, from the first on, have another amount.
    """
    chance = np.random.default_rng(11)
    names = load_folder(sample).table("members")["name"].to_numpy()
    cities = chance.choice(names, rows)
    days = chance.integers(0, _DAYS, rows)
    amounts = np.round(chance.uniform(100, 12_000, rows), 2)
    amounts[:changed] += 1
    foreign = chance.random(rows) < 0.2
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Receipts")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for row in range(rows):
            paid_on = _FIRST + timedelta(days=int(days[row]))
            sheet.write_string(row + 1, 0, f"r-{row + 1:06}")
            sheet.write_string(row + 1, 1, cities[row])
            sheet.write_number(row + 1, 2, paid_on.year)
            sheet.write_datetime(row + 1, 3, paid_on, day)
            sheet.write_number(row + 1, 4, amounts[row])
            sheet.write_string(row + 1, 5, "CNY" if foreign[row] else "EUR")
            if foreign[row]:
                sheet.write_number(row + 1, 6, 0.13)
            sheet.write_string(row + 1, 7, "bank")
