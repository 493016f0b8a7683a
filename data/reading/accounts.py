"""One table of a sheet, from its rows to its account: what is kept, ignored and held, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.reading.upload import FoundTable, Question, Region
from data.report import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.reading.choosing import Reading
    from data.reading.fitting import Fit
    from data.reading.grid import Grid
    from data.reading.layout import Block
    from data.reading.records import Finding, Records
    from data.reading.rows import Rows
    from data.report import Severity

_MANY = 50  # problems of one kind in one column that are listed one by one


@dataclass(frozen=True)
class Place:
    """Where a table was found: its sheet, its block, how the block reads as the table."""

    grid: Grid
    block: Block
    fit: Fit
    reading: Reading

    def issue(
        self, code: str, severity: Severity, row: int | None, column: str | None, **facts: object
    ) -> Issue:
        """An issue at this place; row from 1."""
        return Issue(self.grid.sheet, row, column, code, severity, facts, file=self.grid.file)


def account(place: Place, rows: Rows, records: Records) -> FoundTable:
    """The finished table. Rows with an error are held, rows without a record are ignored, the others kept."""
    held_rows = np.unique(records.rows[_held(records)])
    is_kept = ~np.isin(records.rows, held_rows)
    ignored = rows.ignored | dict.fromkeys(np.setdiff1d(records.silent, held_rows).tolist(), "nothing_stated")
    kept = np.unique(records.rows[is_kept])
    frame = records.frame.loc[is_kept].set_axis(records.rows[is_kept] + 1, axis=0)
    return FoundTable(
        file=place.grid.file,
        sheet=place.grid.sheet,
        table=records.table,
        title=place.block.title,
        region=_region(place.block),
        rows_read=len(kept) + len(ignored) + len(held_rows),
        kept=len(kept),
        ignored=len(ignored),
        held=len(held_rows),
        columns=_columns(place.fit, records),
        confidence={use.field.name: use.confidence for use in reversed(place.fit.uses)},
        unmapped=place.fit.unmapped + tuple(place.fit.doubled),
        is_sure=place.reading.is_sure,
        issues=tuple(_issues(place, records, ignored)),
        questions=tuple(
            Question(asked.code, header, asked.count, asked.examples) for header, asked in records.asked
        ),
        records=frame,
        held_rows=_as_they_stand(place, held_rows),
        reasons=_reasons(place, records),
        ignored_rows={row + 1: code for row, code in sorted(ignored.items())},
        places={
            header: column + 1
            for column, header in zip(place.block.columns, place.block.headers, strict=True)
            if header
        },
    )


def _held(records: Records) -> np.ndarray:
    held = np.zeros(len(records.frame), dtype=bool)
    for finding in records.findings:
        if finding.severity == "error":
            held[finding.records] = True
    return held


def _region(block: Block) -> Region:
    return Region(
        block.first_row + 1,
        block.header_row + 1,
        block.last_row,
        block.first_column + 1,
        block.first_column + len(block.headers),
    )


def _columns(fit: Fit, records: Records) -> dict[str, str]:
    """Field → header, the city's under city_id whatever the column was called."""
    found = {use.field.name: use.header for use in reversed(fit.uses)} | records.headers
    return {name: found[name] for name in records.frame if name in found}


def _as_they_stand(place: Place, held: np.ndarray) -> pd.DataFrame:
    """The held rows in words."""
    words = {
        header: [place.grid.words(row, column) for row in held]
        for column, header in zip(place.block.columns, place.block.headers, strict=True)
        if header
    }
    return pd.DataFrame(words, index=held + 1, dtype="str")


def _reasons(place: Place, records: Records) -> dict[int, tuple[Issue, ...]]:
    """Everything that is wrong in each held row, by its number."""
    found: dict[int, list[Issue]] = {}
    for finding in records.findings:
        if finding.severity == "error":
            for row in np.unique(records.rows[finding.records]).tolist():
                found.setdefault(row + 1, []).append(_on_row(place, finding, row))
    return {row: tuple(found[row]) for row in sorted(found)}


def _issues(place: Place, records: Records, ignored: dict[int, str]) -> Iterator[Issue]:
    """The table's own issues, then those of its rows in order."""
    yield from _on_headers(place)
    for header, done in records.conversions:
        severity: Severity = "warning" if done.code == "headless_cells" else "note"
        yield place.issue(done.code, severity, None, header, count=done.count, **done.facts)
    listed = [issue for finding in _together(records.findings) for issue in _on_rows(place, records, finding)]
    listed += _on_ignored(place, ignored)
    yield from sorted(listed, key=lambda issue: (issue.row is None, issue.row or 0))


def _on_headers(place: Place) -> Iterator[Issue]:
    row = place.block.header_row + 1
    for header in place.fit.unmapped:
        yield place.issue("unmapped_column", "warning", row, header)
    for header, field in place.fit.doubled.items():
        yield place.issue("duplicate_header", "warning", row, header, field=field)
    for use in place.fit.uses:
        if use.confidence == "guessed":
            yield place.issue("guessed_column", "warning", row, use.header, field=use.field.name)
    if not place.reading.is_sure:
        yield place.issue("guessed_table", "warning", row, None, table=place.fit.table)


def _together(findings: list[Finding]) -> list[Finding]:
    """Findings in a stable order; errors first, so that they are never the ones that are only counted."""
    return sorted(findings, key=lambda finding: finding.severity != "error")


def _on_rows(place: Place, records: Records, finding: Finding) -> Iterator[Issue]:
    lines = list(dict.fromkeys(records.rows[finding.records].tolist()))
    for row in lines[:_MANY]:
        yield _on_row(place, finding, row)
    if len(lines) > _MANY:
        rest = len(lines) - _MANY
        yield place.issue("and_more", finding.severity, None, finding.column, count=rest, of=finding.code)


def _on_row(place: Place, finding: Finding, row: int) -> Issue:
    facts = {"value": _value(place, row, finding)} | finding.facts
    return place.issue(finding.code, finding.severity, row + 1, finding.column, **facts)


def _value(place: Place, row: int, finding: Finding) -> str:
    if finding.place is not None:
        return place.grid.words(row, finding.place)
    if finding.column not in place.block.headers:
        return ""
    return place.grid.words(row, place.block.first_column + place.block.headers.index(finding.column))


def _on_ignored(place: Place, ignored: dict[int, str]) -> Iterator[Issue]:
    by_code: dict[str, list[int]] = {}
    for row, code in sorted(ignored.items()):
        by_code.setdefault(code, []).append(row)
    for code, lines in by_code.items():
        for row in lines[:_MANY]:
            words = (place.grid.words(row, column) for column in place.block.columns)
            value = next((word for word in words if word), "")
            yield place.issue(code, "note", row + 1, None, value=value)
        if len(lines) > _MANY:
            yield place.issue("and_more", "note", None, None, count=len(lines) - _MANY, of=code)
