"""kill -9 at every step of every write: afterwards the old state or the new one, by hash, never a mix.

`make test` takes the steps around which the disk changes, `make test-all` every one.
"""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select

from data.store import contacts, links, snapshots, versions
from data.store.backup import backup
from data.store.commit import fingerprint
from data.store.database import engine_for, opened, reading, writing
from data.store.migrate import migrate, revision
from data.store.tables import AUDIT, metadata
from data.store.verify import verify
from tests.support.killed import CANDIDATE, worth_a_death
from tests.support.snapshots import kept, linked
from tests.support.stores import commit_sample, sample, state, with_text

pytestmark = pytest.mark.timeout(1500)  # hundreds of deaths a test, each with a store of its own
PERSON = "Ximena Quirolanda"
MOST_STEPS = 400


@pytest.fixture
def fresh(kind, store_url, request, tmp_path):
    """Copies of a store as it is now, each under an address of its own."""
    made = []

    def copy() -> str:
        number = len(made)
        made.append(number)
        if kind == "sqlite":
            target = tmp_path / f"copy-{number}.db"
            shutil.copyfile(tmp_path / "dashboard.db", target)
            return f"sqlite:///{target}"
        server = request.getfixturevalue("postgres_server")
        name = store_url.split("/")[3].split("?")[0]
        server.ask(f"CREATE DATABASE {name}_{number} TEMPLATE {name}")
        return server.url(f"{name}_{number}")

    yield copy
    if kind == "postgresql":
        server = request.getfixturevalue("postgres_server")
        name = store_url.split("/")[3].split("?")[0]
        for number in made:
            server.ask(f"DROP DATABASE {name}_{number} WITH (FORCE)")


@pytest.fixture
def filled(engine, tmp_path):
    """A store with two versions, a contact, a snapshot, and a backup from before the second version."""
    linked(engine, kept(engine, words=f"met {PERSON}")[0]["id"])
    with writing(engine) as connection:
        details = {"contact_id": "c-1", "city_id": "chn-xian", "person": PERSON}
        contacts.add(connection, details, author="Ana")
    commit_sample(engine, with_text(sample(), "members", "note", 3, f"met {PERSON}"))
    backup(engine, tmp_path / "backup.db", keep_days=35, author="Ana")
    commit_sample(engine)
    engine.dispose()  # leaves one complete file
    return engine


def everything(engine) -> tuple[object, ...]:
    """What a reader could see: all versions by hash, all contacts, how long the log is, how many frozen
    reports and links there are. No fault anywhere."""
    with reading(engine) as connection:
        assert verify(connection) == []
        people = tuple(contacts.everyone(connection)["contact_id"])
        frozen = len(snapshots.list_snapshots(connection)), len(links.list_links(connection))
        return state(engine), people, connection.scalar(select(func.count()).select_from(AUDIT)), frozen


@pytest.fixture(params=["some steps", pytest.param("every step", marks=pytest.mark.full)])
def deaths(request, zygote):
    """Yields the address of a store after a death at each step; the last one is where the work was done."""

    def die(action, copy, folder):
        steps = range(1, MOST_STEPS)
        if request.param == "some steps":
            steps = worth_a_death(zygote.kinds(action, copy(), folder))
        for step in steps:
            url = copy()
            killed = zygote.die_at(step, action, url, folder)
            yield url, killed
            if not killed:
                assert step > 6, "the steps were not seen"
                return
        raise AssertionError(f"still not done after {step} steps")

    return die


def seen(url):
    """What the next start finds, which is a start as any other."""
    with opened(url) as engine:
        migrate(engine)
        return everything(engine)


def test_a_commit_is_there_or_not(filled, deaths, fresh, tmp_path):
    old = everything(filled)
    filled.dispose()
    for url, killed in deaths("commit", fresh, tmp_path):
        found = seen(url)
        if found == old:
            assert killed
            continue
        with opened(url) as engine, reading(engine) as connection:
            (newest, *older) = versions.history(connection)
            assert fingerprint(versions.load(connection, newest.version_id)) == fingerprint(
                with_text(sample(), *CANDIDATE)
            )
            assert len(older) == 2
    assert not killed


