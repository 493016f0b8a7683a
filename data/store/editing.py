"""An edit of one row into the store: on top of the newest version, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine

from data.dataset import Dataset
from data.edits import Edit, rebase_edit
from data.store.commit import ChangedMeanwhileError, commit
from data.store.database import reading, writing
from data.store.versions import Version, current, load

_TRIES = 5  # others may save between our look and our write; each time their work is looked at again


def save_edit(  # noqa: PLR0913  as `commit`
    engine: Engine,
    edit: Edit,
    *,
    seen: str,
    author: str,
    note: str,
    headline: Callable[[Dataset], Mapping[str, Any]],
) -> Version:
    """Commit an edit as a new version.

    seen: the version that the editor had before them. Where a newer one left the row alone, the edit goes on
    top of it. headline: computes both shares of the result.

    Raises EditClashError where the row changed meanwhile, DashboardError as `data.edits.apply_edit` and as
    `commit`, ChangedMeanwhileError where others save all the time.
    """
    for tries_left in reversed(range(_TRIES)):
        with reading(engine) as connection:
            newest = current(connection)
            before = load(connection, seen)
            base = load(connection, newest.version_id) if newest and newest.version_id != seen else before
        candidate = rebase_edit(edit, before, base)
        record = headline(candidate)
        try:
            with writing(engine) as connection:
                return commit(
                    connection, candidate, author=author, note=note, parent=base.version, headline=record
                )
        except ChangedMeanwhileError:
            if not tries_left:
                raise
    raise AssertionError
