"""Versions on SQLite and on PostgreSQL: what goes in comes out, nothing is lost, and two editors get on."""

import threading
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import func, select

from data.dataset import empty_table
from data.errors import DashboardError, UnknownChoiceError
from data.schema import TABLES
from data.store import versions
from data.store.commit import ChangedMeanwhileError, Source, commit, fingerprint, restore
from data.store.database import reading, writing
from data.store.frames import from_parquet, to_parquet
from data.store.tables import BLOBS
from tests.support.stores import commit_sample, sample, state, with_rows, with_text


def count_of_blobs(engine):
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(BLOBS))


@pytest.mark.parametrize("table", list(TABLES))
def test_a_table_comes_back_from_its_file_as_it_was(table):
    frame = sample().table(table)
    pd.testing.assert_frame_equal(from_parquet(table, to_parquet(table, frame)), frame)


@pytest.mark.parametrize("table", list(TABLES))
def test_an_empty_table_comes_back_from_its_file_as_it_was(table):
    frame = empty_table(table)
    pd.testing.assert_frame_equal(from_parquet(table, to_parquet(table, frame)), frame)


@pytest.mark.parametrize(
    "put_together",
    [
        pytest.param(lambda frame: pd.concat([frame.iloc[:7], frame.iloc[7:]]), id="from two pieces"),
        pytest.param(lambda frame: frame.iloc[::-1].iloc[::-1], id="turned twice"),
        pytest.param(lambda frame: frame.set_index(frame.index + 40), id="another index"),
        pytest.param(
            lambda frame: frame.assign(latitude=frame["latitude"].where(frame["latitude"] != 0, -0.0)),
            id="a negative zero",
        ),
    ],
)
def test_equal_frames_give_equal_bytes(put_together):
    frame = sample().table("members")
    assert to_parquet("members", put_together(frame)) == to_parquet("members", frame)


def test_a_column_that_the_schema_has_gained_since_is_unknown():
    older = sample().table("topics")
    content = to_parquet("topics", older)
    gained = from_parquet("networks", content)
    assert gained["network"].isna().all()
    assert list(gained) == list(TABLES["networks"].dtypes)


def test_a_version_holds_what_was_committed(engine):
    made = commit_sample(engine, source=Source("roll.xlsx", "ab" * 32))
    with reading(engine) as connection:
        assert versions.current(connection) == made
        loaded = versions.load(connection, made.version_id)
    for table in TABLES:
        pd.testing.assert_frame_equal(loaded.table(table), sample().table(table))
    assert loaded.version == made.version_id
    assert (loaded.as_of, loaded.first_roll_on) == (date(2023, 5, 31), date(2023, 5, 31))
    assert loaded.receipts_complete == dict.fromkeys(range(2019, 2024), date(2023, 5, 31))
    assert loaded.title == "Sample data"
    assert (made.author, made.note, made.number, made.parent) == ("Ana", "roll of May", 1, None)
    assert (made.source_name, made.source_sha256) == ("roll.xlsx", "ab" * 32)
    assert made.counts["members"] == 115
    assert made.headline == {"official_share": 0.2}
    assert made.committed_at.utcoffset().total_seconds() == 0


def test_versions_that_agree_share_their_files(engine):
    commit_sample(engine)
    before = count_of_blobs(engine)
    commit_sample(engine, with_text(sample(), "members", "note", 0, "asked in May"))
    assert count_of_blobs(engine) == before + 1


def test_a_file_that_was_uploaded_before_is_recognised(engine):
    first = commit_sample(engine, source=Source("roll.xlsx", "ab" * 32))
    commit_sample(engine, source=Source("fees.xlsx", "cd" * 32))
    with reading(engine) as connection:
        assert [found.version_id for found in versions.of_file(connection, "ab" * 32)] == [first.version_id]
        assert versions.of_file(connection, "ef" * 32) == []


def test_the_history_is_told_newest_first(engine):
    made = [commit_sample(engine, note=note) for note in ("one", "two", "three")]
    with reading(engine) as connection:
        told = versions.history(connection)
    assert told == made[::-1]
    assert [found.number for found in told] == [3, 2, 1]
    assert told[0].parent == told[1].version_id


def test_a_restore_is_a_new_version_that_equals_the_old_one(engine):
    old = commit_sample(engine)
    newer = commit_sample(engine, with_rows(sample(), "receipts", empty_table("receipts")))
    with writing(engine) as connection:
        back = restore(connection, old.version_id, author="Ben", note="as in May", parent=newer.version_id)
    with reading(engine) as connection:
        assert fingerprint(versions.load(connection, back.version_id)) == fingerprint(sample())
        assert len(versions.history(connection)) == 3
    assert (back.number, back.parent, back.restored_from) == (3, newer.version_id, old.version_id)
    assert back.version_id != old.version_id
    assert (back.author, back.headline) == ("Ben", old.headline)


