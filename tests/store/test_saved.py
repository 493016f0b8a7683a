"""Groups and scenarios under a name: the last one holds, nothing is lost, everything can be undone."""

import pytest
from sqlalchemy import func, select

from data.errors import DashboardError
from data.store import saved
from data.store.database import reading, writing
from data.store.tables import AUDIT, SAVED
from data.store.verify import verify


def codes(engine, kind="group"):
    with reading(engine) as connection:
        return {each.name: each.code for each in saved.list_saved(connection, kind)}


def keep(engine, name, code, kind="group", author="Ana"):
    with writing(engine) as connection:
        return saved.save(connection, kind, name, code, author=author)


def take_back(engine, number, author="Ana"):
    with writing(engine) as connection:
        saved.undo(connection, number, author=author)


def test_what_is_saved_is_there_for_everybody_by_name_and_kind(engine):
    keep(engine, "south", "own~south~chn-foshan")
    keep(engine, "北方", "own~北方~chn-dalian", author="Ben")
    keep(engine, "south", "south_more.3", kind="scenario")
    assert codes(engine) == {"south": "own~south~chn-foshan", "北方": "own~北方~chn-dalian"}
    assert codes(engine, "scenario") == {"south": "south_more.3"}
    with reading(engine) as connection:
        assert [each.author for each in saved.list_saved(connection, "group")] == ["Ana", "Ben"]


def test_a_name_stands_for_what_was_saved_last_and_an_undo_brings_back_what_was_there(engine):
    first = keep(engine, "south", "one")
    second = keep(engine, "south", "two", author="Ben")
    assert codes(engine) == {"south": "two"}
    take_back(engine, second)
    assert codes(engine) == {"south": "one"}
    with pytest.raises(DashboardError, match="saved_since"):
        take_back(engine, first)
    assert codes(engine) == {"south": "one"}


def test_undo_of_something_new_leaves_nothing_and_undo_of_a_removal_brings_it_back(engine):
    number = keep(engine, "south", "one")
    take_back(engine, number)
    assert codes(engine) == {}
    keep(engine, "south", "two")
    with writing(engine) as connection:
        removal = saved.remove(connection, "group", "south", author="Ben")
    assert codes(engine) == {}
    take_back(engine, removal)
    assert codes(engine) == {"south": "two"}


def test_a_change_that_is_not_there_cannot_be_undone(engine):
    with pytest.raises(DashboardError, match="saved_since"):
        take_back(engine, 7)


def test_nothing_is_overwritten_and_the_log_tells_what_was_done_without_the_name(engine):
    keep(engine, "Maria Canary", "one")
    removal = keep(engine, "Maria Canary", "two")
    take_back(engine, removal)
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(SAVED)) == 3
        told = connection.execute(select(AUDIT.c.action, AUDIT.c.subject, AUDIT.c.detail)).all()
        assert [row.action for row in told] == ["save", "save", "put_back"]
        assert "Canary" not in repr(told)
        assert verify(connection) == []


def test_a_change_that_does_not_end_well_leaves_what_was_there(engine):
    def write_and_fail():
        with writing(engine) as connection:
            saved.save(connection, "group", "south", "two", author="Ana")
            saved.undo(connection, 99, author="Ana")

    keep(engine, "south", "one")
    with pytest.raises(DashboardError, match="saved_since"):
        write_and_fail()
    assert codes(engine) == {"south": "one"}
