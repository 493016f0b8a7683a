"""A folder of canonical CSV files → Dataset, or all the reasons why not."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from data.completeness import from_values
from data.dataset import Dataset
from data.errors import UnusableDataError
from data.report import Issue, Report
from data.schema import TABLES
from data.validation import FIRST_ROW, check_tables, in_order

DESCRIPTION = "dataset.toml"


def load_folder(folder: Path) -> Dataset:
    """Read, type and check every table of a folder.

    The folder holds `dataset.toml` (title, as_of, and optionally first_roll_on and receipts_complete) and one
    CSV file a table, named as in data.schema, UTF-8, with canonical column names. A table without a file is
    empty; `members.csv` must be there.

    Raises UnusableDataError, whose report names every problem with file, row and column.
    """
    if not folder.is_dir():
        raise UnusableDataError(Report((Issue(str(folder), None, None, "no_folder"),)))
    description, issues = _read_description(folder / DESCRIPTION)
    grids: dict[str, pd.DataFrame] = {}
    for name in TABLES:
        grid, found = _read_grid(folder / f"{name}.csv", required=name == "members")
        issues += found
        if grid is not None:
            grids[name] = grid
    unread = {issue.sheet for issue in issues if issue.severity == "error"}
    as_of = description.get("as_of")
    tables, report = check_tables(grids, today=as_of if _is_day(as_of) else None, unread=unread)
    report = Report(in_order([*issues, *report.issues]))
    if report.errors:
        raise UnusableDataError(report)
    return Dataset(
        tables=MappingProxyType(tables),
        as_of=description["as_of"],
        first_roll_on=description.get("first_roll_on", description["as_of"]),
        receipts_complete=from_values(description.get("receipts_complete", []), description["as_of"]) or {},
        version=folder_hash(folder)[:12],
        title=str(description.get("title", folder.name)),
        report=report,
    )


def _read_description(path: Path) -> tuple[dict[str, Any], list[Issue]]:
    try:
        description = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}, [Issue(path.name, None, None, "missing_file")]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [Issue(path.name, None, None, "unreadable", facts={"reason": str(error)})]
    issues = [
        Issue(path.name, None, key, "bad_date", facts={"value": description.get(key, "")})
        for key in ("as_of", "first_roll_on")
        if (key in description or key == "as_of") and not _is_day(description.get(key))
    ]
    years = description.get("receipts_complete", [])
    if from_values(years, date.min) is None:
        issues.append(Issue(path.name, None, "receipts_complete", "bad_number", facts={"value": years}))
    return description, issues


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _read_grid(path: Path, *, required: bool) -> tuple[pd.DataFrame | None, list[Issue]]:
    """All cells as text, blank as '' also where a row is short. The issues say why there is no grid."""
    if not path.exists():
        return None, [Issue(path.name, None, None, "missing_file")] if required else []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return None, [Issue(path.name, None, None, "unreadable", facts={"reason": str(error)})]
    if not any(rows):
        return None, [Issue(path.name, None, None, "empty", "error" if required else "warning")]
    header, *cells = rows
    width = len(header)
    too_long = [
        Issue(
            path.name,
            number,
            None,
            "unreadable",
            facts={"reason": f"{len(row)} cells, {width} in the header"},
        )
        for number, row in enumerate(cells, start=FIRST_ROW)
        if len(row) > width
    ]
    if too_long:
        return None, too_long
    padded = [row + [""] * (width - len(row)) for row in cells]
    return pd.DataFrame(padded, columns=header, dtype="str"), []


def folder_hash(folder: Path) -> str:
    """A SHA-256 in hex digits that changes with any byte of the folder's tables or description."""
    digest = hashlib.sha256()
    for name in [DESCRIPTION, *(f"{table}.csv" for table in TABLES)]:
        path = folder / name
        if path.exists():
            content = path.read_bytes()
            digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()
