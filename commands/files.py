"""`export` and `template`: files that people can fill in, and that this program reads back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from sqlalchemy import Engine
from xlsxwriter.exceptions import XlsxFileError

from commands.failures import failure
from commands.stores import load_version, opened_store
from data.dataset import Dataset
from data.errors import DashboardError
from data.export.archive import write_archive
from data.export.template import write_template
from data.export.workbook import write_workbook
from data.store import contacts
from data.store.database import reading
from text import column_note, failure_sentence, say

_WORKBOOK, _ARCHIVE = ".xlsx", ".zip"


def export(
    file: Annotated[Path, typer.Argument(help="File to write: .xlsx, or .zip for CSV.")],
    *,
    version: Annotated[str | None, typer.Option(help="Version id; the current one by default.")] = None,
    with_contacts: Annotated[
        bool, typer.Option("--contacts", help="Add the contacts, which belong to no version; .xlsx only.")
    ] = False,
) -> None:
    """Write all tables of a version into one file, which reads back unchanged."""
    if file.suffix.lower() not in (_WORKBOOK, _ARCHIVE):
        raise failure(say("error.unknown_file_kind", path=file, kinds=".xlsx, .zip"))
    if with_contacts and file.suffix.lower() == _ARCHIVE:
        raise failure(say("error.contacts_in_workbook_only"))
    with opened_store() as engine:
        with reading(engine) as connection:
            dataset = load_version(connection, version)
        _write(file, lambda part: _export(engine, dataset, part, file.suffix.lower(), with_contacts))


def template(file: Annotated[Path, typer.Argument(help="File to write: .xlsx.")]) -> None:
    """Write a workbook to fill in: every table, notes, lists to choose from, two examples each."""
    if file.suffix.lower() != _WORKBOOK:
        raise failure(say("error.unknown_file_kind", path=file, kinds=".xlsx"))
    try:
        _write(file, lambda part: write_template(part, column_note))
    except DashboardError as error:
        raise failure(failure_sentence(error)) from None


def _export(engine: Engine, dataset: Dataset, part: BinaryIO, kind: str, with_contacts: bool) -> None:
    if kind == _ARCHIVE:
        write_archive(dataset, part)
        return
    people = None
    if with_contacts:
        os.fchmod(part.fileno(), 0o600)
        with reading(engine) as connection:
            people = contacts.everyone(connection)
    write_workbook(dataset, part, people)


def _write(file: Path, write: Callable[[BinaryIO], None]) -> None:
    """A file of this name is replaced only by a finished one."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as handle:
            write(handle)
        part.replace(file)
    except (OSError, XlsxFileError) as error:
        raise DashboardError("cannot_write_file", path=str(file), reason=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
