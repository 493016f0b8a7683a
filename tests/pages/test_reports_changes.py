"""What changed, in a report to the Board: between states that were published."""

from analysis.shares.share_record import share_record
from data.store import snapshots
from data.store.commit import restore
from data.store.database import reading, writing
from data.store.versions import history, standing
from tests.pages.test_reports import made, parts
from tests.support.snapshots import draft
from tests.support.stores import commit_sample, sample, with_rows
from ui.core import store


def changes():
    """What the report of today says of what changed."""
    return " ".join(parts(made("board"), "sentences"))


def without(city_id):
    """The sample with one member less."""
    members = sample().table("members")
    return with_rows(sample(), "members", members[members["city_id"] != city_id])


def committed(data):
    return commit_sample(store.opened(), data, headline=share_record(data))


def reported():
    """A report to the Board of the newest version is kept."""
    manifest, kept = draft()
    with writing(store.opened()) as connection:
        told = {"kind": "board", "version": history(connection)[0].version_id}
        snapshots.save(connection, manifest | told, kept, author="Ana")


def taken_back_to(number):
    with writing(store.opened()) as connection:
        versions = history(connection)
        old = next(each for each in versions if each.number == number)
        restore(connection, old.version_id, author="Ana", note="undo", parent=versions[0].version_id)


def test_a_version_that_was_taken_back_is_nothing_that_changed():
    committed(without("chn-beijing"))
    taken_back_to(1)
    said = changes()
    assert "19.3" not in said
    assert "This is the first version of the data" in said


def test_the_last_version_that_stands_is_the_one_to_compare_with():
    committed(without("chn-beijing"))
    committed(without("arg-rosario"))
    taken_back_to(2)
    said = changes()
    assert "Since version 1" in said
    assert "19.3" in said


def test_the_last_report_that_was_kept_is_what_the_board_was_told():
    """Also where its version was taken back since: that is what changed for who read it."""
    committed(without("chn-beijing"))
    reported()
    taken_back_to(1)
    said = changes()
    assert "Since the last report to the Board (version 2 of" in said
    assert "19.3" in said


def test_where_the_last_report_told_the_same_nothing_changed():
    reported()
    committed(without("chn-beijing"))
    taken_back_to(1)
    assert (
        "Since the last report to the Board (version 1 of 31 May 2023): The shares of Chinese cities stay"
        in (changes())
    )


def test_versions_that_stand_leave_out_what_a_restore_took_back():
    committed(without("chn-beijing"))
    committed(without("arg-rosario"))
    taken_back_to(2)
    committed(without("arg-buenos-aires"))
    with reading(store.opened()) as connection:
        assert [each.number for each in standing(history(connection))] == [5, 2, 1]
    assert standing([]) == []
