"""What scenarios do: against an independent calculation, by their formulae, and whatever the order."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.core.basis import Basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.member_states import member_states
from analysis.fees.arrears import arrears_figures, compute_arrears
from analysis.fees.concentration import by_country, concentration_figures
from analysis.fees.money import money_figures
from analysis.pipeline.candidates import candidates
from analysis.pipeline.prospects import prospects
from analysis.shares.shares import official_share, paying_share
from analysis.what_if.levers import apply_scenario
from analysis.what_if.outcomes import OUTCOMES, measure, outcomes
from analysis.what_if.position import position
from analysis.what_if.repricing import unpriced_rows
from analysis.what_if.scenario import Scenario
from analysis.what_if.target import needed_for, share_with_more
from data.cities import reference_cities
from data.folder import load_folder
from tests.independent import scenario as independent_scenario
from tests.independent.money import MoneyBooks
from tests.support.datasets import (
    GENERATED_DESCRIPTION,
    SAMPLE,
    TRAPS,
    TRAPS_DESCRIPTION,
    fee,
    generated,
    in_memory,
    write_folder,
)
from tests.unit.shares.test_properties import DESCRIPTION, bases, datasets

TODAY = date(2024, 6, 30)
EXAMPLES = settings.default.max_examples
PROSPECT = [{"city_id": "aaa-prospect", "name": "Prospect", "country": "AAA", "stage": "intent_expressed",
             "provenance": "uploaded"}]  # fmt: skip
BY_HAND = TRAPS | {"prospects": PROSPECT}


def close(value):
    return None if value is None else pytest.approx(float(value), rel=1e-9, abs=0.006)


def start_of(dataset, basis):
    found = member_states(dataset, basis)
    return position(found, compute_arrears(found))


def who_may_join(dataset, basis):
    return candidates(dataset, basis, prospects(dataset, basis.as_of), reference_cities())


def after(dataset, basis, scenario):
    """Name → outcome."""
    start = start_of(dataset, basis)
    end = apply_scenario(start, scenario, who_may_join(dataset, basis))
    return {outcome.name: outcome for outcome in outcomes(start, end)}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Both readings of a dataset by its name."""
    home = tmp_path_factory.mktemp("datasets")
    kept = {}
    made = {
        "by hand": lambda: write_folder(home / "hand", BY_HAND, **TRAPS_DESCRIPTION),
        "500 members": lambda: write_folder(home / "500", generated(500, seed=3), **GENERATED_DESCRIPTION),
        "sample": lambda: SAMPLE,
    }

    def both(name):
        if name not in kept:
            folder = made[name]()
            kept[name] = load_folder(folder), MoneyBooks.read(folder)
        return kept[name]

    return both


SCENARIOS = {
    "nothing": Scenario(),
    "members stop paying": Scenario(lapse=("aaa-charge", "bbb-overpaid", "chn-beijing", "aaa-00001")),
    "members leave": Scenario(leave=("aaa-charge", "bbb-metropolis", "chn-beijing", "bbb-00003")),
    "half of the arrears come in": Scenario(collect=50),
    "all arrears come in": Scenario(collect=100),
    "98 per cent of the arrears come in": Scenario(collect=98),
    "a level": Scenario(levels=(("AAA", "high"), ("CHN", "high"))),
    "exclusive": Scenario(schemes=(("group", "exclusive"),)),
    "exclusive for all but the group": Scenario(schemes=(("all", "exclusive"), ("group", "joint"))),
    "fees rise": Scenario(fees=7),
    "everything": Scenario(
        lapse=("aaa-charge", "chn-beijing"),
        leave=("bbb-city", "chn-wuhan"),
        collect=30,
        levels=(("AAA", "high"), ("CHN", "lower-middle")),
        schemes=(("others", "exclusive"),),
        fees=-5,
    ),
}
BASES = {
    "sample": ("china", date(2023, 5, 31), 2023),
    "by hand": ("rivers", TODAY, 2024),
    "500 members": ("china", TODAY, 2024),
}


@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
@pytest.mark.parametrize("name", BASES)
def test_the_independent_calculation_agrees_on_every_outcome(read, name, scenario, definition):
    dataset, books = read(name)
    group, as_of, year = BASES[name]
    basis = Basis(as_of, year, definition, group)
    found = after(dataset, basis, scenario)
    then = independent_scenario.outcomes(independent_scenario.happened(books, basis, scenario, []))
    today = independent_scenario.outcomes(independent_scenario.seats(books, basis))
    for outcome, value in then.items():
        assert found[outcome].before.value == close(today[outcome]), outcome
        assert found[outcome].after.value == close(value), outcome


