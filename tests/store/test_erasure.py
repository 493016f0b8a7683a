"""Erasing a person: nothing in the database's files can tell who it was, on both databases."""

import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import select

from data.errors import DashboardError
from data.store import audit, contacts, decisions, saved, versions
from data.store.backup import backup
from data.store.commit import Source, restore
from data.store.database import reading, writing
from data.store.erase_and_scrub import erase_everywhere
from data.store.erasure import erase, erasures
from data.store.erasure_list import read as read_list
from data.store.person_terms import Term
from data.store.redaction import MARK, without
from data.store.scrub import scrub
from data.store.tables import BLOBS, VERSION_TABLES
from data.store.verify import verify
from tests.support.snapshots import kept, linked
from tests.support.stores import commit_sample, sample, with_text

PERSON, ADDRESS = "Ximena Quirolanda", "quirolanda.ximena@example.org"
SPELLINGS = [PERSON, "XIMENA  QUIROLANDA", "Ximena-Quirolánda", ADDRESS, ADDRESS.upper()]
TRACES = [
    b"uirolanda",
    b"UIROLANDA",
    b"uirol\xc3\xa1nda",
    "uirolanda".encode("utf-16-le"),
    b"imena",
    b"IMENA",
]


@pytest.fixture
def filled(engine):
    """A store in which the person stands in every place where a person can stand."""
    named, _ = kept(engine, title=f"What {PERSON} asked", words=f"write to {ADDRESS}")
    other, _ = kept(engine)
    linked(engine, named["id"])
    linked(engine, other["id"], label=f"For {PERSON}")
    with writing(engine) as connection:
        details = {"city_id": "chn-xian", "person": PERSON, "channel": "email", "address": ADDRESS}
        contacts.add(connection, details | {"contact_id": "c-1"}, author="Ana")
        contacts.add(
            connection, {"contact_id": "c-2", "city_id": "chn-xian", "person": "Someone Else"}, author="Ana"
        )
        contacts.change(connection, "c-1", {"role": "Head", "address": "another.address"}, author="Ana")
        saved.save(connection, "group", PERSON, "own~x~chn-xian", author="Ana")
        saved.save(connection, "scenario", "three more", "three more_more.3", author="Ana")
        decisions.remember(connection, "city", f"{PERSON}'s city", "chn-xian", author="Ana")
        decisions.remember(connection, "city", "Canton", "chn-guangzhou", author="Ana")
    data = sample()
    for row, spelling in enumerate(SPELLINGS):
        data = with_text(data, "members", "note", row, f"before {spelling}, after")
    data = with_text(data, "prospects", "next_step", 0, f"call {PERSON} and {ADDRESS}")
    data = with_text(data, "receipts", "receipt_id", 7, f"{PERSON} 7")
    first = commit_sample(
        engine,
        data,
        note=f"as {PERSON} said",
        source=Source(f"list_{PERSON.replace(' ', '_')}.xlsx", "ab" * 32),
    )
    second = commit_sample(engine)
    with writing(engine) as connection:
        third = restore(connection, first.version_id, author="Ana", note="back", parent=second.version_id)
    return [first, second, third]


def erased(engine, contact_id="c-1"):
    with writing(engine) as connection:
        done = erase(connection, contact_id, author="Ana")
    scrub(engine)
    return done


def files_of(engine, postgres_server) -> list[Path]:
    """Every file in which the database keeps anything, its logs of recent writes included."""
    if engine.dialect.name == "sqlite":
        return sorted(Path(engine.url.database).parent.glob("dashboard.db*"))
    # Two segments on, the old ones are behind a checkpoint, and the server deletes them (wal_recycle = off).
    for command in ("SELECT pg_switch_wal()", "CHECKPOINT") * 2:
        postgres_server.ask(command)
    return [path for path in postgres_server.folder.rglob("*") if path.is_file()]


def traces(engine, request) -> set[tuple[str, bytes]]:
    server = request.getfixturevalue("postgres_server") if engine.dialect.name == "postgresql" else None
    engine.dispose()
    return {
        (path.name, trace)
        for path in files_of(engine, server)
        for trace in TRACES
        if trace in path.read_bytes()
    }


