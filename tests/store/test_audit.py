"""The audit log grows and never changes, and `verify` names whatever is not as it was written."""

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from data.store import audit, decisions
from data.store.commit import restore
from data.store.database import reading, writing
from data.store.failures import StoreError
from data.store.tables import AUDIT, AUTHORS, BLOBS, VERSION_TABLES, VERSIONS
from data.store.verify import verify
from data.store.versions import load
from tests.support.stores import commit_sample, sample, with_text


@pytest.fixture
def three(engine):
    """A store with a history: two commits and a restore. The versions, oldest first."""
    first = commit_sample(engine)
    second = commit_sample(engine, with_text(sample(), "members", "note", 0, "asked in May"), author="Ben")
    with writing(engine) as connection:
        third = restore(connection, first.version_id, author="Ana", note="back", parent=second.version_id)
    return [first, second, third]


def faults(engine):
    with reading(engine) as connection:
        return [(fault.code, dict(fault.facts)) for fault in verify(connection)]


def tamper(engine, *statements):
    """Change rows as somebody would who has the database's password: triggers off, then on again."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER audit_no_update"))
            connection.execute(text("DROP TRIGGER audit_no_delete"))
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            connection.execute(statement)


def test_every_write_leaves_a_row_that_says_who_and_what(engine, three):
    with reading(engine) as connection:
        told = list(audit.entries(connection))
        names = dict(tuple(row) for row in connection.execute(select(AUTHORS.c.author_id, AUTHORS.c.name)))
    assert [(entry.seq, names[entry.author_id], entry.action) for entry in told] == [
        (1, "Ana", "commit"),
        (2, "Ben", "commit"),
        (3, "Ana", "restore"),
    ]
    assert [entry.subject for entry in told] == [version.version_id for version in three]
    assert told[2].detail["equals"] == three[0].version_id


def test_each_row_is_sealed_with_the_row_before_it(engine, three):
    with reading(engine) as connection:
        told = list(audit.entries(connection))
    assert [entry.previous for entry in told] == [audit.BEGINNING, told[0].hash, told[1].hash]
    assert all(entry.seal == entry.hash for entry in told)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(update(AUDIT).values(action="nothing"), id="update"),
        pytest.param(delete(AUDIT), id="delete"),
        pytest.param(delete(AUDIT).where(AUDIT.c.seq == 3), id="delete the last"),
    ],
)
def test_the_database_itself_refuses_to_change_the_log(engine, three, statement):
    with pytest.raises(DBAPIError, match="append-only"), writing(engine) as connection:
        connection.execute(statement)
    assert faults(engine) == []


def test_an_untouched_store_has_no_faults(engine, three):
    assert faults(engine) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01T00:00:00.000000Z"),
        ("author_id", "0000"),
        ("action", "restore"),
        ("subject", "0000"),
        ("detail", "{}"),
        ("previous", "ff" * 32),
        ("hash", "ff" * 32),
    ],
)
def test_a_row_of_the_log_that_was_changed_is_named(engine, three, column, value):
    tamper(engine, text(f"UPDATE audit SET {column} = '{value}' WHERE seq = 2"))  # noqa: S608  test's own
    code, facts = next(fault for fault in faults(engine) if fault[0].startswith("audit"))
    assert (code, facts["seq"]) == ("audit_row_altered", 2)


def test_a_changed_row_with_a_fitting_seal_breaks_the_row_after_it(engine, three):
    with reading(engine) as connection:
        second = list(audit.entries(connection))[1]
    forged = audit.Entry(**(vars(second) | {"author_id": "0000"}))
    tamper(engine, update(AUDIT).where(AUDIT.c.seq == 2).values(author_id="0000", hash=forged.seal))
    assert ("audit_row_altered", 3) in [(code, facts.get("seq")) for code, facts in faults(engine)]


@pytest.mark.parametrize("seq", [1, 2])
def test_a_row_taken_out_of_the_log_is_named(engine, three, seq):
    tamper(engine, delete(AUDIT).where(AUDIT.c.seq == seq))
    assert ("audit_row_missing", {"seq": seq}) in faults(engine)


def test_a_log_cut_off_at_its_end_is_noticed_by_the_version_it_told_of(engine, three):
    tamper(engine, delete(AUDIT).where(AUDIT.c.seq == 3))
    assert faults(engine) == [("version_not_in_audit", {"version": three[2].version_id})]


@pytest.mark.parametrize("part", ["first", "middle", "last"])
def test_a_damaged_file_is_named_with_its_table_and_versions(engine, three, part):
    name = three[0].tables["receipts"].sha256
    with writing(engine) as connection:
        content = bytearray(connection.scalar(select(BLOBS.c.content).where(BLOBS.c.sha256 == name)))
        place = {"first": 0, "middle": len(content) // 2, "last": -1}[part]
        content[place] ^= 1
        connection.execute(update(BLOBS).where(BLOBS.c.sha256 == name).values(content=bytes(content)))
    named = {
        "sha256": name,
        "table": "receipts",
        "versions": ", ".join(sorted(version.version_id for version in three)),
    }
    assert faults(engine) == [("blob_damaged", named)]
    with pytest.raises(StoreError) as refusal, reading(engine) as connection:
        load(connection, three[0].version_id)
    assert (refusal.value.code, refusal.value.facts) == ("blob_damaged", named)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"note": "another note"}, id="note"),
        pytest.param({"as_of": sample().as_of.replace(year=2022)}, id="date"),
        pytest.param({"headline": {"official_share": 0.9}}, id="headline"),
        pytest.param({"source_sha256": "ff" * 32}, id="source"),
    ],
)
def test_a_version_that_says_something_else_is_named(engine, three, change):
    chosen = three[1].version_id
    with writing(engine) as connection:
        connection.execute(update(VERSIONS).where(VERSIONS.c.version_id == chosen).values(**change))
    assert faults(engine) == [("version_altered", {"version": chosen})]


def test_a_table_exchanged_for_that_of_another_version_is_named(engine, three):
    with writing(engine) as connection:
        connection.execute(
            update(VERSION_TABLES)
            .where(
                VERSION_TABLES.c.version_id == three[1].version_id, VERSION_TABLES.c.table_name == "members"
            )
            .values(sha256=three[0].tables["members"].sha256)
        )
    assert faults(engine) == [("version_altered", {"version": three[1].version_id})]


def test_a_version_that_is_gone_is_named(engine, three):
    last = three[2].version_id
    with writing(engine) as connection:
        connection.execute(delete(VERSION_TABLES).where(VERSION_TABLES.c.version_id == last))
        connection.execute(delete(VERSIONS).where(VERSIONS.c.version_id == last))
    assert faults(engine) == [("version_missing", {"version": last})]


def test_another_name_under_an_author_is_named(engine, three):
    with writing(engine) as connection:
        connection.execute(update(AUTHORS).where(AUTHORS.c.name == "Ben").values(name="Eve"))
    assert [code for code, _ in faults(engine)] == ["author_altered"]


def test_a_version_slipped_in_beside_the_log_is_named(engine, three):
    with writing(engine) as connection:
        row = dict(connection.execute(select(VERSIONS).where(VERSIONS.c.number == 3)).mappings().one())
        row |= {"version_id": "slipped-in", "number": 4, "parent": row["version_id"]}
        connection.execute(insert(VERSIONS).values(**row))
    assert ("version_not_in_audit", {"version": "slipped-in"}) in faults(engine)


def test_an_answer_that_was_given_once_is_remembered(engine):
    with writing(engine) as connection:
        decisions.remember(connection, "columns", "城市|Due", {"城市": "city_id"}, author="Ana")
        decisions.remember(connection, "city", "Canton", "chn-guangzhou", author="Ana")
        decisions.remember(connection, "city", "Canton", "chn-guangzhou-2", author="Ben")
    with reading(engine) as connection:
        assert decisions.recall_all(connection, "columns").get("城市|Due") == {"城市": "city_id"}
        assert decisions.recall_all(connection, "city") == {"Canton": "chn-guangzhou-2"}
        assert decisions.recall_all(connection, "city").get("Nowhere") is None
    with writing(engine) as connection:
        decisions.forget(connection, "city", "Canton")
    with reading(engine) as connection:
        assert decisions.recall_all(connection, "city") == {}
    assert faults(engine) == []
