"""Every trap of docs/definitions.md on one dataset (tests.support.datasets.TRAPS), with the numbers by hand.

On 30 June 2024 fifteen members are on the roll, six of them of the group "rivers".
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.core.basis import Basis, default_fee_year
from analysis.core.definitions import DEFINITIONS
from analysis.core.ledger import build_ledger
from analysis.core.member_states import member_states
from analysis.core.roll import official_members
from analysis.fees.money import money_figures
from analysis.map.places import places
from analysis.roll.regions import by_region
from analysis.shares.gap import relative_pay_rate
from analysis.shares.history import by_fee_year
from analysis.shares.shares import official_share, paying_share
from data.cities import reference_cities
from tests.support.datasets import GRIDS, TRAPS, TRAPS_DESCRIPTION, due, fee, in_memory, member, receipt

TODAY = date(2024, 6, 30)
BASIS = Basis(TODAY, 2024, group="rivers")


def traps(**changed):
    """The dataset by hand, with some of its tables replaced."""
    return in_memory(TRAPS | changed, **TRAPS_DESCRIPTION)


DATASET = traps()


def states(city_id, basis=BASIS, dataset=DATASET):
    """The state of one member under each definition: any receipt, in full, good standing, invoiced."""
    found = [member_states(dataset, replace(basis, definition=name)).frame() for name in DEFINITIONS]
    return tuple(rows.set_index("city_id").at[city_id, "state"] for rows in found)


def book(city_id, fee_year, as_of=TODAY, dataset=DATASET):
    """Received and due of one member and year, None where unknown."""
    row = build_ledger(dataset, as_of, fee_year).of_year(fee_year).loc[city_id]
    return row["received_eur"], None if pd.isna(row["due_eur"]) else row["due_eur"]


def counted(figure):
    return figure.numerator, figure.denominator


def on_roll(as_of, dataset=DATASET):
    return set(official_members(dataset, replace(BASIS, as_of=as_of))["city_id"])


# The whole


def test_six_of_fifteen_members_are_of_the_group():
    figure = official_share(member_states(DATASET, BASIS))
    assert counted(figure) == (6, 15)
    assert (figure.value, figure.low, figure.high) == (0.4, 0.4, 0.4)


@pytest.mark.parametrize(
    ("definition", "fraction", "low", "high"),
    [
        ("any_receipt", (5, 10), 5 / 10, 5 / 10),  # receipts are complete: every payment is known
        ("in_full", (5, 9), 5 / 10, 5 / 9),  # one due is not known
        ("good_standing", (1, 2), 1 / 4, 1 / 2),
        ("invoiced", (4, 10), 4 / 12, 6 / 12),  # of two members on each side no invoice date is recorded
    ],
)
def test_every_definition_gives_another_share_with_its_own_bounds(definition, fraction, low, high):
    figure = paying_share(member_states(DATASET, replace(BASIS, definition=definition)))
    assert counted(figure) == fraction
    assert figure.value == fraction[0] / fraction[1]
    assert (figure.low, figure.high) == (low, high)


def test_the_group_pays_one_and_a_quarter_times_as_often_as_the_others():
    rate = relative_pay_rate(member_states(DATASET, BASIS))
    assert rate.value == pytest.approx((5 / 6) / (5 / 8))  # the host is waived and in neither rate
    assert (rate.low, rate.high) == (rate.value, rate.value)
    assert rate.unit == "ratio"


def test_money_is_counted_over_the_same_fifteen_members():
    received, owed, rate = money_figures(member_states(DATASET, BASIS))
    assert counted(received) == (44_175, 88_375)
    assert counted(owed) == (53_040, 123_840)
    assert (owed.low, owed.high) == (None, None)  # one due is not known
    assert counted(rate) == (85_375, 123_840)


def test_the_rows_behind_a_share_are_the_rows_that_were_counted():
    figure = paying_share(member_states(DATASET, BASIS))
    assert figure.rows["part"].value_counts().to_dict() == {
        "group": 5, "others": 5, "not_paid": 4, "waived": 1,
    }  # fmt: skip
    assert figure.rows.loc[figure.rows["part"] == "group", "in_group"].all()


# Each trap


def test_a_fee_paid_in_december_counts_for_the_year_it_is_for():
    assert book("aaa-december", 2024) == (8840, 8840)
    assert book("aaa-december", 2023) == (0, 8000)
    assert states("aaa-december") == ("paid", "paid", "not_paid", "paid")


def test_a_prepayment_does_not_make_its_year_the_one_that_is_shown():
    """Otherwise one payment of December takes over the headline: 100 % of paying members, 1 of 1."""
    assert default_fee_year(DATASET, date(2023, 12, 15)) == 2023
    assert default_fee_year(DATASET, date(2023, 12, 31)) == 2023
    assert default_fee_year(DATASET, date(2024, 1, 1)) == 2024


def test_two_years_in_one_transfer_count_once_for_each_year():
    assert book("aaa-two-years", 2023) == (8000, 8000)
    assert book("aaa-two-years", 2024) == (8840, 8840)
    assert states("aaa-two-years") == ("paid", "paid", "paid", "paid")
    assert states("aaa-two-years", replace(BASIS, as_of=date(2024, 2, 9)))[2] == "not_paid"


@pytest.mark.parametrize("city_id", ["aaa-dollars", "aaa-yuan"])
def test_foreign_money_counts_in_eur_at_the_rate_of_its_own_row(city_id):
    assert book(city_id, 2024) == (8840, 8840)
    assert states(city_id)[:2] == ("paid", "paid")


def test_a_bank_charge_that_leaves_8815_of_8840_is_paid_in_full_and_not_subtracted_again():
    assert book("aaa-charge", 2024) == (8815, 8840)
    assert states("aaa-charge")[:2] == ("paid", "paid")


@pytest.mark.parametrize(("arrived", "state"), [("8663.20", "paid"), ("8663.19", "not_paid")])
def test_ninety_eight_percent_is_in_full_and_a_cent_less_is_not(arrived, state):
    receipts = [receipt("aaa-charge", 2024, "2024-03-06", arrived)]
    assert states("aaa-charge", dataset=traps(receipts=receipts))[1] == state


def test_who_resigned_after_paying_is_in_no_share_from_that_day_on():
    assert "bbb-resigned" in on_roll(date(2024, 5, 30))
    assert "bbb-resigned" not in on_roll(date(2024, 5, 31))
    before = replace(BASIS, as_of=date(2024, 5, 30))
    assert counted(official_share(member_states(DATASET, before))) == (6, 16)
    assert counted(paying_share(member_states(DATASET, before))) == (5, 11)
    assert counted(paying_share(member_states(DATASET, BASIS))) == (5, 10)


def test_who_resigned_on_an_unknown_day_is_on_no_roll():
    gone = traps(members=[*TRAPS["members"], member("bbb-gone", status="cancelled")])
    assert "bbb-gone" not in on_roll(date(2022, 1, 1), gone)


def test_who_joined_in_november_owes_nothing_for_that_year_and_the_grid_for_the_next():
    assert "bbb-november" not in on_roll(date(2023, 11, 14))
    assert "bbb-november" in on_roll(date(2023, 11, 15))
    assert book("bbb-november", 2023) == (0, None)
    assert book("bbb-november", 2024) == (10_400, 10_400)
    assert states("bbb-november") == ("paid", "paid", "unknown", "unknown")


def test_a_waived_host_is_neither_paying_nor_not_paying():
    assert book("bbb-host", 2024) == (0, 0)
    assert [states("bbb-host")[at] for at in (0, 1, 3)] == ["waived"] * 3
    figure = paying_share(member_states(DATASET, BASIS))
    assert figure.rows.set_index("city_id").at["bbb-host", "part"] == "waived"


def test_a_part_of_the_fee_waived_leaves_the_rest_to_be_paid():
    dues = [due("bbb-host", 2024, 10400, waived_eur=400)]
    receipts = [receipt("bbb-host", 2024, "2024-02-01", 10_000)]
    assert book("bbb-host", 2024, dataset=traps(dues=dues, receipts=receipts)) == (10_000, 10_000)
    assert states("bbb-host", dataset=traps(dues=dues, receipts=receipts))[:2] == ("paid", "paid")
    assert states("bbb-host", dataset=traps(dues=dues, receipts=[]))[:2] == ("not_paid", "not_paid")


def test_a_due_of_nothing_without_a_waiver_cannot_be_paid_in_full():
    dues = [due("bbb-host", 2024, 10400, discount_eur=10400)]
    assert states("bbb-host", dataset=traps(dues=dues))[:2] == ("not_paid", "not_paid")


def test_a_fee_waived_in_cents_leaves_nothing():
    dues = [due("bbb-host", 2024, "1000.30", discount_eur="500.20", waived_eur="500.10")]
    assert book("bbb-host", 2024, dataset=traps(dues=dues)) == (0, 0)
    assert states("bbb-host", dataset=traps(dues=dues))[0] == "waived"


def test_money_from_a_waived_host_is_received_but_collects_no_due():
    receipts = [receipt("bbb-host", 2024, "2024-02-01", 100), receipt("bbb-uclg", 2024, "2024-02-01", 9_900)]
    changed = traps(receipts=receipts)
    received, _, rate = money_figures(member_states(changed, BASIS))
    assert counted(received) == (0, 10_000)
    assert counted(rate) == (9_900, 123_840)


def test_a_joint_fee_booked_at_uclg_is_a_receipt_like_any_other():
    assert book("bbb-uclg", 2024) == (10_400, 10_400)
    assert states("bbb-uclg") == ("paid", "paid", "paid", "paid")


def test_a_city_and_its_metropolitan_government_are_two_members():
    assert {"bbb-city", "bbb-metropolis"} <= on_roll(TODAY)
    assert book("bbb-city", 2024) == (8400, 8400)  # with the discount of a shared territory
    assert states("bbb-city")[:2] == ("paid", "paid")
    assert states("bbb-metropolis") == ("not_paid", "not_paid", "not_paid", "paid")


def test_a_suspended_member_that_pays_an_old_year_pays_no_other():
    assert book("bbb-suspended", 2022) == (10_000, 10_000)
    assert states("bbb-suspended")[:2] == ("not_paid", "not_paid")
    assert states("bbb-suspended", replace(BASIS, fee_year=2022))[:2] == ("paid", "paid")


def test_suspended_members_can_be_left_out_of_both_shares():
    without = replace(BASIS, suspended=False)
    assert counted(official_share(member_states(DATASET, without))) == (6, 14)
    assert len(paying_share(member_states(DATASET, without)).rows) == 14


def test_associate_members_count_only_where_they_are_asked_for():
    members = [*TRAPS["members"], member("bbb-associate", category="associate")]
    dataset = traps(members=members)
    assert counted(official_share(member_states(dataset, BASIS))) == (6, 15)
    both = replace(BASIS, categories=("active", "associate"))
    assert counted(official_share(member_states(dataset, both))) == (6, 16)


def test_a_prospect_that_attended_is_no_member():
    assert "aaa-prospect" not in on_roll(TODAY)
    found = places(DATASET, BASIS, reference_cities()).set_index("city_id")
    assert found.loc["aaa-prospect", ["kind", "last_event", "in_group"]].tolist() == [
        "prospect",
        "Meeting",
        True,
    ]
    assert (found["kind"] == "member").sum() == 15


def test_a_payment_refunded_in_full_is_no_payment():
    assert book("bbb-refunded", 2024) == (0, 10_400)
    assert states("bbb-refunded")[:2] == ("not_paid", "not_paid")
    before_refund = replace(BASIS, as_of=date(2024, 4, 30))
    assert states("bbb-refunded", before_refund)[:2] == ("paid", "paid")


def test_payments_in_cents_refunded_in_full_leave_nothing():
    receipts = [
        receipt("bbb-refunded", 2024, f"2024-02-0{day}", amount)
        for day, amount in enumerate(["100.10", "200.20", "-300.30"], start=1)
    ]
    changed = traps(receipts=receipts)
    assert book("bbb-refunded", 2024, dataset=changed)[0] == 0
    assert states("bbb-refunded", dataset=changed)[0] == "not_paid"


def test_an_overpayment_counts_as_one_member_and_as_all_its_money():
    assert book("bbb-overpaid", 2024) == (12_000, 10_400)
    assert states("bbb-overpaid")[:2] == ("paid", "paid")


def test_a_new_tariff_period_prices_its_own_years_and_no_other():
    assert [book("aaa-silent", year)[1] for year in range(2020, 2028)] == [
        None, 8000, 8000, 8000, 8840, 8840, 8840, None,
    ]  # fmt: skip


def test_a_new_list_of_income_levels_leaves_the_fees_of_past_years_alone():
    lists = [*TRAPS["income_levels"], {"country": "AAA", "fiscal_year": 2024, "income_level": "high"}]
    changed = traps(income_levels=lists)
    assert [book("aaa-silent", year, dataset=changed)[1] for year in (2023, 2024)] == [8000, 10_400]


def test_of_two_grids_that_cover_a_year_the_later_one_holds():
    changed = traps(tariff=[*GRIDS, fee((2022, 2025), "upper-middle", 8500)])
    assert [book("aaa-silent", year, dataset=changed)[1] for year in (2021, 2022, 2024)] == [8000, 8500, 8840]


def test_a_member_without_a_country_is_on_the_roll_and_in_no_region():
    assert "xxx-nowhere" in on_roll(TODAY)
    shares = [
        official_share(member_states(DATASET, replace(BASIS, group=group)))
        for group in ("asia-pacific", "europe")
    ]
    assert [counted(figure) for figure in shares] == [(6, 15), (8, 15)]
    regions = by_region(member_states(DATASET, BASIS))
    assert regions["official"].tolist() == [8, 6, 1]
    assert pd.isna(regions["world_region"].iloc[2])


def test_a_member_without_a_country_has_no_due_by_the_grid():
    assert book("xxx-nowhere", 2024) == (3000, None)
    assert states("xxx-nowhere") == ("paid", "unknown", "unknown", "paid")


def test_a_group_with_no_members_has_no_part_of_the_whole():
    empty = replace(BASIS, group="seekers")
    assert counted(official_share(member_states(DATASET, empty))) == (0, 15)
    figure = paying_share(member_states(DATASET, empty))
    assert counted(figure) == (0, 10)
    assert (figure.low, figure.high) == (0, 0)
    assert relative_pay_rate(member_states(DATASET, empty)).value is None


def test_a_year_with_no_receipts_at_all_has_no_share_instead_of_nothing():
    figure = paying_share(member_states(DATASET, replace(BASIS, fee_year=2021)))
    assert (figure.value, *counted(figure)) == (None, None, None)
    received, _, rate = money_figures(member_states(DATASET, replace(BASIS, fee_year=2021)))
    assert (received.value, received.reason) == (None, "no_money")
    assert rate.value == 0  # something was due, nothing came: that is known


def test_a_year_without_receipts_stands_in_the_history_without_a_share():
    rows = by_fee_year(member_states(DATASET, BASIS)).set_index("fee_year")
    assert rows.index.tolist() == [2021, 2022, 2023, 2024]
    assert pd.isna(rows.at[2021, "paying_share"])
    assert pd.isna(rows.at[2021, "received_share"])
    assert rows.loc[[2022, 2023, 2024], "paying_share"].tolist() == [0, 1 / 3, 1 / 2]
