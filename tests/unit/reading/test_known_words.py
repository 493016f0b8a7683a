"""Events and owners: known ones in any spelling, nearly known ones as a suggestion, never as a decision."""

import pytest

from data.reading.choices import Word
from tests.support.uploads import account, codes, counted, only, read_rows, values


def came(*events, **choices):
    rows = [[city, event, "online"] for city, event in zip(["Lima", "Wuhan", "Xi'an"], events, strict=False)]
    return only(read_rows([["City", "Event", "Attendance"], *rows], **choices))


@pytest.mark.parametrize(
    "written", ["World Congres", "The World Congress", "World Congress 2023", "Wrold Congress"]
)
def test_an_event_that_is_nearly_known_holds_its_row_and_is_suggested(written):
    table = came("World Congress", written)
    assert account(table) == (2, 1, 0, 1)
    assert codes(table) == {"suggested_word": 1}
    (issue,) = [issue for issue in table.issues if issue.code == "suggested_word"]
    assert (issue.facts["suggestions"], issue.facts["codes"]) == ("World Congress", ("congress-2023",))


def test_the_answer_holds_for_all_rows_that_name_it():
    table = came("World Congres", "World Congres", words={Word("event_id", "World Congres"): "congress-2023"})
    assert values(table, "event_id") == ["congress-2023", "congress-2023"]
    assert account(table) == (2, 2, 0, 0)


def test_an_event_that_is_like_none_is_unknown():
    assert codes(came("Harbour Festival")) == {"unknown_reference": 1}


def prospects(owner, **choices):
    rows = [["City", "Stage", "Owner"], ["Foshan", "contacted", owner]]
    return only(read_rows(rows, sheet="Prospects", **choices))


@pytest.mark.parametrize("owner", ["Barcelona", "BARCELONA", "barcelona "])
def test_an_owner_in_another_spelling_is_the_one_on_record(owner):
    table = prospects(owner)
    assert values(table, "owner") == ["barcelona"]
    assert counted(table, "names_read") == 1 or owner.strip() == "barcelona"


@pytest.mark.parametrize("owner", ["Barcelna", "Barcelona office", "Guangzou"])
def test_an_owner_that_is_nearly_known_is_kept_and_suggested(owner):
    table = prospects(owner)
    assert values(table, "owner") == [owner]
    assert codes(table, "warning")["suggested_word"] == 1


def test_an_owner_that_nobody_knows_is_a_new_one():
    assert "suggested_word" not in codes(prospects("K7"), "warning")


def test_an_owner_can_be_kept_as_it_is_written():
    table = prospects("Barcelona office", words={Word("owner", "Barcelona office"): "Barcelona office"})
    assert values(table, "owner") == ["Barcelona office"]
    assert "suggested_word" not in codes(table, "warning")
