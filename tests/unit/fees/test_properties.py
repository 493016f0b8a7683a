"""What holds for the further measures on every dataset and every basis."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.member_states import member_states
from analysis.fees.arrears import compute_arrears
from analysis.fees.collection import collection_by_year
from analysis.fees.concentration import by_country, concentration_figures, herfindahl
from analysis.overview.figures import further_checks, further_figures, states_by_definition
from analysis.shares.bridge import PARTS, build_bridge
from analysis.shares.gap import gap_parts, pay_rates, relative_pay_rate, state_counts
from analysis.shares.shares import official_share, paying_share
from tests.support.datasets import in_memory
from tests.unit.shares.test_properties import DESCRIPTION, bases, complete, datasets


def found_in(tables, basis, years=()):
    return member_states(in_memory(tables, **DESCRIPTION, receipts_complete=years), basis)


@given(datasets(), bases, complete)
def test_the_bridge_closes_and_nobody_is_on_it_twice(tables, basis, years):
    made = build_bridge(found_in(tables, basis, years))
    if made is None:
        assert basis.fee_year is None
        return
    new, back, lapsed = (getattr(made, part) for part in PARTS)
    assert made.before.sum() + new.sum() + back.sum() - lapsed.sum() == made.after.sum()
    assert not (new & back | new & lapsed | back & lapsed).any()
    assert made.moves()["city_id"].is_unique
    steps = made.steps()
    between = steps[~steps["step"].isin(["before", "after"])]
    ends = steps.set_index("step")["count"]
    assert ends["before"] + between["count"].sum() == ends["after"]


@given(datasets(), bases, complete)
def test_the_parts_of_the_difference_add_up_to_it_exactly(tables, basis, years):
    found = found_in(tables, basis, years)
    official, paying = official_share(found), paying_share(found)
    parts = gap_parts(found)
    if official.value is None or paying.value is None:
        assert parts["share"].isna().all()
        return
    share = Fraction(int(paying.numerator), int(paying.denominator))
    exact = [(row["group"] + row["others"]) * share - row["group"] for row in parts.to_dict("records")]
    whole = share - Fraction(int(official.numerator), int(official.denominator))
    assert sum(exact) / found.size == whole
    assert parts["share"].sum() == pytest.approx(float(whole), abs=1e-12)


@given(datasets(), bases, complete)
def test_the_relative_pay_rate_is_the_quotient_of_the_two_pay_rates(tables, basis, years):
    found = found_in(tables, basis, years)
    rate = relative_pay_rate(found)
    rates = {figure.name: figure.value for figure in pay_rates(found)}
    if rates["group_pay_rate"] is None or not rates["others_pay_rate"]:
        assert rate.value is None
    else:
        assert rate.value == pytest.approx(rates["group_pay_rate"] / rates["others_pay_rate"])
    if not (found.unknown.any() or found.waived.any() or (found.codes_of(found.fee_year) == 4).any()):
        assert_are_the_odds(rate, official_share(found).value, paying_share(found).value)


def assert_are_the_odds(rate, official, paying):
    """Where every payment is known the quotient is that of the odds of the two shares."""
    if rate.value is not None and official not in (0, 1) and paying not in (None, 1):
        assert rate.value == pytest.approx((paying / (1 - paying)) / (official / (1 - official)))


@given(datasets(), bases, complete)
def test_every_state_of_both_sides_adds_up_to_the_roll(tables, basis, years):
    found = found_in(tables, basis, years)
    counts = state_counts(found)
    assert (counts["group"].sum(), counts["others"].sum()) == (found.group.sum(), (~found.group).sum())


@given(datasets(), bases, complete)
def test_every_figure_lies_within_its_bounds_and_a_share_between_nothing_and_everything(tables, basis, years):
    dataset = in_memory(tables, **DESCRIPTION, receipts_complete=years)
    for figure in further_figures(states_by_definition(dataset, basis)):
        if figure.value is None:
            assert figure.reason, figure.name
            continue
        assert figure.low is None or figure.low <= figure.value + 1e-9, figure.name
        assert figure.high is None or figure.value <= figure.high + 1e-9, figure.name
        if figure.unit == "share" and not figure.name.startswith("collection"):
            assert 0 <= figure.value <= 1, figure.name
        if figure.unit in {"members", "EUR", "index", "countries"} and figure.name != "money_at_risk":
            assert figure.value >= 0, figure.name


@given(datasets(), bases, complete)
def test_every_identity_holds_on_every_dataset(tables, basis, years):
    dataset = in_memory(tables, **DESCRIPTION, receipts_complete=years)
    failed = [
        check.name
        for check in further_checks(states_by_definition(dataset, basis))
        if not check.ok and check.identity
    ]
    assert failed == []


@given(datasets(), bases, complete)
def test_nobody_owes_whose_payment_is_not_known_and_nobody_less_than_nothing(tables, basis, years):
    owing = compute_arrears(found_in(tables, basis, years))
    assert (owing.owed_eur >= 0).all()
    assert not ((owing.owed_eur > 0) & owing.perhaps).any()
    assert owing.rows()["owed_eur"].sum() == pytest.approx(owing.by_year()["owed_eur"].sum())


@given(datasets(), bases)
def test_the_cumulative_rate_lies_between_the_smallest_and_the_largest_rate_of_a_year(tables, basis):
    years = collection_by_year(found_in(tables, basis)).dropna(subset=["rate"])
    if len(years):
        last = years["rate_so_far"].iloc[-1]
        assert years["rate"].min() - 1e-9 <= last <= years["rate"].max() + 1e-9


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_concentration_lies_between_that_of_equals_and_that_of_one(amounts):
    value = herfindahl(np.array(amounts))
    assert 1 / len(amounts) - 1e-9 <= value <= 1 + 1e-9


def test_without_money_there_is_no_concentration():
    assert herfindahl(np.array([])) is None
    assert herfindahl(np.zeros(3)) is None


@given(datasets(), bases)
def test_counting_waived_fees_as_paying_only_moves_waived_members(tables, basis):
    dataset = in_memory(tables, **DESCRIPTION)
    apart, counted = (member_states(dataset, replace(basis, waived=switch)) for switch in (False, True))
    assert (counted.paid == (apart.paid | apart.waived)).all()
    assert (counted.unknown == apart.unknown).all()
    assert not counted.waived.any()


@given(datasets(), bases)
def test_the_group_at_risk_and_the_others_are_all_the_money(tables, basis):
    found = found_in(tables, basis)
    at_risk = {f.name: f for f in concentration_figures(found, by_country(found))}["money_at_risk"]
    received = found.amounts("received_eur", basis.fee_year)
    if at_risk.value is not None:
        others = float(received[~found.group].sum())
        assert at_risk.value + others == pytest.approx(float(received.sum()), abs=0.01)
