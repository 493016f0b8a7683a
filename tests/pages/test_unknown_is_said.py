"""What nobody recorded is said on every page to be unknown: it is no zero, and nothing that is fine."""

import re
from dataclasses import replace
from datetime import date

import pytest

from analysis.core.basis import default_basis
from tests.pages.test_every_page import copied, keep_rows, use_data  # noqa: F401  fixtures
from tests.support.apptest import opened
from tests.support.walk import everything
from ui.core import queries
from ui.reports.choice import Choice
from ui.reports.kinds import build_report

PAGES = ["overview", "map", "shares", "engagement", "what_if", "congress"]
EARLY = {"as_of": "2021-06-30"}  # before the first dated roll of the sample
COUNTED = (
    r"\b(?:0 members|0 of (?:the )?\d+ (?:members|cities|pay)|of 0\b|0 came|0 is still|all 0|\d+ became 0)"
)


@pytest.fixture
def bare(copied, use_data):  # noqa: F811
    """The app over members and their groups alone: nothing else was ever recorded."""
    for path in copied.glob("*.csv"):
        if path.stem not in {"members", "focus_groups"}:
            keep_rows(path, lambda _: False)
    use_data(copied)


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_roll_nothing_is_counted_of_members(all_open, page):
    words = everything(page, **EARLY)
    assert re.findall(COUNTED, words) == []
    assert "0.0\u202f%" not in words
    assert "nobody" not in words


def test_before_the_first_roll_the_overview_does_not_say_that_all_is_well():
    app = opened(**EARLY)
    assert not app.success
    assert any("The roll before 31 May 2023 is not in the data." in note.value for note in app.info)


def test_an_empty_group_has_nothing_that_is_fine(copied, use_data):  # noqa: F811
    keep_rows(copied / "focus_groups.csv", lambda line: not line.startswith("china,"))
    use_data(copied)
    app = opened()
    assert not app.success
    assert any("No member on the roll belongs to the group." in note.value for note in app.info)


def test_without_events_the_overview_says_that_absence_is_not_known(bare):
    app = opened()
    assert not app.success
    assert any("list of who came" in note.value for note in app.info)
    labels = [each.label for each in app.expander]
    assert any("no receipt is recorded by this date" in label for label in labels)
    assert not any("None" in label for label in labels)


def test_the_map_says_of_how_many_payment_and_presence_are_not_known(bare):
    assert "0 of 23 members paying (23 not known)" in everything("map")
    seen = everything("map", layer="engagement")
    assert "0 are on no list (23 not known)" in seen
    assert "Whether it came is not known" in seen
    assert "0 of 23 members silent (23 not known)" in everything("map", layer="silent")
    assert "0 of 23 members also in another network (23 not known)" in everything("map", layer="networks")


def test_without_events_engagement_gives_no_points_and_counts_nobody_as_absent(all_open, bare):
    words = everything("engagement")
    assert "up to 0" not in words
    assert "Points: not known" in words
    assert "Silent: not known" in words
    assert "Other networks: not known" in words
    assert "Untapped: none is known; of 27 cities" in words
    cards = [each.value for each in opened("engagement").markdown if "data-figure" in each.value]
    assert len(cards) == 5
    assert all("not known" in card for card in cards)


def test_the_weakest_field_is_the_weakest_of_its_table(all_open, bare):
    assert "the weakest is membership scheme, known for 0 of 115" in everything("shares")


def test_in_the_sample_as_well_the_weakest_field_heads_its_table(all_open):
    words = everything("shares")
    said = re.search(r"the weakest is (.+), known for (\d+) of (\d+)", words)
    first = re.search(r"^Field,.*\n(.+?),(\d+),(\d+)", words, re.MULTILINE)
    assert said.groups() == first.groups()


def test_the_bars_of_who_pays_say_of_how_many_it_is_not_known(bare):
    words = everything("shares")
    assert "0 of 23 pay (23 not known)" in words
    assert "0 of 92 pay (92 not known)" in words


def test_checks_over_nothing_do_not_hold(all_open, bare):
    words = everything("shares")
    assert "Checks: there is nothing to check yet" in words
    assert "all 0 receipts" not in re.sub(r"nothing to compare,all 0 receipts", "", words)


@pytest.mark.parametrize("kind", ["board", "china", "view"])
def test_a_report_before_the_first_roll_counts_nothing_of_members(kind):
    basis = replace(default_basis(queries.dataset()), as_of=date(2021, 6, 30), fee_year=2021)
    choice = Choice(kind, "board", "T", "", basis, page="overview.shares.map")
    sections = build_report(choice, images=False).sections
    spoken = [each for section in sections for each in section.sentences]
    spoken += [f"{each.title} {each.alt}" for section in sections for each in section.charts]
    assert re.findall(COUNTED, "\n".join(spoken)) == []
    assert any("The roll before 31 May 2023 is not in the data." in each for each in spoken)
    assert not any(each.endswith("..") for each in spoken)
    assert {"why", "fees", "members", "networks"}.isdisjoint(section.name for section in sections)
