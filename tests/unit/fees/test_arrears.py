"""Arrears hold what is due and known to be missing: the examples of docs/definitions.md."""

from datetime import date

import pytest

from analysis.core.basis import Basis
from analysis.core.member_states import member_states
from analysis.fees.arrears import arrears_figures, compute_arrears, settlement
from tests.support.datasets import due, in_memory, member, receipt

TODAY = date(2023, 5, 31)
CITY = "aaa-one"


def arrears(dues, receipts=(), complete=(2022, 2023), as_of=TODAY, members=(CITY,), fee_year=2023):
    dataset = in_memory(
        {"members": [member(city) for city in members], "dues": dues, "receipts": list(receipts)},
        as_of=TODAY,
        first_roll_on=date(2020, 1, 1),
        receipts_complete=list(complete),
    )
    return compute_arrears(member_states(dataset, Basis(as_of, fee_year)))


def amount(found):
    """low, value and high of what is owed in all."""
    figure = arrears_figures(found)[0]
    return figure.low, figure.value, figure.high


@pytest.mark.parametrize(
    ("invoiced_on", "expected"),
    [
        pytest.param("2023-01-25", (8840, 8840, 8840), id="long ago"),
        pytest.param("2023-04-30", (8840, 8840, 8840), id="31 days ago"),
        pytest.param("2023-05-01", (0, 0, 0), id="30 days ago: the term ends today"),
        pytest.param("2023-06-15", (0, 0, 0), id="not yet invoiced"),
    ],
)
def test_a_fee_is_owed_when_thirty_days_are_over_and_not_before(invoiced_on, expected):
    assert amount(arrears([due(CITY, 2023, 8840, invoiced_on=invoiced_on)])) == expected


def test_without_an_invoice_date_it_is_not_known_whether_the_fee_of_the_year_is_due():
    """A blank never means no: neither invoiced nor not."""
    found = arrears([due(CITY, 2023, 8840)])
    assert found.open_eur.sum() == 8840
    assert amount(found) == (None, None, None)  # nothing is known of the only member
    other = due("aaa-two", 2023, 8840, invoiced_on="2023-01-25")
    assert amount(arrears([due(CITY, 2023, 8840), other], members=(CITY, "aaa-two"))) == (8840, 8840, 17_680)


def test_the_fee_of_a_year_that_is_over_is_due_whenever_it_was_invoiced():
    last_day = date(2023, 1, 30)
    assert amount(arrears([due(CITY, 2022, 8840)], as_of=last_day, fee_year=2022)) == (None, None, None)
    over = arrears([due(CITY, 2022, 8840)], as_of=date(2023, 1, 31), fee_year=2022)
    assert amount(over) == (8840, 8840, 8840)


def test_nobody_owes_where_the_receipts_are_not_complete():
    found = arrears(
        [due(CITY, 2022, 8840), due(CITY, 2023, 8840, invoiced_on="2023-01-25")], complete=(2022,)
    )
    assert amount(found) == (8840, 8840, 17_680)


def test_receipts_are_complete_until_a_day_and_not_after_it():
    until = {2023: date(2023, 4, 30)}
    dues = [due(CITY, 2023, 8840, invoiced_on="2023-01-25")]
    dataset = in_memory(
        {"members": [member(CITY)], "dues": dues, "receipts": []},
        as_of=TODAY,
        first_roll_on=date(2020, 1, 1),
        receipts_complete=until,
    )
    states = [
        member_states(dataset, Basis(day, 2023)).frame()["state"].tolist()
        for day in (date(2023, 4, 30), date(2023, 5, 1))
    ]
    assert states == [["not_paid"], ["unknown"]]


def test_due_less_received_is_explained_to_the_cent():
    cities = [f"aaa-{name}" for name in ("over", "nearly", "part", "none")]
    dues = [due(city, 2023, 10_000, invoiced_on="2023-01-25") for city in cities[:3]]
    receipts = [
        receipt(city, 2023, "2023-03-01", sum_)
        for city, sum_ in zip(cities, (10_500, 9900, 4000), strict=False)
    ]
    found = arrears([*dues, due(cities[3], 2023, 10_000)], receipts, members=cities)
    assert settlement(found) == {
        "due": 40_000, "received": 24_400,
        "owed": 6000, "not_due": 0, "open": 10_000, "tolerated": 100, "overpaid": 500,
    }  # fmt: skip


def test_a_member_that_joined_later_leaves_the_bounds_of_earlier_years_alone():
    dataset = in_memory(
        {
            "members": [member(CITY), member("aaa-late", joined_on="2023-03-01")],
            "dues": [due(CITY, 2022, 8840, invoiced_on="2022-01-25")],
            "receipts": [],
        },
        as_of=TODAY,
        first_roll_on=date(2020, 1, 1),
        receipts_complete=[2022],
    )
    found = arrears_figures(compute_arrears(member_states(dataset, Basis(TODAY, 2022))))
    assert [(figure.value, figure.high) for figure in found[:3:2]] == [(8840, 8840), (1, 1)]
