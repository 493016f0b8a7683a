"""`backup`, `recover`, `verify`, `erase`: keeping the data, and letting go of a person's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.failures import HELD, UNREADABLE, failed, failure
from commands.operator import operator
from commands.stores import opened_store
from config import settings, settings_or_exit
from data.errors import DashboardError
from data.store import backup as backups
from data.store import erasure, erasure_list
from data.store import recover as recovery
from data.store import verify as verification
from data.store.columns import now
from data.store.database import reading, writing
from data.store.failures import StoreError
from data.store.scrub import scrub
from ui.text import counted, label, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Engine

    from data.store.erasure import Erased
    from data.store.verify import Fault


def backup(file: Annotated[Path, typer.Argument(help="File to write.")]) -> None:
    """Copy the whole store into one file while it is in use. The file holds contacts: keep it closed."""
    with opened_store() as engine:
        faults = backups.backup(engine, file, keep_days=settings().backup_days, author=operator())
        erasure_list.keep(engine, settings().data_dir)
    if faults:
        raise _told(faults)
    typer.echo(say("store.backed_up", path=file))


def recover(file: Annotated[Path, typer.Argument(help="Backup to put in the place of the store.")]) -> None:
    """Put a backup in the place of the store, all of it or nothing. Who was erased since stays erased."""
    chosen = settings_or_exit()
    try:
        done = recovery.recover(chosen.store_url, file, folder=chosen.data_dir, author=operator())
    except recovery.DamagedBackupError as error:
        _told(error.faults)
        raise failed(error, UNREADABLE) from None
    except StoreError as error:
        raise failed(error, UNREADABLE) from None
    except DashboardError as error:
        raise failed(error, UNREADABLE) from None
    typer.echo(say("store.recovered", path=file))
    if done.came_back:
        typer.echo(counted("store.came_back", done.came_back, count=done.came_back))


def verify() -> None:
    """Compare every version, file and row of the log with the hash it was written under."""
    with opened_store() as engine, reading(engine) as unit:
        faults = verification.verify(unit)
    if faults:
        raise _told(faults)
    typer.echo(say("store.verified"))


def erase(contact_id: Annotated[str, typer.Argument(help="Exact id of the contact.")]) -> None:
    """Remove a person everywhere, for good: contacts, undo, answers, the text of every version."""
    with opened_store() as engine:
        with writing(engine) as unit:
            done = erasure.erase(unit, contact_id, author=operator())
        erasure_list.keep(engine, settings().data_dir)
        clean = scrub(engine)
        kept = backups.backups_until(engine, now().date())
        typer.echo("\n".join(_erased(done, engine, kept, clean)))


def _erased(done: Erased, engine: Engine, kept: Sequence[tuple[str, date]], clean: bool) -> list[str]:
    """What was removed, and where the person still is."""
    lines = [say("store.erased", contacts=done.contacts, changes=done.changes, decisions=done.decisions)]
    if done.saved:
        lines.append(counted("store.erased_saved", done.saved, count=done.saved))
    for (table, column), count in done.cells.items():
        facts = {"count": count, "table": label("tables", table), "column": column}
        lines.append(counted("store.erased_cells", count, **facts))
    if done.texts:
        lines.append(counted("store.erased_texts", done.texts, count=done.texts))
    if done.versions:
        lines.append(say("store.erased_versions", versions=", ".join(done.versions)))
    if done.not_searched:
        lines.append(counted("store.not_searched", done.not_searched, count=done.not_searched))
    if not clean:
        lines.append(say(f"store.not_scrubbed_{engine.dialect.name}"))
    lines += [say("store.still_in_backup", path=path, day=day.isoformat()) for path, day in kept]
    return lines if kept else [*lines, say("store.in_no_backup")]


def _told(faults: Sequence[Fault]) -> typer.Exit:
    """A sentence a fault on stderr; raise what comes back."""
    for fault in faults:
        typer.echo(say(f"fault.{fault.code}", **fault.facts), err=True)
    return failure(counted("store.faults", len(faults), count=len(faults)), HELD)
