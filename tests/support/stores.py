"""The store for tests, on both databases. The fixtures are known everywhere through conftest.py.

PostgreSQL starts once for a test run; every test gets a database of its own, copied from one that is ready.
"""

import hashlib
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pytest
from sqlalchemy import Engine

from data.dataset import Dataset
from data.folder import load_folder
from data.store.commit import commit, fingerprint
from data.store.database import engine_for, reading, writing
from data.store.migrate import migrate
from data.store.versions import Version, history, load
from tests.support.postgres import Postgres, postgres

ROOT = Path(__file__).resolve().parents[2]
BOTH = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with postgres() as server:
        server.ask("CREATE DATABASE ready")
        _make_tables(server.url("ready"))
        yield server


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory) -> Path:
    """A SQLite file with all tables and no rows."""
    path = tmp_path_factory.mktemp("ready") / "dashboard.db"
    _make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(params=BOTH)
def kind(request) -> str:
    """Which database."""
    return request.param


@pytest.fixture
def empty_url(kind, request, tmp_path) -> Iterator[str]:
    """The address of a database without tables."""
    if kind == "sqlite":
        yield _sqlite(tmp_path)
    else:
        yield from _database(request.getfixturevalue("postgres_server"), "template1")


@pytest.fixture
def store_url(kind, request, tmp_path) -> Iterator[str]:
    """The address of a store that is ready and empty."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("ready_file"), tmp_path / "dashboard.db")
        yield _sqlite(tmp_path)
    else:
        yield from _database(request.getfixturevalue("postgres_server"), "ready")


@pytest.fixture
def engine(store_url) -> Iterator[Engine]:
    """A store that is ready and empty."""
    opened = engine_for(store_url)
    yield opened
    opened.dispose()


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/dashboard.db"


def _database(server: Postgres, template: str) -> Iterator[str]:
    """A database of its own for the time of a test."""
    name = f"test_{uuid4().hex[:12]}"
    server.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    server.ask(f"DROP DATABASE {name} WITH (FORCE)")


def _make_tables(url: str) -> None:
    opened = engine_for(url)
    migrate(opened)
    opened.dispose()


@cache
def sample() -> Dataset:
    return load_folder(ROOT / "data" / "sample")


def with_rows(dataset: Dataset, table: str, frame: pd.DataFrame) -> Dataset:
    """The dataset with other rows in one table."""
    return Dataset(
        tables=dict(dataset.tables) | {table: frame},
        as_of=dataset.as_of,
        first_roll_on=dataset.first_roll_on,
        receipts_complete=dataset.receipts_complete,
        version=dataset.version,
        title=dataset.title,
    )


def with_text(dataset: Dataset, table: str, column: str, row: int, text: str) -> Dataset:
    """The dataset with other words in one cell."""
    frame = dataset.table(table)
    cells = frame[column].tolist()
    cells[row] = text
    return with_rows(dataset, table, frame.assign(**{column: pd.Series(cells, dtype="str")}))


def commit_sample(engine: Engine, dataset: Dataset | None = None, **given) -> Version:
    """A commit on top of whatever is there."""
    with writing(engine) as connection:
        newest = history(connection)[:1]
        wanted = {
            "author": "Ana",
            "note": "roll of May",
            "parent": newest[0].version_id if newest else None,
            "headline": {"official_share": 0.2},
        }
        return commit(connection, dataset or sample(), **(wanted | given))


def state(engine: Engine) -> str:
    """One hash over everything that all versions say: equal before and after is nothing written."""
    with reading(engine) as connection:
        said = [
            (found.digest, fingerprint(load(connection, found.version_id))) for found in history(connection)
        ]
    return hashlib.sha256(repr(said).encode()).hexdigest()
