"""The store for a command: its versions, and every failure turned into a sentence and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from commands.failures import HELD, UNREADABLE, failed
from config import settings_or_exit
from data.dataset import Dataset
from data.errors import DashboardError, UnusableDataError
from data.store import versions
from data.store.failures import StoreError
from ui.core import store


@contextmanager
def opened_store() -> Iterator[Engine]:
    """The store for a `with` block. What fails in the block ends the command: 2 where the store or the data
    cannot be read or written, 1 where the question cannot be answered."""
    settings_or_exit()
    try:
        yield store.opened()
    except (StoreError, UnusableDataError) as error:
        raise failed(error, UNREADABLE) from None
    except DashboardError as error:
        raise failed(error, HELD) from None
    finally:
        store.forget()


def load_version(connection: Connection, version_id: str | None = None) -> Dataset:
    """The tables of a version, of the newest one by default."""
    return versions.load(connection, version_id or str(versions.head(connection).version_id))
