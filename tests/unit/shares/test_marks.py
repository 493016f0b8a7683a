"""What is invented marks every figure that rests on it: prices, income levels and lists too."""

from datetime import date

import pytest

from analysis.core.basis import Basis
from analysis.core.member_states import member_states
from analysis.fees.expected_dues import expected_fees, fee_figures
from analysis.fees.money import money_figures
from analysis.shares.shares import official_share, paying_share
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, in_memory

BASIS = Basis(date(2024, 6, 30), 2024, group="rivers")


def marked(table, group="rivers", **which):
    """The figures of the dataset by hand with some rows of one table invented: name → illustrative."""
    rows = [
        row | {"provenance": "illustrative"} if which.items() <= row.items() else row for row in TRAPS[table]
    ]
    dataset = in_memory(TRAPS | {table: rows}, **TRAPS_DESCRIPTION)
    basis = Basis(date(2024, 6, 30), 2024, group=group)
    states = member_states(dataset, basis)
    figures = [official_share(states), paying_share(states), *money_figures(states)]
    figures += fee_figures(states, expected_fees(states))
    return {figure.name: figure.illustrative for figure in figures}


def test_nothing_is_marked_where_nothing_is_invented():
    assert not any(marked("tariff", city_id="nobody").values())


def test_an_invented_price_marks_what_is_counted_by_it_and_nothing_else():
    found = marked("tariff", period_from=2024, income_level="high")
    assert found["money_due_share"]
    assert found["tariff_expected"]
    assert not found["official_share"]
    assert not any(marked("tariff", period_from=2021, income_level="high").values())  # not of this year


@pytest.mark.parametrize("country", ["AAA", "BBB"])
def test_an_invented_income_level_marks_the_dues_that_it_prices(country):
    found = marked("income_levels", country=country)
    assert found["tariff_expected"]
    assert found["money_due_share"]
    assert not found["official_share"]


def test_an_invented_row_of_the_list_marks_the_shares_of_the_group():
    found = marked("focus_groups", city_id="aaa-charge")
    assert found["official_share"]
    assert found["paying_share"]


def test_an_invented_income_level_marks_the_shares_of_the_group_it_makes():
    assert marked("income_levels", group="high", country="BBB")["official_share"]
    assert not marked("income_levels", group="high", country="AAA")["official_share"]