def test_before_the_erasure_the_files_hold_the_person(engine, filled, request):
    assert {trace for _, trace in traces(engine, request)} >= set(TRACES[:3])


def test_after_the_erasure_no_file_of_the_database_holds_a_trace(engine, filled, request):
    erased(engine)
    assert traces(engine, request) == set()


def test_after_the_erasure_no_table_of_any_version_holds_a_trace(engine, filled):
    erased(engine)
    with reading(engine) as connection:
        of_versions = BLOBS.c.sha256.in_(select(VERSION_TABLES.c.sha256))
        for content in connection.scalars(select(BLOBS.c.content).where(of_versions)):
            rows = pq.read_table(io.BytesIO(content))
            assert "uirol" not in rows.to_pandas().to_csv().lower()
        told = [(each.note, each.source_name, each.title) for each in versions.history(connection)]
    assert "uirolanda" not in repr(told).lower()


def test_the_erasure_says_what_was_removed(engine, filled):
    done = erased(engine)
    assert (done.contacts, done.changes, done.decisions, done.saved, done.texts) == (1, 2, 1, 1, 3)
    with reading(engine) as connection:
        assert saved.list_saved(connection, "group") == []
        assert [each.name for each in saved.list_saved(connection, "scenario")] == ["three more"]
    assert done.cells == {
        ("members", "note"): 5,
        ("prospects", "next_step"): 1,
        ("receipts", "receipt_id"): 1,
    }
    assert set(done.versions) == {filled[0].version_id, filled[2].version_id}
    assert (done.snapshots, done.links, done.labels) == (1, 1, 1)
    assert done.not_searched == 0


def test_a_mark_stands_where_the_name_stood_and_the_rest_stays(engine, filled):
    erased(engine)
    with reading(engine) as connection:
        loaded = versions.load(connection, filled[0].version_id)
    notes = loaded.table("members")["note"]
    assert list(notes.head(5)) == [f"before {MARK}, after"] * 5
    assert loaded.table("prospects")["next_step"].iloc[0] == f"call {MARK} and {MARK}"
    for name in ("dues", "events", "tariff"):
        assert loaded.tables[name].equals(sample().tables[name])
    assert notes.iloc[5:].equals(sample().table("members")["note"].iloc[5:])


def test_versions_without_the_person_stay_as_they_were(engine, filled):
    erased(engine)
    with reading(engine) as connection:
        assert versions.version(connection, filled[1].version_id) == filled[1]


def test_verify_follows_the_redacted_files(engine, filled):
    erased(engine)
    with reading(engine) as connection:
        assert verify(connection) == []
        redacted = [entry for entry in audit.entries(connection) if entry.action == "redact"]
        now = versions.version(connection, filled[0].version_id)
    assert [entry.subject for entry in redacted] == [filled[2].version_id, filled[0].version_id]
    for name in ("members", "prospects", "receipts"):
        was, is_now = filled[0].tables[name].sha256, now.tables[name].sha256
        assert redacted[1].detail["tables"][name] == [was, is_now]
        assert was != is_now


def test_letting_go_of_a_person_remembers_it_and_names_the_backups(engine, filled, tmp_path):
    backup(engine, tmp_path / "backup.db", keep_days=30, author="Ana")
    done = erase_everywhere(engine, "c-1", author="Ana", folder=tmp_path)
    assert (done.erased.contacts, done.is_clean) == (1, engine.dialect.name == "sqlite")
    assert [path for path, _ in done.backups] == [str(tmp_path / "backup.db")]
    with reading(engine) as connection:
        assert read_list(tmp_path) == erasures(connection)


def test_everybody_else_and_their_undo_stay(engine, filled):
    erased(engine)
    with reading(engine) as connection:
        assert contacts.find(connection, "c-2").person == "Someone Else"
        assert decisions.recall_all(connection, "city") == {"Canton": "chn-guangzhou"}
        batch = contacts.contact_changes.of_contact(connection, "c-2")[-1].batch
    with writing(engine) as connection:
        contacts.undo(connection, batch, author="Ana")