def test_a_frozen_report_is_there_whole_or_not_and_a_link_only_with_it(filled, deaths, fresh, tmp_path):
    old = everything(filled)
    filled.dispose()
    for url, killed in deaths("publish", fresh, tmp_path):
        found = seen(url)
        assert found[:2] == old[:2]
        assert found[2:] in ((old[2], (1, 1)), (old[2] + 1, (2, 1)), (old[2] + 2, (2, 2)))
        assert killed or found[3] == (2, 2)


@pytest.mark.parametrize("action", ["restore", "contacts"])
def test_another_write_is_there_or_not(filled, deaths, fresh, tmp_path, action):
    old = everything(filled)
    filled.dispose()
    outcomes = [(seen(url), killed) for url, killed in deaths(action, fresh, tmp_path)]
    new = outcomes[-1][0]
    assert new != old
    for found, killed in outcomes:
        if found[2] == old[2]:
            assert killed
            assert found == old
        else:
            assert (found[1:], found[0] == old[0]) == (new[1:], new[0] == old[0])


def test_an_erasure_takes_everything_or_nothing(filled, deaths, fresh, tmp_path):
    old = everything(filled)
    filled.dispose()
    for url, killed in deaths("erase", fresh, tmp_path):
        found = seen(url)
        with opened(url) as engine, reading(engine) as connection:
            first = versions.history(connection)[-1]
            note = versions.load(connection, first.version_id).table("members")["note"].iloc[3]
        gone = found[1] == ()
        assert note == ("met [removed]" if gone else f"met {PERSON}")
        assert found[3] == ((0, 0) if gone else (1, 1))
        assert gone or (killed and found == old)
    assert gone


def test_a_recovery_is_the_old_store_or_the_backup(filled, deaths, fresh, tmp_path):
    old = everything(filled)
    filled.dispose()
    with opened(f"sqlite:///{tmp_path / 'backup.db'}") as copy:
        new = everything(copy)
    folder = tmp_path / "data dir"
    folder.mkdir()
    shutil.copyfile(tmp_path / "backup.db", folder / "backup.db")
    found = []
    for url, killed in deaths("recover", fresh, folder):
        found.append(seen(url))
        assert found[-1][:2] in (old[:2], new[:2])
        assert killed or found[-1][:2] == new[:2]
    assert {each[0] for each in found} == {old[0], new[0]}


def test_a_recovery_over_a_damaged_file_leaves_the_damaged_file_or_the_backup(deaths, tmp_path, ready_file):
    first = tmp_path / "first.db"
    shutil.copyfile(ready_file, first)
    with opened(f"sqlite:///{first}") as engine:
        commit_sample(engine)
        backup(engine, tmp_path / "backup.db", keep_days=35, author="Ana")
        new = everything(engine)
    damaged = b"nothing of the kind" * 1000

    def copy() -> str:
        target = tmp_path / "damaged.db"
        for path in tmp_path.glob("damaged.db*"):
            path.unlink()
        target.write_bytes(damaged)
        return f"sqlite:///{target}"

    for url, killed in deaths("recover", copy, tmp_path):
        path = Path(url.removeprefix("sqlite:///"))
        if path.read_bytes() == damaged:
            assert killed
        else:
            assert seen(url)[0] == new[0]


def test_a_migration_is_done_or_not(deaths, empty_url, kind, request, tmp_path):
    server = request.getfixturevalue("postgres_server") if kind == "postgresql" else None
    numbers = iter(range(MOST_STEPS))

    def copy() -> str:
        number = next(numbers)
        if server is None:
            return f"sqlite:///{tmp_path}/empty-{number}.db"
        server.ask("DROP DATABASE IF EXISTS half_made WITH (FORCE)")
        server.ask("CREATE DATABASE half_made")
        return server.url("half_made")

    for url, killed in deaths("migrate", copy, tmp_path):
        engine = engine_for(url)
        with reading(engine) as connection:
            there = set(inspect(connection).get_table_names())
        assert there in (set(), {*metadata.tables, "alembic_version"})
        assert there or killed
        migrate(engine)
        assert revision(engine) is not None
        commit_sample(engine)
        with reading(engine) as connection:
            assert verify(connection) == []
        engine.dispose()
    if server is not None:
        server.ask("DROP DATABASE half_made WITH (FORCE)")
