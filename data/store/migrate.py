"""Brings the tables of the store to where this program needs them, in one transaction.

A new store gets all tables as `tables.py` has them. An older one goes through the files of
`migrations/versions`, which begin with the first release.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from data.store.database import reading, writing
from data.store.failures import StoreError
from data.store.tables import metadata

REVISION: Final = "0003"
"""The revision that this program works with; a test holds it to the newest file of migrations/versions."""
_SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Makes or changes the tables as needed. A process that dies in between leaves them as they were.

    StoreError 'store_newer' where a later release of this program has been here.
    """
    if revision(engine) == REVISION:
        return
    with writing(engine) as connection:
        migrate_within(connection)


def migrate_within(connection: Connection) -> None:
    """As `migrate`, as a part of a write that has begun."""
    # Alembic takes a tenth of a second to import, and nearly every start finds nothing to do.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if revision_within(connection) is None:
        metadata.create_all(connection)
        command.stamp(config, REVISION)
        return
    try:
        command.upgrade(config, REVISION)
    except CommandError as error:
        raise StoreError("store_newer") from error


def revision(engine: Engine) -> str | None:
    """The revision of the tables as they are; None where there are none yet."""
    with reading(engine) as connection:
        return revision_within(connection)


def revision_within(connection: Connection) -> str | None:
    """As `revision`, on a connection."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