def test_a_version_that_does_not_exist_is_an_answer_with_the_ones_that_do(engine):
    made = commit_sample(engine)
    with reading(engine) as connection, pytest.raises(UnknownChoiceError) as failure:
        versions.load(connection, "nowhere")
    assert failure.value.facts == {"kind": "version", "given": "nowhere", "choices": made.version_id}


def test_an_empty_store_has_no_current_version(engine):
    with reading(engine) as connection:
        assert versions.current(connection) is None
        assert versions.head(connection) == versions.Head(None, 0)
        assert versions.history(connection) == []


def test_the_second_of_two_editors_is_told_and_nothing_of_theirs_is_written(engine):
    base = commit_sample(engine)
    first = commit_sample(engine, author="Ana", note="fees of June")
    before = state(engine)
    with pytest.raises(ChangedMeanwhileError) as refusal:
        commit_sample(
            engine, with_text(sample(), "members", "note", 0, "mine"), author="Ben", parent=base.version_id
        )
    assert refusal.value.newer == first
    assert refusal.value.facts == {"author": "Ana", "note": "fees of June", "version": first.version_id}
    assert state(engine) == before


def test_of_many_editors_at_once_one_wins_each_round(engine):
    base = commit_sample(engine)
    outcomes, together = [], threading.Barrier(6)

    def edit(number):
        together.wait()
        try:
            commit_sample(engine, author=f"editor {number}", parent=base.version_id)
            outcomes.append("won")
        except ChangedMeanwhileError as refusal:
            outcomes.append(refusal.newer.author)

    editors = [threading.Thread(target=edit, args=(number,)) for number in range(6)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    with reading(engine) as connection:
        winner = versions.current(connection)
    assert sorted(outcomes) == sorted([*[winner.author] * 5, "won"])
    assert winner.parent == base.version_id


def test_what_was_shown_is_what_is_committed(engine):
    candidate = with_text(sample(), "members", "note", 3, "as shown")
    shown = fingerprint(candidate)
    made = commit_sample(engine, candidate, shown=shown)
    with reading(engine) as connection:
        assert fingerprint(versions.load(connection, made.version_id)) == shown


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param(lambda d: with_text(d, "members", "note", 3, "something else"), id="a cell"),
        pytest.param(lambda d: with_rows(d, "dues", d.table("dues").iloc[1:]), id="a row less"),
        pytest.param(lambda d: with_rows(d, "dues", d.table("dues").iloc[::-1]), id="another order"),
    ],
)
def test_a_candidate_that_changed_after_it_was_shown_is_refused(engine, altered):
    shown = fingerprint(sample())
    before = state(engine)
    with pytest.raises(DashboardError) as refusal:
        commit_sample(engine, altered(sample()), shown=shown)
    assert refusal.value.code == "candidate_altered"
    assert state(engine) == before


@pytest.mark.parametrize("author", ["", "  ", "\t\n"])
def test_a_version_needs_an_author(engine, author):
    with pytest.raises(DashboardError) as refusal:
        commit_sample(engine, author=author)
    assert refusal.value.code == "author_missing"


def test_text_that_no_database_holds_is_kept_readable(engine):
    made = commit_sample(engine, note="nul \0 and half \ud83d", source=Source("r\0ll.xlsx", "ab" * 32))
    with reading(engine) as connection:
        assert versions.current(connection) == made
    assert made.note == "nul \N{REPLACEMENT CHARACTER} and half ?"
    assert made.source_name == "r\N{REPLACEMENT CHARACTER}ll.xlsx"


def test_hostile_text_comes_back_unchanged(engine):
    hostile = '=HYPERLINK("x")\u202egnp <img src=x onerror=alert(1)> \'; DROP TABLE versions; -- %s :x 🏙 \0'
    made = commit_sample(engine, with_text(sample(), "members", "note", 0, hostile))
    with reading(engine) as connection:
        assert versions.load(connection, made.version_id).table("members")["note"].iloc[0] == hostile


def test_a_reader_sees_one_state_while_somebody_commits(engine):
    first = commit_sample(engine)
    with reading(engine) as connection:
        assert versions.head(connection).version_id == first.version_id
        commit_sample(engine)
        assert versions.head(connection).version_id == first.version_id


def test_an_exception_in_the_middle_of_a_write_leaves_nothing(engine):
    commit_sample(engine)
    before = state(engine)

    def interrupted():
        with writing(engine) as connection:
            newest = versions.current(connection)
            commit(connection, sample(), author="Ana", note="", parent=newest.version_id, headline={"x": 1})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert state(engine) == before