def test_the_list_of_erasures_holds_the_hash_of_the_id_and_no_word(engine, filled):
    erased(engine)
    with reading(engine) as connection:
        (done,) = erasures(connection)
    assert done.contact_sha256 == audit.subject_of_contact("c-1")
    assert "uirolanda" not in repr(done).lower()


@pytest.mark.parametrize("contact_id", ["c-", "C-1", " c-1", PERSON, "c-1' OR '1'='1", ""])
def test_only_the_exact_id_removes_anybody(engine, filled, contact_id):
    with pytest.raises(DashboardError) as refusal:
        erased(engine, contact_id)
    assert refusal.value.code == "unknown_contact"
    with reading(engine) as connection:
        assert len(contacts.everyone(connection)) == 2
        assert erasures(connection) == []


def test_somebody_who_was_taken_off_the_list_can_still_be_erased(engine, filled, request):
    with writing(engine) as connection:
        contacts.remove(connection, "c-1", author="Ana")
    assert erased(engine).contacts == 0
    assert traces(engine, request) == set()


def test_a_person_named_like_a_city_does_not_take_the_city_away(engine):
    made = commit_sample(engine, with_text(sample(), "members", "note", 0, "Guangzhou was here"))
    with writing(engine) as connection:
        contacts.add(
            connection, {"contact_id": "c-9", "city_id": "chn-xian", "person": "Guangzhou"}, author="Ana"
        )
    erased(engine, "c-9")
    with reading(engine) as connection:
        members = versions.load(connection, made.version_id).table("members")
    assert "Guangzhou" in set(members["name"])
    assert members["note"].iloc[0] == f"{MARK} was here"


def test_a_spelling_too_short_to_search_for_is_counted(engine):
    with writing(engine) as connection:
        contacts.add(connection, {"contact_id": "c-9", "city_id": "chn-xian", "person": "Li"}, author="Ana")
    commit_sample(engine, with_text(sample(), "members", "note", 0, "Li was here"))
    done = erased(engine, "c-9")
    assert (done.not_searched, done.contacts, dict(done.cells)) == (1, 1, {})


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        pytest.param("Wang Wei", "met WANG  WEI.", ["WANG  WEI"], id="case and space"),
        pytest.param("Wang Wei", "met Wang-Wei", ["Wang-Wei"], id="hyphen"),
        pytest.param("Wang Wei", "x_Wang_Wei.xlsx", ["Wang_Wei"], id="file name"),
        pytest.param("Wáng Wěi", "with Wang Wei", ["Wang Wei"], id="tones"),
        pytest.param("Wang Wei", "Ｗａｎｇ Ｗｅｉ", ["Ｗａｎｇ Ｗｅｉ"], id="full width"),
        pytest.param("José", "Jose\u0301 came", ["Jose\u0301"], id="accent of its own"),
        pytest.param("王伟", "见王伟先生", ["王伟"], id="Chinese"),
        pytest.param("+86 138 0013 8000", "call +86-13800138000!", ["+86-13800138000"], id="number"),
        pytest.param("Wang Wei", "Wang Weiming", [], id="longer name"),
        pytest.param("wei@x.cn", "awei@x.cn", [], id="longer address"),
        pytest.param("C++ (test)", "a c++ test", ["c++ test"], id="signs"),
    ],
)
def test_a_name_is_found_however_it_is_written(written, text, found):
    assert [text[start:stop] for start, stop in Term(written).spans(text)] == found


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        pytest.param([(0, 2)], f"{MARK}cdef", id="beginning"),
        pytest.param([(4, 6)], f"abcd{MARK}", id="end"),
        pytest.param([(1, 3), (2, 4)], f"a{MARK}ef", id="overlap"),
        pytest.param([(1, 2), (2, 3)], f"a{MARK}def", id="touch"),
        pytest.param([(4, 5), (0, 1)], f"{MARK}bcd{MARK}f", id="two"),
        pytest.param([(1, 5), (2, 3)], f"a{MARK}f", id="inside"),
    ],
)
def test_what_is_taken_out_leaves_one_mark(spans, left):
    assert without("abcdef", spans) == left
