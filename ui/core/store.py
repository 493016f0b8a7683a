"""The store of this process: opened once, brought up to date, and filled when it is empty."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine

from analysis.shares.share_record import share_record
from config import settings
from data.errors import DashboardError, UnusableDataError
from data.folder import folder_hash, load_folder
from data.store import versions
from data.store.commit import Source, commit
from data.store.database import engine_for, reading, writing
from data.store.migrate import migrate
from text import failure_sentence, say

logger = logging.getLogger("dashboard")
_one_at_a_time = Lock()
_engines: dict[str, Engine] = {}


def opened() -> Engine:
    """The store, ready to use and with at least one version.

    Raises StoreError where it cannot be used, UnusableDataError where it is empty and the folder that it
    should begin with cannot be read. Neither is remembered: the next call tries again.
    """
    url = settings().store_url
    with _one_at_a_time:
        if url not in _engines:
            engine = engine_for(url)
            try:
                _prepare(engine, settings().dataset)
            except BaseException:
                engine.dispose()
                raise
            _engines[url] = engine
        return _engines[url]


def problem() -> str | None:
    """Why the store cannot be read at this moment, as a sentence; None where it can."""
    try:
        with reading(opened()) as connection:
            versions.head(connection)
    except UnusableDataError as error:
        return say("store.folder_unusable", **error.facts)
    except DashboardError as error:
        return failure_sentence(error)
    return None


def forget() -> None:
    """Open the store anew the next time, such as after another one was put in its place."""
    with _one_at_a_time:
        for engine in _engines.values():
            engine.dispose()
        _engines.clear()


def _prepare(engine: Engine, folder: Path) -> None:
    migrate(engine)
    with reading(engine) as connection:
        is_empty = versions.head(connection).version_id is None
    if is_empty:
        _begin_with(engine, folder)
    elif "dataset" in settings().model_fields_set:
        _say_if_unused(engine, folder)


def _begin_with(engine: Engine, folder: Path) -> None:
    """Version 1, unless another process was quicker."""
    dataset = load_folder(folder)
    record = share_record(dataset)
    with writing(engine) as connection:
        if versions.head(connection).version_id is None:
            commit(
                connection,
                dataset,
                author=say("store.first_author"),
                note=say("store.first_note", title=dataset.title),
                parent=None,
                headline=record,
                source=Source(folder.name, folder_hash(folder)),
            )


def _say_if_unused(engine: Engine, folder: Path) -> None:
    """DATASET is for an empty store. Whoever set it for another reason must not believe that it is shown."""
    with reading(engine) as connection:
        if not versions.of_file(connection, folder_hash(folder)):
            logger.warning("%s", say("store.dataset_unused", folder=folder))
