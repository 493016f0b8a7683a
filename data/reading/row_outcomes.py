"""The outcome of each row of a table: kept, ignored or held, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.reading.upload import Question, ReadTable, Region
from data.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.reading.column_mapping import ColumnMapping
    from data.reading.grid import Grid
    from data.reading.layout import Block
    from data.reading.records import Finding, Records
    from data.reading.rows import Rows
    from data.reading.table_detection import Detection
    from data.report import Severity

_MANY = 50  # problems of one kind in one column that are listed one by one


@dataclass(frozen=True)
class MappedTable:
    """A table found on a sheet: its block, and the fields that its columns were mapped to."""

    grid: Grid
    block: Block
    mapping: ColumnMapping
    detection: Detection

    def issue(
        self, code: str, severity: Severity, row: int | None, column: str | None, **facts: object
    ) -> Issue:
        """An issue of this table; row from 1."""
        return Issue(self.grid.sheet, row, column, code, severity, facts, file=self.grid.file)


def table_outcome(table: MappedTable, rows: Rows, records: Records) -> ReadTable:
    """The finished table. Rows with an error are held, rows without a record are ignored, the others kept."""
    held_rows = np.unique(records.rows[records.held()])
    is_kept = ~np.isin(records.rows, held_rows)
    silent = np.setdiff1d(records.silent, held_rows).tolist()
    ignored = rows.ignored | {row: records.passed_over.get(row, "nothing_stated") for row in silent}
    kept = np.unique(records.rows[is_kept])
    frame = records.frame.loc[is_kept].set_axis(records.rows[is_kept] + 1, axis=0)
    return ReadTable(
        file=table.grid.file,
        sheet=table.grid.sheet,
        table=records.table,
        title=table.block.title,
        region=_region(table.block),
        rows_read=len(kept) + len(ignored) + len(held_rows),
        kept=len(kept),
        ignored=len(ignored),
        held=len(held_rows),
        columns=_columns(table.mapping, records),
        confidence={mapped.field.name: mapped.confidence for mapped in reversed(table.mapping.columns)},
        unmapped=(*table.mapping.unmapped, *(mapped.header for mapped in table.mapping.doubled)),
        is_sure=table.detection.is_sure,
        issues=tuple(_issues(table, records, ignored)),
        questions=tuple(
            Question(asked.code, header, asked.count, asked.examples) for header, asked in records.asked
        ),
        records=frame,
        held_rows=_as_they_stand(table, held_rows),
        reasons=_reasons(table, records),
        ignored_rows={row + 1: code for row, code in sorted(ignored.items())},
        places={header: column + 1 for column, header in table.block.headed},
    )


def _region(block: Block) -> Region:
    return Region(
        block.first_row + 1,
        block.header_row + 1,
        block.last_row,
        block.first_column + 1,
        block.first_column + len(block.headers),
    )


def _columns(mapping: ColumnMapping, records: Records) -> dict[str, str]:
    """Field → header, the city's under city_id whatever the column was called."""
    found = {mapped.field.name: mapped.header for mapped in reversed(mapping.columns)} | records.headers
    return {name: found[name] for name in records.frame if name in found}


def _as_they_stand(table: MappedTable, held: np.ndarray) -> pd.DataFrame:
    """The held rows in words."""
    words = {
        header: [table.grid.cell_text(row, column) for row in held] for column, header in table.block.headed
    }
    return pd.DataFrame(words, index=held + 1, dtype="str")


def _reasons(table: MappedTable, records: Records) -> dict[int, tuple[Issue, ...]]:
    """Everything that is wrong in each held row, by its number."""
    found: dict[int, list[Issue]] = {}
    for finding in records.findings:
        if finding.severity == "error":
            for row in np.unique(records.rows[finding.records]).tolist():
                found.setdefault(row + 1, []).append(_on_row(table, finding, row))
    return {row: tuple(found[row]) for row in sorted(found)}


def _issues(table: MappedTable, records: Records, ignored: dict[int, str]) -> Iterator[Issue]:
    """The table's own issues, then those of its rows in order."""
    yield from _on_headers(table)
    for header, done in records.conversions:
        severity: Severity = "warning" if done.code == "headless_cells" else "note"
        yield table.issue(done.code, severity, None, header, count=done.count, **done.facts)
    errors_first = sorted(records.findings, key=lambda finding: finding.severity != "error")
    listed = [issue for finding in errors_first for issue in _on_rows(table, records, finding)]
    listed += _on_ignored(table, ignored)
    yield from sorted(listed, key=lambda issue: (issue.row is None, issue.row or 0))


def _on_headers(table: MappedTable) -> Iterator[Issue]:
    first, row = table.block.first_row + 1, table.block.header_row + 1
    if first < row:
        yield table.issue("joined_headings", "note", row, None, first=first, last=row)
    for header in table.mapping.unmapped:
        yield table.issue("unmapped_column", "warning", row, header)
    rivals = table.mapping.rivals
    for mapped in table.mapping.doubled:
        if mapped.field.name not in rivals:
            yield table.issue("duplicate_header", "warning", row, mapped.header, field=mapped.field.name)
    for field, columns in rivals.items():
        headers = ", ".join(mapped.header for mapped in columns)
        yield table.issue("ambiguous_columns", "error", row, None, field=field, headers=headers)
    for mapped in table.mapping.columns:
        if mapped.confidence == "guessed":
            yield table.issue("guessed_column", "warning", row, mapped.header, field=mapped.field.name)
    if table.detection.program:
        yield table.issue("export_read", "note", row, None, program=table.detection.program)
    if not table.detection.is_sure:
        yield table.issue("guessed_table", "warning", row, None, table=table.mapping.table)


def _on_rows(table: MappedTable, records: Records, finding: Finding) -> Iterator[Issue]:
    lines = list(dict.fromkeys(records.rows[finding.records].tolist()))
    for row in lines[:_MANY]:
        yield _on_row(table, finding, row)
    if len(lines) > _MANY:
        rest = len(lines) - _MANY
        yield table.issue("and_more", finding.severity, None, finding.column, count=rest, of=finding.code)


def _on_row(table: MappedTable, finding: Finding, row: int) -> Issue:
    facts = {"value": _value(table, row, finding)} | finding.facts
    return table.issue(finding.code, finding.severity, row + 1, finding.column, **facts)


def _value(table: MappedTable, row: int, finding: Finding) -> str:
    if finding.place is not None:
        return table.grid.cell_text(row, finding.place)
    if finding.column not in table.block.headers:
        return ""
    return table.grid.cell_text(row, table.block.first_column + table.block.headers.index(finding.column))


def _on_ignored(table: MappedTable, ignored: dict[int, str]) -> Iterator[Issue]:
    by_code: dict[str, list[int]] = {}
    for row, code in sorted(ignored.items()):
        by_code.setdefault(code, []).append(row)
    for code, lines in by_code.items():
        for row in lines[:_MANY]:
            words = (table.grid.cell_text(row, column) for column in table.block.columns)
            value = next((word for word in words if word), "")
            yield table.issue(code, "note", row + 1, None, value=value)
        if len(lines) > _MANY:
            yield table.issue("and_more", "note", None, None, count=len(lines) - _MANY, of=code)
