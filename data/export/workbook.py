"""A version as one .xlsx workbook with a sheet a table, which reads back unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pandas as pd

from data.completeness import as_text
from data.dataset import Dataset
from data.export.cells import column_as_text
from data.export.sheets import new_workbook, write_sheet
from data.schema import TABLES, UPLOADED

ABOUT = "about"
"""The sheet that says what the tables speak of, in two columns: key and value."""


def write_workbook(dataset: Dataset, target: Path | BinaryIO, contacts: pd.DataFrame | None = None) -> None:
    """All tables with canonical names, also the empty ones. contacts: people, where they are asked for."""
    with new_workbook(target) as book:
        for name in TABLES:
            write_sheet(book, name, _cells(name, dataset.table(name)))
        if contacts is not None:
            write_sheet(book, "contacts", _cells("contacts", contacts))
        write_sheet(book, ABOUT, _about(dataset))


def _cells(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows as a sheet shows them. A date known in part is text: Excel knows no such date."""
    return pd.DataFrame(
        {
            field.name: column_as_text(field, frame).replace("", None)
            if field.kind == "partial_date"
            else frame[field.name]
            for field in UPLOADED[table].fields
        }
    )


def _about(dataset: Dataset) -> pd.DataFrame:
    facts = {
        "title": dataset.title,
        "as_of": dataset.as_of.isoformat(),
        "first_roll_on": dataset.first_roll_on.isoformat(),
        "receipts_complete": as_text(dataset.receipts_complete),
        "version": dataset.version,
    }
    return pd.DataFrame({"key": list(facts), "value": list(facts.values())}, dtype="str")
