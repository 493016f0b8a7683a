"""Finding a city by what a person types, in any script, whole, begun or nearly right."""

from datetime import date

import pandas as pd
import pytest

from analysis.city.search import search, searched_names
from data.city_names import written_names
from data.folder import load_folder
from tests.support.datasets import SAMPLE, in_memory, member
from tests.unit.city.test_names import NOTE

TODAY = date(2024, 6, 30)


@pytest.fixture(scope="module")
def names():
    return searched_names(load_folder(SAMPLE), written_names())


@pytest.mark.parametrize(("city", "ways"), NOTE.items(), ids=list(NOTE))
def test_a_city_of_the_note_comes_first_however_it_is_written(names, city, ways):
    for written in ways:
        found = search(names, written)
        assert found.exact
        assert found.city_ids[0] == city


@pytest.mark.parametrize("typed", ["Guyiang", "guiyang", "贵阳", "贵阳市", " GUI yang "])
def test_what_is_one_city_finds_just_that(names, typed):
    assert search(names, typed).city_ids == ("chn-guiyang",)


def test_a_name_of_two_cities_finds_both_the_member_first(names):
    assert search(names, "Fuzhou").city_ids == ("chn-fuzhou", "chn-fuzhou-jiangxi")


def written(**names):
    """A reference of these cities, each with its own English name."""
    return pd.DataFrame({"city_id": list(names), "written": list(names.values()), "own": True})


NOBODY = {"members": []}


def test_a_beginning_finds_who_begins_so_before_who_holds_it():
    reference = written(a="Little Port", b="Port Said", c="Portland", d="Oslo")
    found = search(searched_names(in_memory(NOBODY, as_of=TODAY), reference), "port")
    assert found.exact
    assert found.city_ids == ("b", "c", "a")


def test_members_and_prospects_come_before_cities_outside():
    reference = written(a="Portland", b="Port Said")
    dataset = in_memory({"members": [member("b", name="Said", country="BBB")]}, as_of=TODAY)
    assert search(searched_names(dataset, reference), "port").city_ids == ("b", "a")


def test_a_slip_of_the_pen_finds_what_is_near_and_says_that_it_is_only_near(names):
    found = search(names, "Guanghzou")
    assert not found.exact
    assert found.city_ids[0] == "chn-guangzhou"


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "zzzzzzzz"])
def test_nothing_is_found_for_nothing_and_nonsense(names, typed):
    assert search(names, typed).city_ids == ()


def test_no_more_cities_are_offered_than_a_menu_has_room_for(names):
    assert len(search(names, "a").city_ids) == 8


def test_a_city_that_only_the_roll_knows_is_found_by_both_its_names():
    dataset = in_memory({"members": [member("aaa-new", name="Neustadt", name_zh="新城")]}, as_of=TODAY)
    own = searched_names(dataset, written_names())
    assert search(own, "neustadt").city_ids == ("aaa-new",)
    assert search(own, "新城").city_ids == ("aaa-new",)


def test_a_blank_name_and_one_of_signs_alone_are_no_names():
    signs = {"city_id": "aaa-signs", "name": "!?", "stage": "contacted"}
    dataset = in_memory({"members": [member("aaa-new")], "prospects": [signs]}, as_of=TODAY)
    names = searched_names(dataset, written())
    assert names["key"].tolist() == ["new"]
