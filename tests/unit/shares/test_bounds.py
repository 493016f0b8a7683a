"""Bounds are bounds: of pay rates, of retention, of past years. The examples of docs/definitions.md."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.core.basis import Basis
from analysis.core.member_states import member_states
from analysis.overview.checks import share_checks, state_checks
from analysis.overview.figures import headline_figures, states_by_definition
from analysis.roll.inhabitants import inhabitants_share
from analysis.roll.voters import would_vote
from analysis.shares.bridge import build_bridge
from analysis.shares.gap import gap_figures, pay_rates, relative_pay_rate
from analysis.shares.retention import retention_figures
from analysis.shares.shares import paying_share
from tests.support.datasets import due, in_memory, member, receipt

TODAY = date(2023, 5, 31)
ALL_YEARS = [2021, 2022, 2023]


def dataset_of(sides, years=ALL_YEARS, **tables):
    """Members by side and state of 2023 under 'in full': 'paid', 'not_paid', 'unknown' or 'waived'."""
    members, dues, receipts, group = [], [], [], []
    for side, counts in sides.items():
        for state, number in counts.items():
            for place in range(number):
                city = f"{side}-{state.replace('_', '-')}-{place}"
                members.append(member(city))
                group += [{"group": "china", "city_id": city}] if side == "chn" else []
                if state != "unknown":
                    waived = 100 if state == "waived" else None
                    dues.append(due(city, 2023, 100, waived_eur=waived, invoiced_on="2023-01-20"))
                if state == "paid":
                    receipts.append(receipt(city, 2023, "2023-02-01", 100))
    rows = {"members": members, "dues": dues, "receipts": receipts, "focus_groups": group}
    return in_memory(
        rows | tables, as_of=TODAY, first_roll_on=date(2020, 1, 1), receipts_complete=list(years)
    )


EXAMPLE = {
    "chn": {"paid": 20, "not_paid": 2, "unknown": 1},
    "bbb": {"paid": 40, "not_paid": 37, "unknown": 14, "waived": 1},
}
IN_FULL = Basis(TODAY, 2023, "in_full")


def test_pay_rates_are_over_known_payments_and_have_bounds():
    found = member_states(dataset_of(EXAMPLE), IN_FULL)
    rates = {figure.name: figure for figure in pay_rates(found)}
    ours, theirs = rates["group_pay_rate"], rates["others_pay_rate"]
    assert (ours.value, ours.low, ours.high) == (20 / 22, 20 / 23, 21 / 23)
    assert (theirs.value, theirs.low, theirs.high) == (40 / 77, 40 / 91, 54 / 91)
    compared = relative_pay_rate(found)
    assert compared.value == pytest.approx(1.75)
    assert (compared.low, compared.high) == (pytest.approx(1.465, abs=1e-3), pytest.approx(2.077, abs=1e-3))


def test_where_only_payers_are_known_there_is_no_rate_but_bounds():
    """Otherwise every rate of a year whose receipts are not complete would be 100 %."""
    found = member_states(dataset_of(EXAMPLE, years=[2022]), replace(IN_FULL, definition="any_receipt"))
    for figure in pay_rates(found):
        assert (figure.value, figure.reason) == (None, "only_payers_known")
    assert pay_rates(found)[1].low == 20 / 23
    compared = relative_pay_rate(found)
    assert (compared.value, compared.reason) == (None, "only_payers_known")
    assert compared.low < 1 < compared.high


def test_a_fee_and_no_receipt_widen_the_bounds_until_receipts_are_complete():
    """Of the sample: 27.0 to 34.4 % before, though nobody had said that no payment was missing."""
    sides = {"chn": {"paid": 20, "not_paid": 3}, "bbb": {"paid": 40, "not_paid": 51, "waived": 1}}
    any_receipt = replace(IN_FULL, definition="any_receipt")
    known = paying_share(member_states(dataset_of(sides), any_receipt))
    assert (known.low, known.value, known.high) == (20 / 60, 20 / 60, 20 / 60)
    open_year = paying_share(member_states(dataset_of(sides, years=[]), any_receipt))
    assert (open_year.low, open_year.value, open_year.high) == (20 / 111, 20 / 60, 23 / 63)


def retained(before_and_after):
    """Retention, by invoices, over cities that are 'paid', 'not' or 'open' in 2022 and in 2023."""
    members, dues = [], []
    for place, states in enumerate(before_and_after):
        city = f"aaa-{place:02d}"
        members.append(member(city))
        for year, state in zip((2022, 2023), states, strict=True):
            on = {"paid": f"{year}-01-20", "not": "2023-12-01", "open": None}[state]
            dues.append(due(city, year, 100, invoiced_on=on))
    dataset = in_memory(
        {"members": members, "dues": dues, "receipts": [receipt("aaa-00", 2023, "2023-02-01", 100)]},
        as_of=TODAY,
        first_roll_on=date(2020, 1, 1),
    )
    found = member_states(dataset, Basis(TODAY, 2023, "invoiced"))
    return retention_figures(found, build_bridge(found))[0]


def test_the_lower_bound_of_retention_counts_who_may_have_paid_before():
    sure = [("paid", "paid")] * 7 + [("paid", "not")] * 2 + [("paid", "open")]
    perhaps = [("open", "paid"), ("open", "not"), ("open", "open")]
    figure = retained([*sure, *perhaps])
    assert (figure.numerator, figure.denominator, figure.value) == (7, 10, 0.7)
    assert (figure.low, figure.high) == (7 / 12, 10 / 12)


@pytest.mark.parametrize(("size", "value"), [(4, None), (5, 1.0)])
def test_retention_of_fewer_than_five_is_withheld_with_its_fraction(size, value):
    figure = retained([("paid", "paid")] * size)
    assert (figure.value, figure.numerator, figure.denominator) == (value, size, size)
    assert figure.reason == ("too_few" if value is None else None)


def test_who_joined_later_is_in_no_bound_of_a_past_year():
    late = [member("bbb-late", joined_on="2023-02-01"), member("chn-late", joined_on="2023")]
    members = [*(member(city) for city in ("chn-a", "chn-b", "bbb-a", "bbb-b", "bbb-c")), *late]
    paid = [
        receipt(row["city_id"], 2022, "2022-02-01", 100)
        for row in members
        if not row["city_id"].endswith("late")
    ]
    group = [{"group": "china", "city_id": row["city_id"]} for row in members if row["city_id"][:3] == "chn"]
    dataset = in_memory(
        {"members": members, "receipts": paid, "focus_groups": group, "dues": []},
        as_of=TODAY,
        first_roll_on=date(2020, 1, 1),
    )
    found = member_states(dataset, Basis(TODAY, 2022))
    assert found.frame()["state"].value_counts().to_dict() == {"paid": 5, "not_yet": 2}
    share = paying_share(found)
    assert (share.low, share.value, share.high) == (2 / 5, 2 / 5, 2 / 5)
    parts = {figure.name: figure for figure in gap_figures(found)}
    assert (parts["gap_not_yet"].numerator, parts["gap_not_yet"].denominator) == (1, 2)
    states = states_by_definition(dataset, Basis(TODAY, 2022))
    checks = [*share_checks(headline_figures(states)), *state_checks(states["any_receipt"])]
    assert [check.name for check in checks if not check.ok] == []


def test_waived_members_are_not_counted_as_voters_with_the_switch_either():
    sides = {"chn": {"paid": 2, "waived": 1}, "bbb": {"paid": 3, "waived": 2}}
    for switch in (False, True):
        basis = Basis(TODAY, 2024, waived=switch)
        figure = would_vote(states_by_definition(dataset_of(sides), basis)["good_standing"])
        assert (figure.value, figure.numerator, len(figure.rows)) == (5, 2, 5), switch


def territories(*rows):
    """Members with inhabitants, as (city, inhabitants, territory_of)."""
    members = [member(city, population=number, territory_of=within) for city, number, within in rows]
    return in_memory(
        {"members": members, "dues": [], "receipts": []}, as_of=TODAY, first_roll_on=date(2020, 1, 1)
    )


METROPOLIS = [("bbb-metropolis", 3_300_000, None), ("bbb-city", 1_600_000, "bbb-metropolis")]


@pytest.mark.parametrize("group", ["bbb-city", "bbb-metropolis", "ccc-other", "bbb-city.ccc-other"])
def test_shares_of_inhabitants_of_a_group_and_of_all_others_are_everything(group):
    dataset = territories(*METROPOLIS, ("ccc-other", 5_000_000, None))
    others = ".".join(sorted({"bbb-city", "bbb-metropolis", "ccc-other"} - set(group.split("."))))
    shares = [
        inhabitants_share(member_states(dataset, Basis(TODAY, None, group=f"own~~{cities}"))).value
        for cities in (group, others)
    ]
    assert sum(shares) == pytest.approx(1)


def test_each_inhabitant_counts_once_for_the_innermost_member():
    dataset = territories(*METROPOLIS, ("ccc-other", 5_000_000, None))
    figure = inhabitants_share(member_states(dataset, Basis(TODAY, None, group="own~~bbb-city")))
    assert (figure.numerator, figure.denominator) == (1_600_000, 8_300_000)
