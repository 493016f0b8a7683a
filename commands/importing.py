"""`import`: a spreadsheet, or a folder of data, as a new version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from analysis.shares.share_record import share_record
from commands.arguments import content_of, day, operator, table_name
from commands.failures import HELD, UNREADABLE, failure
from commands.output import issue_lines
from commands.stores import opened_store
from data.folder import folder_hash, load_folder
from data.reading import read_upload
from data.reading.choices import Choices
from data.reading.upload import Upload
from data.store import versions
from data.store.blobs import sha256_of
from data.store.commit import Source, commit
from data.store.database import reading, writing
from data.store.decisions import recall_memory
from data.store.upload import store_upload
from text import say


def import_(
    file: Annotated[Path, typer.Argument(help="Spreadsheet, .zip of them, or folder of CSV tables.")],
    *,
    author: Annotated[str | None, typer.Option(help="Who does this; the user by default.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    table: Annotated[str, typer.Option(help="Which table it is, where the file cannot tell.")] = "",
    whole: Annotated[
        list[str] | None, typer.Option(help="Table that the file holds in full: the rest of it goes.")
    ] = None,
    from_empty: Annotated[
        bool, typer.Option("--from-empty", help="Begin anew, without the rows there are.")
    ] = False,
    replace_invented: Annotated[
        bool, typer.Option("--replace-invented", help="Remove the invented rows of the sample.")
    ] = False,
    as_of: Annotated[str | None, typer.Option(help="The day the data speak of, YYYY-MM-DD.")] = None,
) -> None:
    """Commit a file as a new version and print its id. Rows that are held back are told and left out."""
    by = author or operator()
    choices = Choices(
        table=table and table_name(table),
        whole=frozenset(table_name(name) for name in whole or []),
        from_empty=from_empty,
        replace_invented=replace_invented,
        as_of=day(as_of) if as_of else None,
    )
    with opened_store() as engine:
        if file.is_dir():
            typer.echo(_import_folder(engine, file, by, note))
            return
        upload, parent = _read(engine, file, choices)
        for line in issue_lines(upload.issues):
            typer.echo(line, err=True)
        if not upload.is_readable or not upload.tables:
            raise failure(say("store.nothing_imported", path=file), UNREADABLE)
        record = share_record(upload.candidate)
        with writing(engine) as connection:
            done = store_upload(connection, upload, author=by, note=note, parent=parent, headline=record)
    if not done.is_new:
        typer.echo(say("store.nothing_new", path=file), err=True)
    typer.echo(done.version.version_id)
    if not upload.is_clean:
        raise typer.Exit(HELD)


def _read(engine: Engine, file: Path, choices: Choices) -> tuple[Upload, str]:
    """The upload as it would be on top of the newest version, and the id of that one."""
    content = content_of(file)
    with reading(engine) as connection:
        newest = str(versions.head(connection).version_id)
        current, memory = versions.load(connection, newest), recall_memory(connection)
        before = versions.of_file(connection, sha256_of(content))
    if before:
        when = f"{before[0].committed_at:%Y-%m-%d}"
        typer.echo(say("store.imported_before", version=before[0].version_id, when=when), err=True)
    return read_upload([(file.name, content)], current, replace(choices, memory=memory)), newest


def _import_folder(engine: Engine, folder: Path, author: str, note: str) -> str:
    """A folder of data holds every table, so the new version holds nothing else."""
    dataset = load_folder(folder)
    record = share_record(dataset)
    with writing(engine) as connection:
        made = commit(
            connection,
            dataset,
            author=author,
            note=note,
            parent=versions.head(connection).version_id,
            headline=record,
            source=Source(folder.name, folder_hash(folder)),
        )
    return made.version_id