@pytest.mark.parametrize("new_scheme", ["joint", "exclusive"])
def test_the_independent_calculation_agrees_on_prospects_that_join(read, new_scheme):
    dataset, books = read("sample")
    basis = Basis(date(2023, 5, 31), 2023)
    scenario = Scenario(
        join=("chn-foshan",), stages=("contacted",), new_scheme=new_scheme, levels=(("CHN", "high"),)
    )
    joining = [
        {"city_id": city, "country": "CHN", "state_capital": "false"}
        for city in ("chn-foshan", "chn-qingdao")
    ]
    then = independent_scenario.outcomes(independent_scenario.happened(books, basis, scenario, joining))
    found = after(dataset, basis, scenario)
    assert {name: found[name].after.value for name in then} == {
        name: close(value) for name, value in then.items()
    }


def test_three_chinese_members_more_on_the_sample_by_hand(read):
    dataset, _ = read("sample")
    found = after(dataset, Basis(date(2023, 5, 31), 2023), Scenario(stages=("intent_expressed",)))
    assert (found["official_share"].after.numerator, found["official_share"].after.denominator) == (26, 118)
    assert (found["paying_share"].after.numerator, found["paying_share"].after.denominator) == (23, 63)
    assert found["income"].change == 3 * 8840
    assert found["largest_share"].after.label == "CHN"


# No lever, no change; before is what the figures say


@settings(max_examples=3 * EXAMPLES)
@given(datasets(), bases)
def test_no_lever_changes_nothing_and_before_is_what_the_figures_say(tables, basis):
    dataset = in_memory(tables, **DESCRIPTION)
    start = start_of(dataset, basis)
    found = member_states(dataset, basis)
    if start is None:
        assert basis.fee_year is None or not found.size
        return
    end = apply_scenario(start, Scenario(name="at rest"), who_may_join(dataset, basis))
    assert all(outcome.before == outcome.after for outcome in outcomes(start, end))
    said = measure(start)
    paying, official = paying_share(found), official_share(found)
    assert (said["paying_share"].value, said["paying_share"].low, said["paying_share"].high) == (
        (paying.value, paying.low, paying.high) if paying.value is not None else (None, None, None)
    )
    assert said["official_share"].value == official.value
    owed = arrears_figures(compute_arrears(found))[0]
    assert said["arrears"].value == (None if owed.value is None else pytest.approx(owed.value))
    hhi = {f.name: f for f in concentration_figures(found, by_country(found))}["hhi"].value
    assert said["hhi"].value == (None if hhi is None else pytest.approx(hhi))
    received = money_figures(found)[0]
    if received.denominator:
        assert said["income"].value == pytest.approx(received.denominator, abs=0.01)


# Formulae of what has no name


@settings(max_examples=2 * EXAMPLES)
@given(datasets(), bases, st.integers(1, 50))
def test_k_more_members_of_the_group_match_the_formula(tables, basis, k):
    dataset = in_memory(tables, **DESCRIPTION)
    start = start_of(dataset, basis)
    if start is None:
        return
    paying = measure(start)["paying_share"]
    end = measure(apply_scenario(start, Scenario(more=k), who_may_join(dataset, basis)))
    official = measure(start)["official_share"]
    assert end["official_share"].value == pytest.approx((official.numerator + k) / (official.denominator + k))
    if paying.value is not None:
        expected = share_with_more(paying.numerator, paying.denominator, k)
        assert end["paying_share"].value == pytest.approx(expected)


@settings(max_examples=2 * EXAMPLES)
@given(datasets(), bases, st.integers(1, 50))
def test_k_fewer_payers_of_the_group_match_the_formula_and_stop_at_nobody(tables, basis, k):
    dataset = in_memory(tables, **DESCRIPTION)
    start = start_of(dataset, basis)
    if start is None:
        return
    paying = measure(start)["paying_share"]
    end = measure(apply_scenario(start, Scenario(fewer=k), who_may_join(dataset, basis)))["paying_share"]
    if paying.value is not None:
        left = max(paying.numerator - k, 0)
        others = paying.denominator - paying.numerator
        assert end.value == (pytest.approx(left / (left + others)) if left + others else None)


