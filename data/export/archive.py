"""A version as a .zip of CSV files: the folder of data that `DATASET` names, in one file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import BinaryIO

from data.completeness import as_values
from data.dataset import Dataset
from data.export.cells import table_as_text
from data.folder import DESCRIPTION
from data.schema import TABLES

_WRITTEN_ON = (1980, 1, 1, 0, 0, 0)  # the same version gives the same bytes


def write_archive(dataset: Dataset, target: Path | BinaryIO) -> None:
    """One UTF-8 file a table and the description; unpacked, `load_folder` reads the version back.

    The values stand as they are. A spreadsheet program may take text that begins with = for a formula; the
    workbook is the file for people.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(DESCRIPTION), _description(dataset))
        for name in TABLES:
            text = table_as_text(name, dataset.table(name)).to_csv(index=False, lineterminator="\n")
            archive.writestr(_entry(f"{name}.csv"), text)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WRITTEN_ON)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _description(dataset: Dataset) -> str:
    years = ", ".join(f"{year} = {until}" for year, until in as_values(dataset.receipts_complete).items())
    return (
        f"title = {_quoted(dataset.title)}\n"
        f"as_of = {dataset.as_of.isoformat()}\n"
        f"first_roll_on = {dataset.first_roll_on.isoformat()}\n"
        f"receipts_complete = {{{years}}}\n"
    )


def _quoted(text: str) -> str:
    """A TOML string: every character that could end it or is not printable as an escape."""
    return (
        '"'
        + "".join(ch if ch.isprintable() and ch not in '"\\' else f"\\U{ord(ch):08x}" for ch in text)
        + '"'
    )
