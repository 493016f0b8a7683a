"""The drill: back up, lose or change the store, recover. What was erased stays erased."""

import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from data.errors import DashboardError
from data.store import audit, contacts, decisions, erasure_list, saved, versions
from data.store.backup import _write, backup, backups_until, verify_backup
from data.store.columns import now
from data.store.database import engine_for, reading, writing
from data.store.erasure import erase, erasures
from data.store.recover import DamagedBackupError, recover
from data.store.tables import BLOBS, metadata
from data.store.verify import verify
from tests.support.stores import commit_sample, sample, state, with_text

PERSON = "Ximena Quirolanda"


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "data dir"
    made.mkdir()
    return made


@pytest.fixture
def filled(engine):
    """A store with two versions, contacts, answers and an undo."""
    with writing(engine) as connection:
        details = {"contact_id": "c-1", "city_id": "chn-xian", "person": PERSON}
        contacts.add(connection, details, author="Ana")
        contacts.add(
            connection, {"contact_id": "c-2", "city_id": "chn-xian", "person": "Someone Else"}, author="Ana"
        )
        contacts.change(connection, "c-2", {"role": "Head"}, author="Ben")
        decisions.remember(connection, "city", "Canton", "chn-guangzhou", author="Ana")
        saved.save(connection, "group", "south", "own~south~chn-foshan", author="Ana")
    commit_sample(engine, with_text(sample(), "members", "note", 0, f"met {PERSON}"))
    commit_sample(engine)
    return engine


def backed_up(engine, tmp_path) -> Path:
    target = tmp_path / "backup.db"
    assert backup(engine, target, keep_days=35, author="Ana") == []
    return target


def recovered(engine, file, folder):
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    return recover(url, file, folder=folder, author="Ana")


def every_row(engine, without=("audit", "backups", "authors")):
    with reading(engine) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name not in without
        }


def faults(engine):
    with reading(engine) as connection:
        return [fault.code for fault in verify(connection)]


def test_a_backup_is_one_sound_file_that_only_its_owner_may_read(filled, tmp_path):
    file = backed_up(filled, tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.db"]
    assert verify_backup(file) == []


def test_a_backup_holds_every_row_of_every_table(filled, tmp_path):
    before = every_row(filled)
    copy = engine_for(f"sqlite:///{backed_up(filled, tmp_path)}")
    assert every_row(copy) == before
    copy.dispose()


def test_what_was_backed_up_comes_back_whole(filled, tmp_path, folder):
    before, rows = state(filled), every_row(filled)
    file = backed_up(filled, tmp_path)
    commit_sample(filled, with_text(sample(), "members", "note", 5, "later"))
    with writing(filled) as connection:
        contacts.remove(connection, "c-2", author="Ana")
    assert state(filled) != before
    recovered(filled, file, folder)
    assert (state(filled), every_row(filled), faults(filled)) == (before, rows, [])


def test_a_recovered_store_can_be_written_again(filled, tmp_path, folder):
    file = backed_up(filled, tmp_path)
    recovered(filled, file, folder)
    made = commit_sample(filled)
    with writing(filled) as connection:
        contacts.add(connection, {"city_id": "chn-xian", "person": "New Person"}, author="Ana")
    assert made.number == 3
    assert faults(filled) == []


def test_a_recovery_is_told_in_the_log(filled, tmp_path, folder):
    recovered(filled, backed_up(filled, tmp_path), folder)
    with reading(filled) as connection:
        assert list(audit.entries(connection))[-1].action == "recover"


def test_a_store_that_is_gone_comes_back(filled, tmp_path, folder):
    before = state(filled)
    file = backed_up(filled, tmp_path)
    with writing(filled) as connection:
        if filled.dialect.name == "postgresql":
            metadata.drop_all(connection)
    filled.dispose()
    if filled.dialect.name == "sqlite":
        Path(filled.url.database).unlink()
    recovered(filled, file, folder)
    assert state(filled) == before


def test_readers_with_the_store_open_see_the_old_state_and_then_the_new(filled, tmp_path, folder):
    file = backed_up(filled, tmp_path)
    old = state(filled)
    commit_sample(filled, note="after the backup")
    reader = engine_for(filled.url.render_as_string(hide_password=False))
    with reading(reader) as connection:
        assert versions.current(connection).number == 3
    recovered(filled, file, folder)
    with reading(reader) as connection:
        assert versions.current(connection).number == 2
    assert state(reader) == old
    reader.dispose()


@pytest.mark.parametrize("damage", ["no database", "cut off", "one page"])
def test_a_damaged_file_is_replaced(tmp_path, folder, damage, ready_file):
    path = tmp_path / "dashboard.db"
    path.write_bytes(ready_file.read_bytes())
    engine = engine_for(f"sqlite:///{path}")
    commit_sample(engine)
    before = state(engine)
    file = backed_up(engine, tmp_path)
    engine.dispose()
    content = path.read_bytes()
    page = len(content) // 4096 // 2 * 4096
    path.write_bytes(
        {
            "no database": b"nothing of the kind" * 1000,
            "cut off": content[: len(content) // 3],
            "one page": content[:page] + b"\xff" * 4096 + content[page + 4096 :],
        }[damage]
    )
    recovered(engine, file, folder)
    assert (state(engine), faults(engine)) == (before, [])
    assert sorted(p.name for p in tmp_path.glob("dashboard.db*")) in (
        ["dashboard.db"],
        ["dashboard.db", "dashboard.db-shm", "dashboard.db-wal"],
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_somebody_erased_after_the_backup_does_not_come_back(filled, tmp_path, folder):
    file = backed_up(filled, tmp_path)
    with writing(filled) as connection:
        erase(connection, "c-1", author="Ana")
    erased = fingerprints(filled)
    done = recovered(filled, file, folder)
    assert done.came_back == 1
    with reading(filled) as connection:
        assert list(contacts.everyone(connection)["contact_id"]) == ["c-2"]
        first = versions.history(connection)[-1]
        assert versions.load(connection, first.version_id).table("members")["note"].iloc[0] == "met [removed]"
        assert audit.subject_of_contact("c-1") in {each.contact_sha256 for each in erasures(connection)}
    assert faults(filled) == []
    assert fingerprints(filled) == erased


def fingerprints(engine):
    with reading(engine) as connection:
        return [
            {name: content.sha256 for name, content in each.tables.items()}
            for each in versions.history(connection)
        ]


def test_a_name_is_taken_out_again_where_the_backup_is_from_before_the_contact(engine, tmp_path, folder):
    commit_sample(
        engine, with_text(sample(), "members", "note", 0, f"met {PERSON} here"), note=f"from {PERSON}"
    )
    file = backed_up(engine, tmp_path)
    with writing(engine) as connection:
        contacts.add(connection, {"contact_id": "c-1", "city_id": "chn-xian", "person": PERSON}, author="Ana")
        erase(connection, "c-1", author="Ana")
    assert recovered(engine, file, folder).came_back == 0
    with reading(engine) as connection:
        only = versions.current(connection)
        assert (
            versions.load(connection, only.version_id).table("members")["note"].iloc[0]
            == "met [removed] here"
        )
    assert only.note == "from [removed]"
    assert faults(engine) == []


def test_the_list_beside_the_store_is_enough_where_the_store_is_gone(filled, tmp_path, folder):
    file = backed_up(filled, tmp_path)
    with writing(filled) as connection:
        erase(connection, "c-1", author="Ana")
    erasure_list.write(filled, folder)
    assert PERSON.encode() not in (folder / erasure_list.NAME).read_bytes()
    assert stat.S_IMODE((folder / erasure_list.NAME).stat().st_mode) == 0o600
    with writing(filled) as connection:
        connection.exec_driver_sql("DROP TABLE erasures")
    assert recovered(filled, file, folder).came_back == 1


def test_the_list_is_written_where_its_folder_is_not_there_yet(filled, tmp_path):
    """A store on PostgreSQL needs no folder of data, so the first erasure may be what makes it."""
    with writing(filled) as connection:
        erase(connection, "c-1", author="Ana")
    erasure_list.write(filled, tmp_path / "not" / "there")
    assert len(erasure_list.read(tmp_path / "not" / "there")) == 1


def test_a_recovery_twice_is_as_good_as_once(filled, tmp_path, folder):
    file = backed_up(filled, tmp_path)
    with writing(filled) as connection:
        erase(connection, "c-1", author="Ana")
    recovered(filled, file, folder)
    once = fingerprints(filled)
    recovered(filled, file, folder)
    assert fingerprints(filled) == once
    assert faults(filled) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="not there"),
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 a workbook", id="another kind of file"),
        pytest.param("another database", id="another database"),
    ],
)
def test_a_file_that_is_no_backup_is_refused_and_the_store_stays(filled, tmp_path, folder, content):
    file = tmp_path / "given.db"
    if content == "another database":
        with closing(sqlite3.connect(file)) as link:
            link.execute("CREATE TABLE something (x)")
    elif content is not None:
        file.write_bytes(content)
    before = state(filled)
    with pytest.raises(DashboardError) as refusal:
        recovered(filled, file, folder)
    assert refusal.value.code == "no_backup"
    assert state(filled) == before
    assert not list(folder.iterdir())


