"""`backup`, `recover`, `verify`, `erase`: keeping the data, and letting go of a person's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.arguments import operator
from commands.failures import UNREADABLE, failed
from commands.output import print_faults
from commands.stores import opened_store
from config import settings, settings_or_exit
from data.errors import DashboardError
from data.store import backup as backups
from data.store import erasure_list
from data.store import recover as recovery
from data.store import verify as verification
from data.store.database import reading
from data.store.erase_and_scrub import erase_everywhere
from text import counted, say
from ui.contacts import words as contacts_words


def backup(file: Annotated[Path, typer.Argument(help="File to write.")]) -> None:
    """Copy the whole store into one file while it is in use. The file holds contacts: keep it closed."""
    with opened_store() as engine:
        faults = backups.backup(engine, file, keep_days=settings().backup_days, author=operator())
        erasure_list.write(engine, settings().data_dir)
    if faults:
        raise print_faults(faults)
    typer.echo(say("store.backed_up", path=file))


def recover(file: Annotated[Path, typer.Argument(help="Backup to put in the place of the store.")]) -> None:
    """Put a backup in the place of the store, all of it or nothing. Who was erased since stays erased."""
    chosen = settings_or_exit()
    try:
        done = recovery.recover(chosen.store_url, file, folder=chosen.data_dir, author=operator())
    except recovery.DamagedBackupError as error:
        print_faults(error.faults)
        raise failed(error, UNREADABLE) from None
    except DashboardError as error:
        raise failed(error, UNREADABLE) from None
    typer.echo(say("store.recovered", path=file))
    if done.came_back:
        typer.echo(counted("store.came_back", done.came_back, count=done.came_back))


def verify() -> None:
    """Compare every version, file and row of the log with the hash it was written under."""
    with opened_store() as engine, reading(engine) as connection:
        faults = verification.verify(connection)
    if faults:
        raise print_faults(faults)
    typer.echo(say("store.verified"))


def erase(contact_id: Annotated[str, typer.Argument(help="Exact id of the contact.")]) -> None:
    """Remove a person everywhere, for good: contacts, undo, answers, the text of every version."""
    with opened_store() as engine:
        done = erase_everywhere(engine, contact_id, author=operator(), folder=settings().data_dir)
        typer.echo("\n".join(contacts_words.erasure_report(done, engine.dialect.name)))
