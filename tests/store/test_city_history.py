"""What changed for one city from version to version."""

import pandas as pd

from data.store import blobs
from data.store.city_history import city_changes
from data.store.database import reading
from tests.support.stores import commit_sample, sample, with_rows, with_text

CITY = "chn-foshan"


def changes(engine, city=CITY, most=20):
    with reading(engine) as connection:
        return city_changes(connection, city, most)


def row_of(dataset, table, city=CITY):
    rows = dataset.table(table)
    return int(rows.index[rows["city_id"] == city][0])


def test_a_city_that_nothing_happened_to_has_no_history(engine):
    commit_sample(engine)
    assert changes(engine) == []
    dataset = sample()
    commit_sample(engine, with_text(dataset, "members", "note", row_of(dataset, "members", "chn-xian"), "x"))
    assert changes(engine) == []


def test_each_change_stands_under_the_version_that_made_it_newest_first(engine):
    commit_sample(engine)
    one = with_text(sample(), "prospects", "note", row_of(sample(), "prospects"), "called")
    commit_sample(engine, one, note="call")
    rows = one.table("followups")
    more = rows[rows["city_id"] == CITY].head(1).assign(followup_id="f-900", what="Send the fee")
    two = with_rows(one, "followups", pd.concat([rows, more], ignore_index=True))
    commit_sample(engine, two, author="Ben", note="step")
    commit_sample(engine, with_rows(two, "followups", rows), note="step taken back")
    found = changes(engine)
    assert [(version.note, version.author) for version, _ in found] == [
        ("step taken back", "Ana"), ("step", "Ben"), ("call", "Ana")
    ]  # fmt: skip
    gone, come, changed = (tables[0] for _, tables in found)
    assert (len(gone.removed), gone.table) == (1, "followups")
    assert come.added["what"].tolist() == ["Send the fee"]
    assert changed.changed["note"]["new"].tolist() == ["called"]
    assert set(changed.changed) == {"note"}


def test_the_rows_of_other_cities_are_not_told(engine):
    commit_sample(engine)
    rows = sample().table("prospects").assign(note="all")
    commit_sample(engine, with_rows(sample(), "prospects", rows))
    ((_, (table,)),) = changes(engine)
    assert table.changed["note"]["city_id"].tolist() == [CITY]


def test_only_tables_that_differ_are_read_and_each_state_once(engine, monkeypatch):
    commit_sample(engine)
    texts = ["a", "b", "c"]
    for text in texts:
        commit_sample(engine, with_text(sample(), "prospects", "note", row_of(sample(), "prospects"), text))
    read, real = [], blobs.read

    def counted(unit, names):
        read.extend(names)
        return real(unit, names)

    monkeypatch.setattr(blobs, "read", counted)
    assert len(changes(engine)) == 3
    assert len(read) == len(set(read)) == 4
    read.clear()
    assert len(changes(engine, most=2)) == 1
    assert len(read) == 2