def test_a_damaged_backup_is_refused_and_the_store_stays(filled, tmp_path, folder):
    file = backed_up(filled, tmp_path)
    copy = engine_for(f"sqlite:///{file}")
    with writing(copy) as connection:
        connection.execute(update(BLOBS).values(content=b"nothing"))
    copy.dispose()
    before = state(filled)
    with pytest.raises(DamagedBackupError) as refusal:
        recovered(filled, file, folder)
    assert {fault.code for fault in refusal.value.faults} == {"blob_damaged"}
    assert state(filled) == before


def test_a_backup_replaces_an_older_one_of_its_name(filled, tmp_path):
    backed_up(filled, tmp_path)
    commit_sample(filled)
    copy = engine_for(f"sqlite:///{backed_up(filled, tmp_path)}")
    with reading(copy) as connection:
        assert versions.current(connection).number == 3
    copy.dispose()


def test_a_backup_that_cannot_be_written_says_where(filled, tmp_path):
    with pytest.raises(DashboardError) as refusal:
        backup(filled, tmp_path / "nowhere" / "backup.db", keep_days=35, author="Ana")
    assert refusal.value.code == "cannot_write_file"
    assert refusal.value.facts["path"].endswith("nowhere/backup.db")


def test_the_store_knows_its_backups_and_until_when_they_are_kept(filled, tmp_path):
    file = backed_up(filled, tmp_path)
    today = now().date()
    assert backups_until(filled, today) == [(str(file), today + timedelta(days=35))]
    assert backups_until(filled, today + timedelta(days=36)) == []
    assert isinstance(backups_until(filled, date(2020, 1, 1))[0][1], date)


def test_a_backup_made_while_somebody_writes_is_one_state(filled, tmp_path):
    """The writer is in the middle of a version: the backup holds none of it."""
    before = state(filled)
    with writing(filled) as connection:
        contacts.add(connection, {"city_id": "chn-xian", "person": "Half Written"}, author="Ana")
        part = tmp_path / "part.db"
        _write(filled, part)
    copy = engine_for(f"sqlite:///{part}")
    assert state(copy) == before
    with reading(copy) as connection:
        assert connection.scalar(select(func.count()).select_from(contacts.CONTACTS)) == 2
    copy.dispose()
