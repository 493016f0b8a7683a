"""One row changed by hand: checked as an upload is, and put on top of what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from data.dataset import Dataset
from data.errors import DashboardError
from data.keys import key_index, positions
from data.merge import Statement, merge_statement
from data.rules import check_references
from data.schema import TABLES, Table, precision_of
from data.stage_entries import stage_entry
from data.validation import check_tables

BY_HAND: Final = "edited in the dashboard"


@dataclass(frozen=True)
class Edit:
    """A change of one row.

    key: column → value of the row, which is a new one where there is none yet. values: field → text as it
    would stand in a file; '' clears the field; fields that are not named stay. entered_on: of a prospect
    whose stage changes, the day it entered it; None is the day the data speak of.
    """

    table: str
    key: Mapping[str, str]
    values: Mapping[str, str]
    entered_on: date | None = None


@dataclass(frozen=True)
class Clash:
    """One field of a row that two people changed: what it was, what it is now, and what was wanted.

    Texts; None where it was or is not known. wanted is missing where the edit does not speak of the field.
    """

    field: str
    was: str | None
    now: str | None
    wanted: str | None


class EditClashError(DashboardError):
    """Somebody else changed the same row meanwhile. Nothing was written; `clashes` has both sides."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__("edit_clash")
        self.clashes = clashes


def put_row(dataset: Dataset, table: str, key: Mapping[str, str], values: Mapping[str, str]) -> Dataset:
    """The dataset with one row changed, or added where its key is new. Nothing else changes.

    key, values: as in Edit. DashboardError 'edit_refused' naming the first field that the checks of an
    upload would not accept.
    """
    schema, current = TABLES[table], dataset.tables[table]
    given = {**values, **key}
    record = _checked(schema, given, dataset)
    at = int(positions(key_index(record, schema.key), key_index(current, schema.key))[0])
    before = current.iloc[[at]].reset_index(drop=True) if at >= 0 else current.iloc[:0]
    _check_required(schema, given, is_new=at < 0)
    after = merge_statement(before, Statement(table, record, set(given), BY_HAND, is_whole=True))
    above, below = (current.iloc[:at], current.iloc[at + 1 :]) if at >= 0 else (current, current.iloc[:0])
    rows = pd.concat([above, after, below], ignore_index=True).astype(current.dtypes.to_dict())
    return _with_table(dataset, table, rows)


def apply_edit(dataset: Dataset, edit: Edit) -> Dataset:
    """The dataset with an edit; a prospect whose stage changes gets a row of stage history too.

    Raises as `put_row`, and DashboardError 'stage_out_of_order' for a day before the last one on record.
    """
    result = put_row(dataset, edit.table, edit.key, edit.values)
    if edit.table != "prospects":
        return result
    before, after = (_row(each, edit) for each in (dataset, result))
    if after is None or (before is not None and before["stage"] == after["stage"]):
        return result
    history, day = result.tables["stage_history"], pd.Timestamp(edit.entered_on or dataset.as_of)
    own = history[history["city_id"] == after["city_id"]].sort_values(["entered_on", "seq"])
    if len(own) and own["entered_on"].iloc[-1] > day:
        raise DashboardError("stage_out_of_order", latest=f"{own['entered_on'].iloc[-1]:%Y-%m-%d}")
    if len(own) and own["stage"].iloc[-1] == after["stage"]:
        return result
    rows = pd.concat([history, stage_entry(history, after, day, BY_HAND)], ignore_index=True)
    return _with_table(result, "stage_history", rows)


def rebase_edit(edit: Edit, seen: Dataset, newest: Dataset) -> Dataset:
    """The newest data with an edit that was made upon older ones.

    Raises as `apply_edit`, and EditClashError where the row is not as the editor saw it.
    """
    if seen.version != newest.version:
        clashes = tuple(_clashes(edit, seen, newest))
        if clashes:
            raise EditClashError(clashes)
    return apply_edit(newest, edit)


def row_texts(dataset: Dataset, table: str, key: Mapping[str, str]) -> dict[str, str] | None:
    """The row as texts, field by field, '' where unknown; None where there is no such row."""
    row = _row(dataset, Edit(table, key, {}))
    return None if row is None else {field: _text(row, field) or "" for field in TABLES[table].columns}


def _checked(schema: Table, given: Mapping[str, str], dataset: Dataset) -> pd.DataFrame:
    """The given fields as one typed record. Raises as `put_row`."""
    grid = pd.DataFrame([given], dtype="str")
    typed, report = check_tables({schema.name: grid}, unread={f"{name}.csv" for name in TABLES})
    for issue in report.issues:
        if issue.column in given and issue.code != "missing_required" and issue.severity == "error":
            raise _refused(schema, issue.column or "", issue.code)
        if issue.code == "unmapped_column":
            raise _refused(schema, issue.column or "", issue.code)
    record = typed[schema.name]
    for breach in check_references(schema, record, dataset.tables):
        if breach.rows.any() and breach.column in given:
            raise _refused(schema, breach.column, breach.code)
    return record


def _check_required(schema: Table, given: Mapping[str, str], *, is_new: bool) -> None:
    """A required field may be left out of an edit, but neither be cleared nor be missing in a new row."""
    for field in schema.fields:
        is_blank = not given.get(field.name, "" if is_new else "stays").strip()
        if field.required and is_blank:
            raise _refused(schema, field.name, "missing_required")


def _refused(schema: Table, column: str, code: str) -> DashboardError:
    return DashboardError("edit_refused", table=schema.name, column=column, reason=code)


def _with_table(dataset: Dataset, table: str, rows: pd.DataFrame) -> Dataset:
    return replace(dataset, tables=MappingProxyType({**dataset.tables, table: rows}))


def _row(dataset: Dataset, edit: Edit) -> pd.Series | None:
    frame = dataset.tables[edit.table]
    wanted = _checked(TABLES[edit.table], edit.key, dataset)
    key = TABLES[edit.table].key
    at = int(positions(key_index(wanted, key), key_index(frame, key))[0])
    return frame.iloc[at] if at >= 0 else None


def _clashes(edit: Edit, seen: Dataset, newest: Dataset) -> list[Clash]:
    """The fields of the row that are not as the editor saw them."""
    was, now = _row(seen, edit), _row(newest, edit)
    found = []
    for field in TABLES[edit.table].columns:
        before, after = _text(was, field), _text(now, field)
        if before != after:
            found.append(Clash(field, before, after, edit.values.get(field)))
    return found


def _text(row: pd.Series | None, field: str) -> str | None:
    """A cell as it would stand in a file; None where it is not known or the row is not there."""
    if row is None or pd.isna(row[field]):
        return None
    value = row[field]
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y}" if row.get(precision_of(field)) == "year" else f"{value:%Y-%m-%d}"
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value)).lower()
    return str(value)
