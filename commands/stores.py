"""The store for a command: opened, and every failure turned into a sentence and an exit code."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from commands.failures import HELD, UNREADABLE, failed
from config import settings_or_exit
from data.errors import DashboardError, UnusableDataError
from data.store.failures import StoreError
from ui.core import store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine


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
