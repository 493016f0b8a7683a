"""What is not known stays unknown; what is invented is marked."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.core.basis import Basis, default_basis, fee_years
from analysis.core.groups import group_codes
from analysis.core.member_states import member_states
from analysis.core.roll import official_members
from analysis.fees.money import money_figures
from analysis.overview.figures import headline_figures, states_by_definition
from analysis.pipeline.prospects import prospects
from analysis.shares.history import by_fee_year, since_last_year
from analysis.shares.shares import official_share, paying_share
from data.errors import UnknownChoiceError
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, in_memory, member, receipt
from tests.unit.shares.test_traps import BASIS, DATASET, TODAY, counted, on_roll, states, traps


def undeclared(*years):
    """The dataset by hand with the receipts of these years declared complete, and of no others."""
    return in_memory(TRAPS, **(TRAPS_DESCRIPTION | {"receipts_complete": list(years)}))


def test_who_has_no_due_no_invoice_and_no_receipt_is_unknown_and_not_unpaid():
    assert states("aaa-silent", dataset=undeclared(2022)) == ("unknown", "unknown", "unknown", "unknown")


def test_who_has_a_due_and_no_receipt_is_unknown_until_the_receipts_are_declared_complete():
    assert states("bbb-metropolis", dataset=undeclared(2022))[:3] == ("unknown", "unknown", "unknown")
    assert states("bbb-metropolis", dataset=undeclared(2023, 2024))[:3] == (
        "not_paid",
        "not_paid",
        "not_paid",
    )


def test_in_a_year_declared_complete_who_paid_nothing_has_not_paid():
    assert states("aaa-silent", replace(BASIS, fee_year=2022))[:2] == ("not_paid", "not_paid")


def test_in_a_complete_year_an_unknown_due_is_still_unknown_in_full():
    basis = replace(BASIS, fee_year=2022)
    assert states("xxx-nowhere", basis)[:2] == ("not_paid", "unknown")


def test_where_nobody_has_an_invoice_date_nobody_is_known_to_be_invoiced():
    dues = [row | {"invoiced_on": None} for row in TRAPS["dues"]]
    figure = paying_share(member_states(traps(dues=dues), replace(BASIS, definition="invoiced")))
    assert (figure.value, figure.reason) == (None, "nobody_paid")
    assert (figure.rows["state"] == "unknown").sum() == 14


def test_before_the_first_invoice_goes_out_nobody_is_invoiced():
    early = replace(BASIS, as_of=date(2023, 11, 19))
    assert states("aaa-december", early)[3] == "not_paid"
    assert states("aaa-silent", early)[3] == "unknown"


def test_before_the_first_dated_roll_no_share_is_guessed():
    before = replace(BASIS, as_of=date(2021, 12, 31))
    for figure in (
        official_share(member_states(DATASET, before)),
        paying_share(member_states(DATASET, before)),
    ):
        assert (figure.value, figure.low, figure.high) == (None, None, None)
        assert figure.reason == "before_first_roll"
        assert figure.rows.empty


def test_a_blank_joining_date_counts_from_the_first_dated_roll_on_and_is_flagged():
    dataset = traps(members=[*TRAPS["members"], member("bbb-undated", joined_on=None)])
    assert "bbb-undated" in on_roll(date(2022, 1, 1), dataset)
    known = official_members(dataset, BASIS).set_index("city_id")["joined_known"]
    assert known[~known].index.tolist() == ["bbb-undated"]


def test_a_joining_year_counts_from_its_first_of_january_and_stays_a_year():
    dataset = traps(members=[*TRAPS["members"], member("bbb-yearly", joined_on="2023")])
    assert "bbb-yearly" not in on_roll(date(2022, 12, 31), dataset)
    assert "bbb-yearly" in on_roll(date(2023, 1, 1), dataset)
    precision = dataset.table("members").set_index("city_id")["joined_on_precision"]
    assert precision[["bbb-yearly", "bbb-november"]].tolist() == ["year", "day"]


def test_without_any_receipt_there_is_no_fee_year_and_every_payment_is_unknown():
    dataset = traps(receipts=[])
    basis = default_basis(dataset)
    assert basis.fee_year is None
    figure = paying_share(member_states(dataset, basis))
    assert (figure.value, figure.reason) == (None, "no_fee_year")
    assert set(figure.rows["state"]) == {"unknown"}
    assert [figure.value for figure in money_figures(member_states(dataset, basis))] == [None] * 3
    assert by_fee_year(member_states(dataset, basis)).empty


def test_a_fee_year_of_which_nothing_is_recorded_is_all_unknown():
    figure = paying_share(member_states(DATASET, replace(BASIS, fee_year=2019)))
    assert (figure.value, figure.reason) == (None, "all_unknown")
    assert (figure.low, figure.high) == (0, 1)


@pytest.mark.parametrize("fee_year", [-1, 0, 10_000, 99_999])
def test_a_fee_year_far_outside_every_calendar_is_unknown_too(fee_year):
    assert paying_share(member_states(DATASET, replace(BASIS, fee_year=fee_year))).value is None


# Illustrative, choices, the clock


def marked(table, city_id):
    """The dataset with one row of one table invented."""
    rows = [
        row | {"provenance": "illustrative"} if row["city_id"] == city_id else row for row in TRAPS[table]
    ]
    return traps(**{table: rows})


@pytest.mark.parametrize("table", ["members", "dues", "receipts"])
def test_one_invented_row_marks_the_share_it_is_counted_in(table):
    assert not paying_share(member_states(DATASET, BASIS)).illustrative
    assert paying_share(member_states(marked(table, "aaa-charge"), BASIS)).illustrative


def test_an_invented_row_of_who_has_not_paid_does_not_mark_the_share_of_those_who_have():
    assert not paying_share(member_states(marked("dues", "bbb-metropolis"), BASIS)).illustrative


def test_an_invented_row_off_the_roll_marks_nothing():
    dataset = marked("members", "bbb-resigned")
    assert [figure.illustrative for figure in headline_figures(states_by_definition(dataset, BASIS))] == [
        False
    ] * 12


def test_a_group_or_definition_that_does_not_exist_is_named_with_the_choices_there_are():
    with pytest.raises(UnknownChoiceError) as unknown:
        official_share(member_states(DATASET, replace(BASIS, group="atlantis")))
    assert unknown.value.facts == {
        "kind": "group",
        "given": "atlantis",
        "choices": "china, rivers, seekers, upper-middle, high, asia-pacific, europe",
    }
    with pytest.raises(UnknownChoiceError, match="definition"):
        Basis(TODAY, 2024, definition="maybe")


def test_groups_are_saved_lists_regions_and_income_levels():
    assert group_codes(DATASET) == {
        "china": "list", "rivers": "list", "seekers": "list", "asia-pacific": "region", "europe": "region",
        "upper-middle": "income", "high": "income",
    }  # fmt: skip


def test_all_fee_years_with_a_due_or_a_receipt_are_on_record():
    assert fee_years(DATASET) == [2021, 2022, 2023, 2024]


def official(basis: Basis):
    return official_share(member_states(DATASET, basis))


def paying(basis: Basis):
    return paying_share(member_states(DATASET, basis))


def test_the_change_since_last_year_is_measured_on_the_roll_and_receipts_of_that_day():
    change = since_last_year(DATASET, BASIS, official)
    assert change.earlier == date(2023, 6, 30)
    assert counted(change.before) == (6, 15)  # with the one that resigned, without the one of November
    assert change.change == 0


def test_the_change_of_the_paying_share_is_withheld_where_nobody_paid_a_year_ago():
    change = since_last_year(DATASET, replace(BASIS, as_of=date(2024, 1, 31)), paying)
    assert (change.change, change.reason) == (None, "nobody_paid")


def test_the_change_since_last_year_is_withheld_before_the_first_dated_roll():
    change = since_last_year(DATASET, replace(BASIS, as_of=date(2022, 6, 30)), official)
    assert (change.before, change.change, change.reason) == (None, None, "before_first_roll")


def test_a_leap_day_is_compared_with_the_28th_of_february():
    change = since_last_year(DATASET, replace(BASIS, as_of=date(2024, 2, 29)), official)
    assert change.earlier == date(2023, 2, 28)


def test_now_is_the_as_of_date_in_ages_and_overdue_steps():
    row = prospects(DATASET, TODAY).iloc[0]
    assert (row["age_days"], row["overdue"]) == (51, True)
    row = prospects(DATASET, date(2024, 6, 29)).iloc[0]
    assert (row["age_days"], row["overdue"]) == (50, False)
    row = prospects(DATASET, date(2024, 5, 9)).iloc[0]
    assert (row["stage"], row["age_days"]) == ("identified", 120)


def test_a_share_of_money_is_undefined_where_a_side_got_back_more_than_it_paid():
    receipts = [receipt("aaa-charge", 2024, "2024-03-06", 100), receipt("bbb-city", 2024, "2024-03-06", -50)]
    received = money_figures(member_states(traps(receipts=receipts), BASIS))[0]
    assert received.value is None
