"""`check`: what an upload would be, without storing anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import orjson
import pandas as pd
import typer

from commands.arguments import content_of, table_name
from commands.failures import HELD, UNREADABLE
from commands.output import issue_lines, print_json
from commands.stores import load_version, opened_store
from data.export.cells import table_as_text
from data.reading import read_upload
from data.reading.choices import Choices
from data.reading.upload import CellAccount, Question, ReadTable, Upload
from data.report import Issue
from data.schema import UPLOADED, Field
from data.store.database import reading
from data.store.decisions import recall_memory
from text import issue_sentence, say
from text.row_ranges import row_ranges


def check(
    file: Annotated[Path, typer.Argument(help="Spreadsheet, or .zip of them.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="Print the records that would be kept.")] = False,
    table: Annotated[str, typer.Option(help="Which table it is, where the file cannot tell.")] = "",
) -> None:
    """Read and validate a file against the current version; store nothing."""
    upload = _read(file, Choices(table=table and table_name(table)))
    if json:
        print_json(_as_json(upload, file, with_rows=rows))
    else:
        typer.echo("\n".join(_as_lines(upload, with_rows=rows)))
    if code := _exit_code(upload):
        raise typer.Exit(code)


def _read(file: Path, choices: Choices) -> Upload:
    content = content_of(file)
    with opened_store() as engine, reading(engine) as connection:
        current, memory = load_version(connection), recall_memory(connection)
    return read_upload([(file.name, content)], current, replace(choices, memory=memory))


def _exit_code(upload: Upload) -> int:
    """0 usable, 1 held rows or errors, 2 nothing could be read."""
    if not upload.is_readable:
        return UNREADABLE
    return 0 if upload.is_clean else HELD


def _as_json(upload: Upload, file: Path, *, with_rows: bool) -> dict[str, Any]:
    in_tables = {id(issue) for table in upload.tables for issue in table.issues}
    encodings = [found.encoding for found in upload.files if found.encoding]
    return {
        "ok": _exit_code(upload) == 0,
        "file": file.name,
        "encoding": encodings[0] if encodings else None,
        "tables": [_table(table, with_rows=with_rows) for table in upload.tables],
        "cells": [_cells(account) for account in upload.accounts],
        "issues": [_issue(issue) for issue in upload.issues if id(issue) not in in_tables],
    }


def _cells(account: CellAccount) -> dict[str, Any]:
    areas = [[area.first_row, area.last_row] for area in account.areas]
    return _cell_sums(account) | {"rows_not_read": areas}


def _cell_sums(account: CellAccount) -> dict[str, Any]:
    """cells = tables + titles + totals + notes + not_read."""
    return {
        "sheet": account.sheet,
        "cells": account.cells,
        "tables": account.tables,
        "titles": account.titles,
        "totals": account.totals,
        "notes": account.notes,
        "not_read": account.not_read,
    }


def _table(table: ReadTable, *, with_rows: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "sheet": table.sheet,
        "table": table.table,
        "header_row": table.header_row,
        "rows_read": table.rows_read,
        "kept": table.kept,
        "ignored": table.ignored,
        "held": table.held,
        "columns": dict(table.columns),
        "header_rows": [table.region.first_row, table.header_row],
        "questions": [_question(question) for question in table.questions],
        "issues": [_issue(issue) for issue in table.issues],
    }
    return values | {"rows": canonical_records(table.table, table.records)} if with_rows else values


def _question(question: Question) -> dict[str, Any]:
    """What waits for a person. examples: cells, or the columns between which one has to choose."""
    return {
        "code": question.code,
        "column": question.header,
        "count": question.count,
        "examples": list(question.examples),
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "code": issue.code,
        "severity": issue.severity,
        "message": issue_sentence(issue),
    }


def canonical_records(table: str, records: pd.DataFrame) -> list[dict[str, Any]]:
    """Records as docs/schema.md writes them: ISO dates, plain numbers, true and false, null where unknown."""
    fields = {field.name: field for field in UPLOADED[table].fields}
    text = table_as_text(table, records)
    return [
        {name: _value(fields[name], cell) for name, cell in zip(text.columns, cells, strict=True)}
        for cells in text.itertuples(index=False, name=None)
    ]


def _value(field: Field, cell: str) -> str | float | int | bool | None:
    if cell == "":
        return None
    if field.kind == "boolean":
        return cell == "true"
    if field.kind in {"year", "integer"}:
        return int(cell)
    return float(cell) if field.kind in {"number", "money"} else cell


def _as_lines(upload: Upload, *, with_rows: bool) -> list[str]:
    lines = []
    for table in upload.tables:
        lines.append(
            say(
                "check.table",
                sheet=table.sheet,
                table=table.table,
                header_row=row_ranges(range(table.region.first_row, table.header_row + 1)),
                rows_read=table.rows_read,
                kept=table.kept,
                ignored=table.ignored,
                held=table.held,
            )
        )
        lines += [f"  {field} ← {header}" for field, header in table.columns.items()]
        if with_rows:
            lines += [
                f"  {orjson.dumps(row).decode()}" for row in canonical_records(table.table, table.records)
            ]
    lines += [say("check.cells", **_cell_sums(account)) for account in upload.accounts]
    return lines + issue_lines(upload.issues)
