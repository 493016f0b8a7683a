"""Scenarios and own lists as codes: what is written is read back, and nothing else is let in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.custom_group import MOST_LETTERS, OwnList, plain_name
from analysis.core.groups import group_codes, group_kind, in_group
from analysis.what_if.scenario import MOST_SCENARIOS, Scenario, read_scenarios, write_scenarios
from data.errors import UnknownChoiceError
from data.folder import load_folder
from data.schema import INCOME_LEVELS, SCHEMES, STAGES
from tests.support.datasets import SAMPLE

cities = st.lists(st.from_regex(r"[a-z]{3}-[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True), unique=True, max_size=4)
names = st.text(max_size=60).map(plain_name)
numbers = st.integers(0, 9999)


def _pairs(keys, values):
    chosen = st.dictionaries(st.sampled_from(keys), st.sampled_from(values))
    return chosen.map(lambda found: tuple(found.items()))


scenarios = st.builds(
    Scenario,
    name=names,
    join=cities.map(tuple),
    stages=st.lists(st.sampled_from(STAGES), unique=True, max_size=3).map(tuple),
    more=numbers,
    elsewhere=numbers,
    lapse=cities.map(tuple),
    fewer=numbers,
    fewer_elsewhere=numbers,
    leave=cities.map(tuple),
    collect=st.integers(0, 100),
    levels=st.dictionaries(st.sampled_from(["CHN", "ESP"]), st.sampled_from(INCOME_LEVELS)).map(
        lambda d: tuple(d.items())
    ),
    schemes=st.dictionaries(st.sampled_from(["group", "others", "all"]), st.sampled_from(SCHEMES)).map(
        lambda d: tuple(d.items())
    ),
    new_scheme=st.sampled_from(SCHEMES),
    fees=st.integers(-90, 500),
    period=st.none() | st.integers(1985, 2100),
)


@given(scenarios)
def test_a_scenario_is_read_back_from_its_code_unchanged(scenario):
    assert Scenario.read(scenario.code) == scenario


@given(scenarios, st.randoms(use_true_random=False))
def test_the_order_of_levers_in_a_code_does_not_matter(scenario, lot):
    name, *levers = scenario.code.split("_")
    lot.shuffle(levers)
    assert Scenario.read("_".join([name, *levers])) == scenario


@given(st.lists(scenarios, min_size=1, max_size=MOST_SCENARIOS).map(tuple))
def test_several_scenarios_are_read_back_from_one_code(made):
    assert read_scenarios(write_scenarios(made)) == made


@given(scenarios)
def test_a_code_holds_nothing_that_an_address_or_a_page_could_read_as_markup(scenario):
    assert not set(scenario.code) & set("<>[](){}*`$\"'&#?=/\\|%+;:,!")


def test_a_code_is_short_and_readable():
    scenario = Scenario(
        "three join", join=("chn-foshan", "chn-dongguan"), collect=50, levels=(("CHN", "high"),)
    )
    assert scenario.code == "three join_join.chn-dongguan.chn-foshan_collect.50_level.chn.high"


def test_nothing_at_all_has_a_code_of_its_own():
    assert write_scenarios((Scenario(),)) == "none"
    assert read_scenarios("none") == (Scenario(),)
    assert Scenario().at_rest
    assert Scenario("a name", new_scheme="exclusive").at_rest
    assert not Scenario(collect=5).at_rest


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("x_nonsense.1", id="no such lever"),
        pytest.param("x_join", id="no value"),
        pytest.param("x_join.", id="empty value"),
        pytest.param("x_join.Foshan", id="no id"),
        pytest.param("x_join.chn-foshan.chn-foshan", id="twice"),
        pytest.param("x_join.chn-foshan_join.chn-zhuhai", id="the same lever twice"),
        pytest.param("x_stage.asleep", id="no such stage"),
        pytest.param("x_more.0", id="nothing more"),
        pytest.param("x_more.-1", id="less than nothing"),
        pytest.param("x_more.1.2", id="two numbers"),
        pytest.param("x_more.10000", id="too many"),
        pytest.param("x_more.1e3", id="no plain number"),
        pytest.param("x_more.٣", id="digits of another script"),
        pytest.param("x_collect.101", id="more than all"),
        pytest.param("x_level.chn", id="a country without a level"),
        pytest.param("x_level.chn.rich", id="no such level"),
        pytest.param("x_level.china.high", id="no country code"),
        pytest.param("x_level.chn.high_level.chn.low", id="a country twice"),
        pytest.param("x_scheme.me.joint", id="no such side"),
        pytest.param("x_scheme.all.free", id="no such scheme"),
        pytest.param("x_new.joint", id="what holds anyway"),
        pytest.param("x_fees.900", id="fees out of range"),
        pytest.param("x_period.1200", id="a year out of range"),
        pytest.param("<b>_more.1", id="markup in the name"),
        pytest.param("a" * 41, id="too long a name"),
        pytest.param(" x", id="a blank before the name"),
    ],
)
def test_what_is_no_code_of_a_scenario_is_refused(code):
    assert Scenario.read(code) is None
    assert read_scenarios(code) is None


def test_more_scenarios_than_fit_side_by_side_are_refused():
    assert read_scenarios("~".join(["_more.1"] * MOST_SCENARIOS)) is not None
    assert read_scenarios("~".join(["_more.1"] * (MOST_SCENARIOS + 1))) is None


def test_a_name_keeps_letters_of_any_script_and_loses_everything_else():
    assert plain_name("  三个城市 <b>join</b> & pay_[x](y) $1$ ") == "三个城市 b join b pay x y 1"


# Own lists


@given(cities.filter(bool), names)
def test_an_own_list_is_read_back_from_its_code(ids, name):
    made = OwnList.of(ids, name)
    assert OwnList.read(made.code) == made
    assert len(made.name) <= MOST_LETTERS


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("china", id="a saved list"),
        pytest.param("own~~", id="no city"),
        pytest.param("own~x", id="no cities at all"),
        pytest.param("own~<b>~chn-xian", id="markup in the name"),
        pytest.param("own~~chn-xian.chn-xian", id="a city twice"),
        pytest.param("own~~Xi'an", id="no id"),
        pytest.param("own~~chn-xian~more", id="something behind"),
    ],
)
def test_what_is_no_code_of_an_own_list_is_refused(code):
    assert OwnList.read(code) is None


def test_an_own_list_is_a_group_of_exactly_its_cities():
    dataset = load_folder(SAMPLE)
    members = dataset.table("members")["city_id"]
    code = OwnList.of(["chn-xian", "esp-barcelona"], "Two").code
    assert set(members[in_group(dataset, code, members)]) == {"chn-xian", "esp-barcelona"}
    assert group_kind(dataset, code) == "own"


def test_another_network_is_a_group_of_those_that_are_known_to_be_in_it():
    dataset = load_folder(SAMPLE)
    networks = dataset.table("networks")
    known = set(networks.loc[(networks["network"] == "C40") & (networks["member"] == "yes"), "city_id"])
    members = dataset.table("members")["city_id"]
    assert set(members[in_group(dataset, "c40", members)]) == known & set(members)
    assert group_codes(dataset)["c40"] == group_kind(dataset, "c40") == "network"


def test_a_group_that_does_not_exist_is_refused_with_those_that_do():
    dataset = load_folder(SAMPLE)
    with pytest.raises(UnknownChoiceError):
        in_group(dataset, "atlantis", dataset.table("members")["city_id"])
