"""A roster of one's own over the sample: invented rows go, the day is the list's, who is missing is named."""

from datetime import date

import pytest

from data.dataset import without_invented
from data.folder import load_folder
from data.reading.stated_day import days_in
from tests.support.datasets import SAMPLE
from tests.support.uploads import book, codes, read

HEADS = {
    "en": ["City", "Country", "Status"],
    "zh": ["城市", "国家", "状态"],
    "fr": ["Ville", "Pays", "Statut"],
    "es": ["Ciudad", "País", "Estado"],
}
TITLES = {
    "en": "Members as of 31 May 2024",
    "zh": "会员名单(截至2024年5月31日)",
    "fr": "Liste des membres au 31 mai 2024",
    "es": "Socios al 31 de mayo de 2024",
}


@pytest.fixture(scope="module")
def sample():
    return load_folder(SAMPLE)


def roster(sample, rows, title=None, language="en"):
    """The first so many members of the sample as somebody's own list."""
    cities = sample.table("members").iloc[:rows]
    lines = [
        [name, country, "member"] for name, country in zip(cities["name"], cities["country"], strict=True)
    ]
    return book({"Members": [*([[title], []] if title else []), HEADS[language], *lines]})


def test_the_sample_without_its_invented_rows_keeps_what_other_rows_speak_of(sample):
    kept = without_invented(sample)
    assert len(kept.table("members")) == 84
    assert not kept.illustrative
    assert not kept.receipts_complete
    assert len(kept.table("participation")) == 25
    assert set(kept.table("participation")["event_id"]) <= set(kept.table("events")["event_id"])
    assert len(kept.table("prospects")) == 5


def test_a_roster_replaces_invented_rows_where_nobody_decided_and_an_addition_does_not(sample):
    own = read(roster(sample, 60), dataset=sample, replace_invented=None)
    assert own.replaces_invented
    assert not own.candidate.illustrative
    few = read(roster(sample, 5), dataset=sample, replace_invented=None)
    assert not few.replaces_invented
    assert few.candidate.illustrative


def test_who_keeps_invented_rows_beside_a_roster_is_told_their_numbers(sample):
    both = read(roster(sample, 60), dataset=sample)
    (note,) = [issue for issue in both.issues if issue.code == "invented_stay"]
    left = both.candidate.table("members")["provenance"] == "illustrative"
    assert dict(note.facts) == {"members": left.sum(), "dues": 536, "receipts": 315}
    assert not codes(read(roster(sample, 60), dataset=sample, from_empty=True), "warning")["invented_stay"]


@pytest.mark.parametrize("language", HEADS)
def test_the_day_in_the_title_is_the_day_of_the_data(sample, language):
    upload = read(roster(sample, 60, TITLES[language], language), dataset=sample, replace_invented=None)
    assert upload.candidate.as_of == date(2024, 5, 31)
    assert upload.candidate.first_roll_on == date(2024, 5, 31)
    assert upload.stated_day.words == TITLES[language]


def test_without_a_day_it_is_what_the_author_gave_and_a_decision_beats_both(sample):
    today = {"fresh_as_of": date(2024, 7, 1), "replace_invented": None}
    assert read(roster(sample, 60), dataset=sample, **today).candidate.as_of == date(2024, 7, 1)
    named = read(roster(sample, 60), "roster_20240615.xlsx", dataset=sample, **today)
    assert named.candidate.as_of == date(2024, 6, 15)
    chosen = read(roster(sample, 60, TITLES["en"]), dataset=sample, as_of=date(2024, 6, 1), **today)
    assert (chosen.candidate.as_of, chosen.candidate.first_roll_on) == (date(2024, 6, 1), date(2024, 6, 1))


def test_an_addition_does_not_move_the_day_but_says_which_it_names(sample):
    upload = read(roster(sample, 60, TITLES["en"]), dataset=sample)
    assert upload.candidate.as_of == sample.as_of
    assert upload.stated_day.day == date(2024, 5, 31)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("roster_2024-05-31", {date(2024, 5, 31)}),
        ("Stand 31.05.2024", {date(2024, 5, 31)}),
        ("as of May 31, 2024", {date(2024, 5, 31)}),
        ("au 1er juin 2024", {date(2024, 6, 1)}),
        ("31/05/2024", {date(2024, 5, 31)}),
        ("04/05/2024", {date(2024, 5, 4), date(2024, 4, 5)}),
        ("1 January 2023 to 31 December 2023", {date(2023, 1, 1), date(2023, 12, 31)}),
        ("May 2024", set()),
        ("2024", set()),
        ("fees 2023-2024", set()),
        ("31 February 2024", set()),
        ("No 12345678", set()),
    ],
)
def test_days_that_a_text_names(text, days):
    assert days_in(text) == days


def test_a_title_with_two_days_or_an_open_order_states_none(sample):
    for title in ("1 January 2024 to 31 May 2024", "as of 04/05/2024"):
        assert read(roster(sample, 60, title), dataset=sample).stated_day is None


def test_members_that_a_full_list_leaves_out_are_named(sample):
    upload = read(roster(sample, 80), dataset=sample)
    cities = sample.table("members")["city_id"].iloc[80:]
    assert set(upload.not_mentioned["members"]) == set(cities)
    (note,) = [issue for issue in upload.issues if issue.code == "not_mentioned"]
    assert note.facts["count"] == 35
    assert sample.table("members")["name"].iloc[80] in note.facts["names"]
    assert len(upload.candidate.table("members")) == 115  # they stay


def test_a_part_of_the_members_is_no_full_list(sample):
    assert not read(roster(sample, 20), dataset=sample).not_mentioned


def test_who_left_before_is_not_missed_and_nobody_is_where_the_list_is_whole(sample):
    upload = read(roster(sample, 115), dataset=sample)
    assert not upload.not_mentioned
    whole = read(roster(sample, 80), dataset=sample, whole=frozenset({"members"}))
    assert not whole.not_mentioned
    assert len(whole.candidate.table("members")) == 80