def test_five_payers_of_the_group_that_stop_take_five_average_payments_with_them(read):
    dataset, _ = read("sample")
    found = after(dataset, Basis(date(2023, 5, 31), 2023), Scenario(fewer=5))
    assert found["income"].change == pytest.approx(-166_225 * 5 / 20)
    assert found["paying_share"].after.value == 15 / 55


def test_members_from_elsewhere_move_the_share_down(read):
    dataset, _ = read("sample")
    found = after(dataset, Basis(date(2023, 5, 31), 2023), Scenario(elsewhere=7))
    assert found["paying_share"].after.value == pytest.approx(20 / 67)
    assert found["official_share"].after.value == pytest.approx(23 / 122)


# Targets


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 99))
def test_the_members_needed_are_enough_and_one_fewer_is_not(group, others, percent):
    target = percent / 100
    paying = group + others
    needed = needed_for(group, paying, target)
    if needed.side == "elsewhere":
        assert group / (paying + needed.members) <= target + 1e-9
        assert group / (paying + needed.members - 1) > target - 1e-9
    elif needed.side == "group":
        assert (group + needed.members) / (paying + needed.members) >= target - 1e-9
        fewer = needed.members - 1
        assert paying + fewer == 0 or (group + fewer) / (paying + fewer) < target + 1e-9
    else:
        assert not paying or group / paying == pytest.approx(target)


@pytest.mark.parametrize(
    ("group", "paying", "target", "side", "members"),
    [
        pytest.param(20, 60, 0.30, "elsewhere", 7, id="20 of 60 down to 30 %"),
        pytest.param(20, 60, 0.25, "elsewhere", 20, id="20 of 60 down to a quarter, exactly"),
        pytest.param(20, 60, 0.50, "group", 20, id="20 of 60 up to half, exactly"),
        pytest.param(15, 60, 0.25, "none", 0, id="a quarter already"),
        pytest.param(0, 0, 0.25, "none", 0, id="nobody pays"),
        pytest.param(0, 40, 0.01, "group", 1, id="from nothing"),
        pytest.param(40, 40, 1.0, "none", 0, id="all are of the group"),
        pytest.param(20, 60, 0.0, "nowhere", 0, id="never to nothing"),
        pytest.param(20, 60, 1.0, "nowhere", 0, id="never to everything"),
    ],
)
def test_how_many_more_members_a_target_takes(group, paying, target, side, members):
    needed = needed_for(group, paying, target)
    assert (needed.side, needed.members) == (side, members)


# Order


LEVERS = [
    {"join": ("aaa-prospect",)},
    {"lapse": ("aaa-charge",)},
    {"collect": 40},
    {"levels": (("AAA", "high"),)},
    {"fees": 5},
]


def test_the_order_in_which_levers_are_pulled_does_not_matter():
    dataset, basis = in_memory(BY_HAND, **TRAPS_DESCRIPTION), Basis(TODAY, 2024, group="rivers")
    codes = [Scenario(**lever).code.partition("_")[2] for lever in LEVERS]
    found = {
        str(after(dataset, basis, Scenario.read("_".join(["", *order])))) for order in permutations(codes)
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"lapse": ("aaa-charge",)}, {"leave": ("bbb-city",)}, id="lapse and leave"),
        pytest.param({"fees": 10}, {"levels": (("AAA", "high"),)}, id="fees and a level"),
        pytest.param({"lapse": ("aaa-charge",)}, {"fees": 10}, id="lapse and fees"),
        pytest.param({"more": 2}, {"leave": ("bbb-city",)}, id="more and leave"),
    ],
)
def test_two_levers_one_after_the_other_do_what_both_do_together(first, second):
    dataset, basis = in_memory(BY_HAND, **TRAPS_DESCRIPTION), Basis(TODAY, 2024, group="rivers")
    start, waiting = start_of(dataset, basis), who_may_join(dataset, basis)
    both = measure(apply_scenario(start, Scenario(**first, **second), waiting))
    for one, other in ((first, second), (second, first)):
        in_turn = measure(
            apply_scenario(apply_scenario(start, Scenario(**one), waiting), Scenario(**other), waiting)
        )
        for name in OUTCOMES:
            assert in_turn[name].value == pytest.approx(both[name].value), name


# Traps


