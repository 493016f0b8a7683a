"""Erasing a person for good: in the rows, on the disk, and in backups that come back later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from data.store import erasure, erasure_list
from data.store.backup import backups_until
from data.store.columns import now
from data.store.database import writing
from data.store.erasure import Erased
from data.store.scrub import scrub


@dataclass(frozen=True)
class ErasureResult:
    """What an erasure did.

    is_clean: the files hold no old bytes either. backups: path and last day of those that hold the person.
    """

    erased: Erased
    is_clean: bool
    backups: list[tuple[str, date]]


def erase_everywhere(engine: Engine, contact_id: str, *, author: str, folder: Path) -> ErasureResult:
    """Remove a person everywhere, remember it in `folder` for backups that come back, and free the files of
    old bytes. Raises as `erasure.erase`; then nothing was changed."""
    with writing(engine) as connection:
        done = erasure.erase(connection, contact_id, author=author)
    erasure_list.write(engine, folder)
    return ErasureResult(done, scrub(engine), backups_until(engine, now().date()))
