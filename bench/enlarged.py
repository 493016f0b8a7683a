"""The sample several times over: each copy of a city is a city of its own, with all that belongs to it."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

from bench.targets import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ROOT / "data" / "sample"
_OWN = ("city_id", "receipt_id", "followup_id")
"""Columns that tell a copy from what it is a copy of."""


def write_enlarged(folder: Path, times: int) -> Path:
    """Write a folder of data with so many times the cities of the sample. Answers the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(SAMPLE / "dataset.toml", folder)
    for path in sorted(SAMPLE.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        copies = times if rows and "city_id" in rows[0] else 1
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            for number in range(copies):
                writer.writerows(_copy(row, number) for row in rows)
    return folder


def _copy(row: dict[str, str], number: int) -> dict[str, str]:
    if not number:
        return row
    own = {name: f"{row[name]}-{number}" for name in _OWN if row.get(name)}
    return row | own | ({"name": f"{row['name']} {number}"} if "name" in row else {})
