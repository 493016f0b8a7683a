"""A workbook to fill in: every table, notes on the headings, lists to choose from, two examples each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

import pandas as pd

from data.export.sheets import ExactSheet, new_workbook, write_sheet
from data.schema import UPLOADED, Field, Table

EXAMPLE: Final = "example: delete this row"
"""What the column `source` of an example says; the reader leaves such rows out."""
_LAST_ROW: Final = 10_000
"""Rows that offer the lists to choose from."""


def write_template(target: Path | BinaryIO, meaning: Callable[[str, Field], str]) -> None:
    """meaning: table and field → what a person must know to fill in the column."""
    with new_workbook(target) as book:
        for table in UPLOADED.values():
            notes = [meaning(table.name, field) for field in table.fields]
            sheet = write_sheet(book, table.name, _examples(table), notes=notes)
            for place, field in enumerate(table.fields):
                _offer(sheet, place, field)


def _offer(sheet: ExactSheet, place: int, field: Field) -> None:
    """A list to choose from, where there is one. Other words are let in: the reader knows many."""
    choices = field.codes or (("true", "false") if field.kind == "boolean" else ())
    if choices:
        sheet.data_validation(
            1,
            place,
            _LAST_ROW,
            place,
            {"validate": "list", "source": list(choices), "error_type": "warning"},
        )


def _examples(table: Table) -> pd.DataFrame:
    """Values as they are, not as text: days become dates, numbers numbers."""
    rows: list[dict[str, Any]] = [{**row, "source": EXAMPLE} for row in _catalogue()[table.name]]
    columns = {column: [row.get(column) for row in rows] for column in table.columns}
    return pd.DataFrame(columns, dtype="object")


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "examples.toml").read_text("utf-8"))