def test_part_payments_of_arrears_count_under_any_receipt_and_not_under_paid_in_full():
    dataset = in_memory(BY_HAND, **TRAPS_DESCRIPTION)
    found = {
        definition: after(dataset, Basis(TODAY, 2024, definition, "rivers"), Scenario(collect=50))[
            "paying_share"
        ]
        for definition in DEFINITIONS
    }
    assert found["any_receipt"].after.denominator == 13  # metropolis, suspended and refunded pay something
    assert found["in_full"].after.denominator == found["in_full"].before.denominator == 9
    assert found["invoiced"].change == 0


def test_who_stops_paying_in_the_scenario_pays_no_arrears_in_it_either():
    dataset = in_memory(BY_HAND, **TRAPS_DESCRIPTION)
    basis = Basis(TODAY, 2024, group="rivers")
    found = after(dataset, basis, Scenario(lapse=("bbb-metropolis",), collect=100))
    assert found["arrears"].after.value == 10000 + 1000 + 10400


def test_who_leaves_takes_what_it_owes_off_the_list():
    dataset = in_memory(BY_HAND, **TRAPS_DESCRIPTION)
    found = after(dataset, Basis(TODAY, 2024, group="rivers"), Scenario(leave=("bbb-metropolis",)))
    assert found["arrears"].change == -(10000 + 1000 + 10400)


def test_a_city_that_joins_without_a_price_makes_income_unknown_and_not_lower():
    waiting = [PROSPECT[0] | {"country": None}]
    dataset = in_memory(BY_HAND | {"prospects": waiting}, **TRAPS_DESCRIPTION)
    found = after(dataset, Basis(TODAY, 2024, group="rivers"), Scenario(join=("aaa-prospect",)))
    assert (found["income"].after.value, found["hhi"].after.value) == (None, None)
    assert found["official_share"].after.denominator == 16


def test_a_tariff_gap_leaves_the_fee_and_names_the_member():
    dataset = in_memory(BY_HAND | {"tariff": [fee((2024, 2026), "upper-middle", 8840)]}, **TRAPS_DESCRIPTION)
    basis = Basis(TODAY, 2024, group="rivers")
    scenario = Scenario(levels=(("AAA", "high"),))
    found = after(dataset, basis, scenario)
    assert found["income"].change == 0
    assert set(unpriced_rows(start_of(dataset, basis), scenario)["city_id"]) == {
        "aaa-december", "aaa-two-years", "aaa-dollars", "aaa-yuan", "aaa-charge", "aaa-silent"
    }  # fmt: skip


def test_another_fee_grid_can_hold():
    later = [*TRAPS["tariff"], fee((2027, 2029), "upper-middle", 17680), fee((2027, 2029), "high", 20800)]
    dataset = in_memory(BY_HAND | {"tariff": later}, **TRAPS_DESCRIPTION)
    found = after(dataset, Basis(TODAY, 2024, group="rivers"), Scenario(period=2027))
    priced = found["income"].before.value - 3000  # nobody knows the price of xxx-nowhere
    assert found["income"].change == pytest.approx(priced)


def test_a_group_that_is_an_income_level_follows_a_country_that_changes_its_level():
    dataset = in_memory(BY_HAND, **TRAPS_DESCRIPTION)
    found = after(dataset, Basis(TODAY, 2024, group="high"), Scenario(levels=(("AAA", "high"),)))
    assert found["official_share"].before.numerator == 8
    assert found["official_share"].after.numerator == 14


def test_without_a_fee_year_there_is_nothing_to_start_from():
    undeclared = TRAPS_DESCRIPTION | {"receipts_complete": []}
    dataset = in_memory(BY_HAND | {"receipts": []}, **undeclared)
    assert start_of(dataset, Basis(TODAY, None, group="rivers")) is None


def test_a_year_without_any_receipt_has_an_income_that_is_not_known():
    undeclared = TRAPS_DESCRIPTION | {"receipts_complete": []}
    dataset = in_memory(BY_HAND | {"receipts": []}, **undeclared)
    found = after(dataset, Basis(TODAY, 2024, group="rivers"), Scenario(more=3))
    assert (found["income"].before.value, found["income"].after.value) == (None, None)
    assert found["official_share"].after.numerator == 9


def test_further_members_of_a_group_nobody_is_in_have_no_price():
    dataset = in_memory(BY_HAND, **TRAPS_DESCRIPTION)
    found = after(dataset, Basis(TODAY, 2024, group="seekers"), Scenario(more=2))
    assert found["official_share"].after.numerator == pytest.approx(2)
    assert found["income"].after.value is None
