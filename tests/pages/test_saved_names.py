"""Saving a group or a scenario under a name on its page: everybody finds it, and each change has an undo."""

import pytest

from tests.pages.test_every_page import use_data
from tests.support.apptest import address, opened, words
from tests.support.datasets import SAMPLE

__all__ = ["use_data"]

TWO = "own~My two~chn-xian.jpn-tokyo"


@pytest.fixture(autouse=True)
def store(use_data):
    """A store of its own, in which nothing is saved yet."""
    use_data(SAMPLE)


def choices(app):
    return app.get_by_key("address.group").options


def with_list(cities, name):
    app = opened("shares")
    app.session_state["own_list"] = True
    app.run()
    app.get_by_key("own_list.cities").set_value(cities).run()
    return app.get_by_key("own_list.name").set_value(name).run()


def save_two():
    app = with_list(["chn-xian", "jpn-tokyo"], "My two")
    return app.get_by_key("own_list.save").click().run()


def with_saved(**address):
    """The page What-if with the list of saved scenarios open."""
    app = opened("what_if", **address)
    app.session_state["saved"] = True
    return app.run()


def scenario_saved():
    app = with_saved(scenarios="_more.3")
    app.get_by_key("saved.name.").set_value("Three more").run()
    return app.get_by_key("scenario.save").click().run()


def test_a_saved_group_is_a_choice_for_the_next_reader_and_becomes_the_focus():
    app = save_two()
    assert address(app)["group"] == TWO
    assert "Saved as My two." in words(app)
    assert "My two" in choices(opened("overview"))
    assert "The cities of “My two” are" in words(opened("shares", group=TWO))


def test_a_group_without_a_name_or_as_it_was_saved_is_not_saved_again():
    assert with_list(["chn-xian"], "").get_by_key("own_list.save").disabled
    assert save_two().get_by_key("own_list.save").disabled


def test_a_removed_group_is_no_choice_any_more_until_it_is_put_back():
    app = save_two()
    app.get_by_key("own_list.remove").click().run()
    assert "My two is no longer saved." in words(app)
    assert "My two" not in choices(opened("overview"))
    app.get_by_key("saved.undo.group").click().run()
    assert "My two" in choices(opened("overview"))


def test_an_undo_says_so_where_somebody_else_has_saved_the_name_since():
    app = save_two()
    other = with_list(["chn-xian"], "My two")
    other.get_by_key("own_list.save").click().run()
    app.get_by_key("saved.undo.group").click().run()
    assert "Somebody has saved or removed this name since" in words(app)
    assert address(other)["group"] == "own~My two~chn-xian"


def test_a_saved_scenario_is_found_by_the_next_reader_and_opens_with_its_levers():
    app = scenario_saved()
    assert "Saved as Three more." in words(app)
    assert address(app)["scenarios"] == "Three more_more.3"
    other = with_saved()
    other.get_by_key("saved.open.Three more").click().run()
    assert address(other)["scenarios"] == "Three more_more.3"


def test_a_scenario_in_which_nothing_happens_is_not_saved():
    app = with_saved()
    app.get_by_key("saved.name.").set_value("Nothing").run()
    assert app.get_by_key("scenario.save").disabled
    assert "Nothing is saved yet" in words(app)


def test_a_scenario_as_it_was_saved_is_not_saved_again():
    assert scenario_saved().get_by_key("scenario.save").disabled


def test_a_removed_scenario_can_be_put_back():
    app = scenario_saved()
    app.get_by_key("saved.remove.Three more").click().run()
    assert "Nothing is saved yet" in words(with_saved())
    app.get_by_key("saved.undo.scenario").click().run()
    assert with_saved().get_by_key("saved.open.Three more").label == "Three more"
