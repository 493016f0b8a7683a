"""The database itself: where migrations end, settings that keep data, failures that have names."""

import os
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import IntegrityError

from data.store import contacts, versions
from data.store.columns import now
from data.store.database import engine_for, opened, reading, writing
from data.store.failures import StoreError
from data.store.migrate import _SCRIPTS, REVISION, migrate, revision
from data.store.tables import DECISIONS, metadata
from tests.support.stores import commit_sample


def test_the_migrations_end_where_the_tables_are(engine):
    with engine.connect() as link:
        context = MigrationContext.configure(link, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_store_of_another_origin_is_not_taken_for_a_new_one(engine):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    with pytest.raises(StoreError):
        migrate(engine)


def test_the_program_works_with_the_newest_migration():
    assert ScriptDirectory(str(_SCRIPTS)).get_current_head() == REVISION


def test_a_migration_twice_is_as_good_as_once(empty_url):
    with opened(empty_url) as engine:
        assert revision(engine) is None
        migrate(engine)
        made = commit_sample(engine)
        migrate(engine)
        assert revision(engine) == REVISION
        with reading(engine) as connection:
            assert versions.current(connection) == made


def test_a_store_of_a_later_release_is_left_alone(engine):
    commit_sample(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as refusal:
        migrate(engine)
    assert refusal.value.code == "store_newer"
    assert revision(engine) == "9999"


def test_sqlite_writes_through_to_the_disk_and_overwrites_what_is_deleted(tmp_path):
    with opened(f"sqlite:///{tmp_path / 'dashboard.db'}") as engine, reading(engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_the_files_of_a_store_are_for_their_owner_only(tmp_path):
    old = os.umask(0)
    try:
        with opened(f"sqlite:///{tmp_path / 'deep' / 'er' / 'dashboard.db'}") as engine:
            migrate(engine)
            with writing(engine) as connection:
                contacts.add(connection, {"city_id": "chn-xian"}, author="Ana")
            files = (tmp_path / "deep" / "er").iterdir()
            rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    finally:
        os.umask(old)
    assert rights == {"dashboard.db": 0o600, "dashboard.db-wal": 0o600, "dashboard.db-shm": 0o600}


@pytest.mark.parametrize("name", ["a b.db", "a%20b?.db", "100%.db", "数据.db"])
def test_a_file_may_have_any_name(tmp_path, name):
    with opened(f"sqlite:///{tmp_path / name}") as engine:
        migrate(engine)
    assert (tmp_path / name).is_file()


def test_a_reference_to_nothing_is_refused_by_the_database(engine):
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(
            insert(DECISIONS).values(kind="city", key="x", value=1, decided_at=now(), author_id="nobody")
        )


def test_a_reader_does_not_wait_for_a_writer(engine):
    commit_sample(engine)
    with writing(engine) as connection:
        contacts.add(connection, {"city_id": "chn-xian"}, author="Ana")
        with reading(engine) as other:
            assert contacts.everyone(other).empty


def test_a_writer_waits_for_its_turn_and_says_so_when_it_takes_too_long(engine, monkeypatch):
    monkeypatch.setattr("data.store.database.WAITS", 1)
    second = engine_for(engine.url.render_as_string(hide_password=False))
    with writing(engine), pytest.raises(StoreError) as refusal, writing(second):
        pass
    second.dispose()
    assert refusal.value.code == "store_busy"


@pytest.mark.parametrize("content", [b"nothing of the kind" * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_damaged(tmp_path, content):
    path = tmp_path / "dashboard.db"
    path.write_bytes(content)
    with opened(f"sqlite:///{path}") as engine, pytest.raises(StoreError) as refusal:
        migrate(engine)
    assert refusal.value.code == "store_damaged"
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("sqlite:////proc/nowhere/dashboard.db", id="no such folder"),
        pytest.param("postgresql+psycopg://nobody@/x?host=/nowhere", id="no such server"),
        pytest.param("postgresql+psycopg://nobody@127.0.0.1:1/x", id="nobody listens"),
    ],
)
def test_a_database_that_is_not_there_cannot_be_reached(url):
    def attempt():
        with opened(url) as engine:
            migrate(engine)

    with pytest.raises(StoreError) as refusal:
        attempt()
    assert refusal.value.code == "store_unreachable"


def test_a_database_that_does_not_exist_cannot_be_reached(postgres_server):
    with opened(postgres_server.url("nowhere")) as engine, pytest.raises(StoreError) as refusal:
        migrate(engine)
    assert refusal.value.code == "store_unreachable"


def test_a_server_that_only_reads_says_so(engine, kind):
    commit_sample(engine)
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    if kind == "sqlite":
        Path(engine.url.database).chmod(0o400)
        refused = {"store_read_only", None}  # whoever runs as root may write all the same
    else:
        with engine.connect() as link, link.begin():
            link.execute(text(f"ALTER DATABASE {engine.url.database} SET default_transaction_read_only = on"))
        engine.dispose()
        refused = {"store_read_only"}
    with opened(url) as again:
        assert _outcome(again) in refused


def _outcome(engine):
    try:
        commit_sample(engine)
    except StoreError as error:
        return error.code
    return None


def test_nobody_can_read_what_was_written_out_of_an_error(engine):
    commit_sample(engine)
    assert inspect(engine).has_table("contacts")
    values = {"contact_id": "c-1", "city_id": "x", "person": "Ximena Quirolanda", "added_at": now()}
    twice = insert(metadata.tables["contacts"]).values([values, values])
    with pytest.raises(IntegrityError) as failure, writing(engine) as connection:
        connection.execute(twice)
    assert "Quirolanda" not in str(failure.value)
