"""Every trap of docs/definitions.md once more, for the further measures, with the numbers by hand.

The dataset is tests.support.datasets.TRAPS: on 30 June 2024 fifteen members are on the roll, six of them of
the group "rivers". Ten of the fifteen pay for 2024 by any receipt: five of the group, and bbb-november,
bbb-uclg, bbb-city, bbb-overpaid and xxx-nowhere.
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.core.basis import Basis, count_also
from analysis.core.member_states import member_states
from analysis.fees.arrears import arrears_figures, compute_arrears
from analysis.fees.collection import collected_by_same_day, collection_by_year, collection_figures
from analysis.fees.concentration import by_country, concentration_figures
from analysis.fees.expected_dues import expected_fees
from analysis.overview.checks import data_checks
from analysis.overview.figures import further_figures, states_by_definition
from analysis.overview.quality import field_quality, weakest
from analysis.pipeline.candidates import candidates
from analysis.pipeline.prospects import prospects
from analysis.roll.inhabitants import inhabitants_share
from analysis.roll.optional_members import optional_members
from analysis.roll.voters import would_vote
from analysis.shares.bridge import bridge_figures, build_bridge, paid_and_left
from analysis.shares.gap import gap_figures, pay_rates
from analysis.shares.retention import first_fee_years, retention_figures
from analysis.shares.shares import paying_share
from data.cities import reference_cities
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, due, fee, in_memory, member, receipt

TODAY = date(2024, 6, 30)
BASIS = Basis(TODAY, 2024, group="rivers")
UNDECLARED = TRAPS_DESCRIPTION | {"receipts_complete": [2022, 2023]}  # those of 2024 are not complete


def traps(**changed):
    """The dataset by hand, with some of its tables replaced."""
    return in_memory(TRAPS | changed, **TRAPS_DESCRIPTION)


DATASET = traps()


def named(figures):
    return {figure.name: figure for figure in figures}


def moves(basis=BASIS, dataset=DATASET):
    """City → what happened to it since the year before."""
    rows = build_bridge(member_states(dataset, basis)).moves()
    return dict(zip(rows["city_id"], rows["move"], strict=True))


def owed(city_id, basis=BASIS, dataset=DATASET):
    """Fee year → EUR still owed by one member."""
    rows = compute_arrears(member_states(dataset, basis)).rows()
    rows = rows[rows["city_id"] == city_id]
    return dict(zip(rows["fee_year"], rows["owed_eur"], strict=True))


# Each trap


def test_paid_in_december_for_the_next_year_is_no_arrear_of_that_year_and_came_after_its_invoice():
    assert owed("aaa-december") == {2022: 8000, 2023: 8000}
    early = data_checks(member_states(DATASET, BASIS))[1]
    assert (early.name, early.ok, early.facts) == ("paid_before_due", True, {"odd": 0, "receipts": 13})


def test_a_payment_before_its_invoice_is_shown_to_be_looked_at_with_its_row():
    dues = [due("aaa-yuan", 2024, 8840, invoiced_on="2024-03-06"), *TRAPS["dues"][:5]]
    early = data_checks(member_states(traps(dues=dues), BASIS))[1]
    assert (early.ok, early.identity, early.facts["odd"]) == (False, False, 1)
    assert early.rows["city_id"].tolist() == ["aaa-yuan"]


def test_two_years_in_one_transfer_make_a_member_that_stayed():
    assert "aaa-two-years" not in moves()
    stayed = build_bridge(member_states(DATASET, BASIS)).stayed
    assert set(member_states(DATASET, BASIS).roll["city_id"][stayed]) == {"aaa-two-years", "bbb-uclg"}
    assert owed("aaa-two-years") == {2022: 8000}


def test_receipts_in_usd_and_cny_agree_with_their_own_rate_and_count_in_eur_by_country():
    found = member_states(DATASET, BASIS)
    received = field_quality(found, expected_fees(found))["received"]
    assert (received.agree, received.compared) == (2, 2)
    sums = by_country(found).set_index("country")["received_eur"]
    assert sums["AAA"] == 4 * 8840 + 8815


def test_a_foreign_receipt_that_disagrees_with_its_rate_is_counted_as_such():
    wrong = receipt(
        "aaa-yuan", 2024, "2024-03-05", "67224.33", currency="CNY", rate="0.1315", amount_eur=9000
    )
    found = member_states(traps(receipts=[wrong]), BASIS)
    received = field_quality(found, expected_fees(found))["received"]
    assert (received.agree, received.compared, received.score) == (0, 1, 0)


def test_a_bank_charge_that_leaves_8815_of_8840_is_no_arrear():
    assert 2024 not in owed("aaa-charge")


def test_who_resigned_after_paying_is_listed_apart_and_in_no_figure():
    left = paid_and_left(member_states(DATASET, BASIS))
    assert left["city_id"].tolist() == ["bbb-resigned"]
    assert (left["paid_for"].tolist(), left["received_eur"].tolist()) == ([2024], [10400])
    assert by_country(member_states(DATASET, BASIS))["received_eur"].sum() == 88_375
    assert "bbb-resigned" not in moves()
    assert paid_and_left(member_states(DATASET, replace(BASIS, as_of=date(2024, 5, 30)))).empty


def test_who_joined_in_november_has_its_first_fee_and_its_first_year_in_the_next_year():
    found = member_states(DATASET, BASIS)
    first = dict(zip(found.roll["city_id"], first_fee_years(found), strict=True))
    assert first["bbb-november"] == 2024
    assert first["aaa-december"] == 0  # a member since 2010: the records do not reach back to its first fee
    assert moves()["bbb-november"] == "new"
    outcome = expected_fees(found).set_index("city_id")["outcome"]
    assert outcome["bbb-november"] == "not_invoiced"


def test_first_year_retention_counts_only_those_whose_first_fee_was_last_years():
    dues = [due("bbb-november", 2024, 10400), due("bbb-november", 2025, 10400)]
    receipts = [
        receipt("bbb-november", 2024, "2024-03-01", 10400),
        receipt("bbb-november", 2025, "2024-06-01", 10400),
        receipt("aaa-charge", 2024, "2024-03-06", 8815),
    ]
    found = member_states(traps(dues=dues, receipts=receipts), replace(BASIS, fee_year=2025))
    first = named(retention_figures(found, build_bridge(found)))["first_year_retention"]
    assert (first.numerator, first.denominator, first.value, first.reason) == (1, 1, None, "too_few")


def test_without_any_first_year_member_there_is_no_rate_and_a_reason():
    found = member_states(DATASET, BASIS)
    first = named(retention_figures(found, build_bridge(found)))["first_year_retention"]
    assert (first.value, first.reason) == (None, "no_first_year_members")


def test_a_waived_host_owes_nothing_and_is_shown_apart_unless_it_is_counted_as_paying():
    assert 2024 not in owed("bbb-host")
    shown = {
        one.switch: (one.members, one.counted) for one in optional_members(member_states(DATASET, BASIS))
    }
    assert shown == {"suspended": (1, True), "waived": (1, False)}
    counted = count_also(BASIS, "suspended.waived")
    assert paying_share(member_states(DATASET, BASIS)).denominator == 10
    assert paying_share(member_states(DATASET, counted)).denominator == 11
    gap = named(gap_figures(member_states(DATASET, BASIS)))["gap_waived"]
    assert (gap.numerator, gap.denominator) == (0, 1)


def test_a_joint_fee_booked_at_uclg_is_money_of_its_country_like_any_other():
    sums = by_country(member_states(DATASET, BASIS)).set_index("country")["received_eur"]
    assert sums["BBB"] == 10_400 + 10_400 + 8_400 + 12_000


def test_a_city_and_its_metropolitan_government_are_counted_once_in_inhabitants():
    people = {"bbb-city": 1_600_000, "bbb-metropolis": 3_200_000, "aaa-silent": 800_000}
    members = [row | {"population": people.get(row["city_id"], 0)} for row in TRAPS["members"]]
    share = inhabitants_share(member_states(traps(members=members), BASIS))
    assert (share.numerator, share.denominator) == (800_000, 4_000_000)
    assert share.value == share.low == share.high == 0.2
    rows = share.rows.set_index("city_id")["part"]
    assert (rows["bbb-city"], rows["bbb-metropolis"]) == ("overlap", "others")


def test_a_metropolis_without_a_number_counts_with_the_sum_of_its_cities():
    people = {"bbb-city": 1_600_000, "aaa-silent": 400_000}
    members = [row | {"population": people.get(row["city_id"])} for row in TRAPS["members"]]
    share = inhabitants_share(member_states(traps(members=members), BASIS))
    assert (share.numerator, share.denominator) == (400_000, 2_000_000)
    assert (share.low, share.high) == (None, None)  # others are not known


def test_territories_that_lie_in_each_other_in_a_circle_do_not_hang():
    members = [
        member("aaa-one", population=1, territory_of="aaa-two"),
        member("aaa-two", population=2, territory_of="aaa-one"),
    ]
    found = member_states(traps(members=members, dues=[], receipts=[]), BASIS)
    assert inhabitants_share(found).denominator == 3


def test_a_suspended_member_that_pays_an_old_year_only_owes_the_later_ones():
    assert owed("bbb-suspended") == {2023: 10000, 2024: 10400}  # 2023 by the grid
    assert "bbb-suspended" not in moves()
    without = count_also(BASIS, "none")
    assert len(member_states(DATASET, without).roll) == 14


def test_a_prospect_that_attended_is_no_member_and_may_only_join_in_a_scenario():
    waiting = prospects(DATASET, TODAY)
    rows = candidates(DATASET, BASIS, waiting, reference_cities())
    assert rows["city_id"].tolist() == ["aaa-prospect"]
    assert "aaa-prospect" not in set(member_states(DATASET, BASIS).roll["city_id"])


def test_a_prospect_that_is_on_the_roll_already_cannot_join_again():
    waiting = [{"city_id": "aaa-silent", "name": "Silent", "stage": "contacted", "provenance": "uploaded"}]
    dataset = traps(prospects=waiting, followups=[], participation=[], stage_history=[])
    assert candidates(dataset, BASIS, prospects(dataset, TODAY), reference_cities()).empty


def test_a_refund_leaves_the_whole_fee_owed_and_takes_money_from_its_country():
    assert owed("bbb-refunded")[2024] == 10400
    only = [receipt("bbb-refunded", 2024, "2024-05-01", -500), receipt("aaa-charge", 2024, "2024-05-01", 100)]
    figures = named(concentration_figures(*_countries(traps(receipts=only))))
    assert (figures["hhi"].value, figures["largest_share"].label) == (1, "AAA")


def _countries(dataset, basis=BASIS):
    found = member_states(dataset, basis)
    return found, by_country(found)


def test_an_overpayment_is_no_negative_arrear_and_raises_the_rate_above_the_rest():
    assert 2024 not in owed("bbb-overpaid")
    assert (compute_arrears(member_states(DATASET, BASIS)).owed_eur >= 0).all()


def test_a_new_tariff_period_prices_each_year_by_its_own_grid():
    found = member_states(DATASET, BASIS)
    assert expected_fees(found).set_index("city_id").at["aaa-charge", "expected_eur"] == 8840
    before = member_states(DATASET, replace(BASIS, fee_year=2023))
    rows = expected_fees(before).set_index("city_id")
    assert (rows.at["aaa-december", "expected_eur"], rows.at["aaa-december", "outcome"]) == (
        8000,
        "as_expected",
    )
    assert rows.at["aaa-charge", "outcome"] == "not_invoiced"


def test_a_fee_that_differs_from_the_grid_is_named_with_the_difference():
    rows = expected_fees(member_states(DATASET, replace(BASIS, fee_year=2021))).set_index("city_id")
    assert rows.at["bbb-metropolis", "outcome"] == "differs"
    assert rows.at["bbb-metropolis", "difference_eur"] == -500


def test_a_tariff_gap_is_no_price_and_never_a_price_of_nothing():
    rows = expected_fees(member_states(traps(tariff=[fee((2021, 2023), "high", 10000)]), BASIS))
    assert set(rows["outcome"]) == {"no_price"}
    assert rows["expected_eur"].isna().all()
    dataset = traps(tariff=[], dues=[], receipts=TRAPS["receipts"])
    found = named(further_figures(states_by_definition(dataset, BASIS)))
    assert (found["tariff_expected"].value, found["tariff_expected"].reason) == (None, "no_price")


def test_a_member_without_a_country_is_a_country_of_its_own_between_two_bounds():
    hhi = named(concentration_figures(*_countries(DATASET)))["hhi"]
    total = 88_375
    assert hhi.value == pytest.approx((44_175**2 + 41_200**2 + 3_000**2) / total**2)
    assert hhi.low == pytest.approx(hhi.value)  # a single member: its own country either way
    assert hhi.high == pytest.approx((47_175**2 + 41_200**2) / total**2)
    two = [member("xxx-one", country=None), member("xxx-two", country=None), member("aaa-one")]
    paid = [receipt(city, 2024, "2024-02-02", 100) for city in ("xxx-one", "xxx-two", "aaa-one")]
    hhi = named(concentration_figures(*_countries(traps(members=two, dues=[], receipts=paid))))["hhi"]
    assert (hhi.low, hhi.value, hhi.high) == pytest.approx((3 / 9, 5 / 9, 1))


def test_without_any_country_there_is_no_largest_one_and_a_reason():
    members = [row | {"country": None} for row in TRAPS["members"]]
    largest = named(concentration_figures(*_countries(traps(members=members))))["largest_share"]
    assert (largest.value, largest.reason) == (None, "no_country")


def test_a_group_with_no_members_has_no_pay_rate_and_a_reason():
    rates = named(pay_rates(member_states(DATASET, replace(BASIS, group="seekers"))))
    assert (rates["group_pay_rate"].value, rates["group_pay_rate"].reason) == (None, "nobody_in_group")
    assert rates["others_pay_rate"].value == rates["pay_rate"].value == 10 / 14  # the host is waived


def test_a_group_of_one_has_rates_of_one_member():
    lists = [{"group": "one", "city_id": "aaa-charge", "provenance": "uploaded"}]
    found = member_states(traps(focus_groups=lists), replace(BASIS, group="one"))
    rates = named(pay_rates(found))
    assert (rates["group_pay_rate"].numerator, rates["group_pay_rate"].denominator) == (1, 1)
    assert named(concentration_figures(found, by_country(found)))["money_at_risk"].value == 8815


def test_a_year_with_no_receipts_at_all_has_no_concentration_no_risk_and_no_rate_rather_than_0():
    receipts = [row for row in TRAPS["receipts"] if row["fee_year"] != 2024]
    dues = [row for row in TRAPS["dues"] if row["fee_year"] != 2024]
    dataset = in_memory(TRAPS | {"receipts": receipts, "dues": dues}, **UNDECLARED)
    found = named(further_figures(states_by_definition(dataset, BASIS)))
    for name in ("hhi", "effective_number", "largest_share", "money_at_risk"):
        assert (found[name].value, found[name].reason) == (None, "no_money"), name
    rates = named(pay_rates(member_states(dataset, BASIS)))
    assert (rates["pay_rate"].value, rates["pay_rate"].reason) == (None, "all_unknown")


def test_where_everybody_is_unknown_no_count_and_no_sum_is_0():
    dataset = in_memory(
        TRAPS | {"dues": [], "receipts": [], "tariff": []}, as_of=TODAY, first_roll_on=date(2022, 1, 1)
    )
    for figure in further_figures(states_by_definition(dataset, BASIS)):
        assert figure.value is None, figure.name
        assert figure.reason, figure.name


# Figures by hand


def test_the_bridge_from_2023_to_2024_by_name():
    figures = named(
        bridge_figures(member_states(DATASET, BASIS), build_bridge(member_states(DATASET, BASIS)))
    )
    values = {name: (figure.value, figure.numerator) for name, figure in figures.items()}
    assert values == {
        "paying_members_before": (3, 1),
        "bridge_new": (8, 4),
        "bridge_reactivated": (0, 0),
        "bridge_lapsed": (1, 0),
        "paying_members": (10, 5),
    }
    assert moves() == dict.fromkeys(
        ["aaa-charge", "aaa-december", "aaa-dollars", "aaa-yuan", "bbb-city", "bbb-november", "bbb-overpaid",
         "xxx-nowhere"], "new") | {"bbb-metropolis": "not_paid"}  # fmt: skip


def test_who_paid_before_the_gap_of_a_year_is_reactivated():
    receipts = [*TRAPS["receipts"], receipt("aaa-charge", 2022, "2022-05-01", 8000)]
    assert moves(dataset=traps(receipts=receipts))["aaa-charge"] == "reactivated"


def test_a_payer_whose_payment_is_not_known_this_year_is_missing_and_not_called_unpaid():
    receipts = [*TRAPS["receipts"], receipt("aaa-silent", 2023, "2023-05-01", 8000)]
    dataset = in_memory(TRAPS | {"receipts": receipts}, **UNDECLARED)
    assert moves(dataset=dataset)["aaa-silent"] == "unknown"
    steps = build_bridge(member_states(dataset, BASIS)).steps().set_index("step")["count"]
    assert (steps["not_paid"], steps["unknown"], steps["waived"]) == (0, -2, 0)


def test_two_of_three_stayed_is_too_few_to_speak_of_a_rate():
    found = member_states(DATASET, BASIS)
    stayed = named(retention_figures(found, build_bridge(found)))["retention"]
    assert (stayed.numerator, stayed.denominator) == (2, 3)
    assert (stayed.value, stayed.low, stayed.high, stayed.reason) == (None, None, None, "too_few")


def test_arrears_of_the_metropolis_by_year_oldest_first():
    assert list(owed("bbb-metropolis").items()) == [(2022, 10000), (2023, 1000), (2024, 10400)]
    figures = {
        (f.name, f.definition): f for f in arrears_figures(compute_arrears(member_states(DATASET, BASIS)))
    }
    assert figures["arrears_amount_by_year", "2021"].value is None  # its receipts are not declared complete
    assert figures["arrears_amount_by_year", "2024"].value == 3 * 10400
    assert figures["arrears_count_by_year", "2024"].value == 3


def test_what_is_not_known_may_be_owed_as_well_and_nobody_says_so_of_it():
    figures = {
        (f.name, f.definition): f for f in arrears_figures(compute_arrears(member_states(DATASET, BASIS)))
    }
    of_year = figures["arrears_amount_by_year", "2024"]
    assert (of_year.low, of_year.high) == (31_200, None)  # the due of xxx-nowhere is not known
    members = [row for row in TRAPS["members"] if row["city_id"] != "xxx-nowhere"]
    dues = [row for row in TRAPS["dues"] if row["city_id"] != "xxx-nowhere"]
    receipts = [row for row in TRAPS["receipts"] if row["city_id"] != "xxx-nowhere"]
    dataset = traps(members=members, dues=dues, receipts=receipts)
    figures = {
        (f.name, f.definition): f for f in arrears_figures(compute_arrears(member_states(dataset, BASIS)))
    }
    assert figures["arrears_amount_by_year", "2024"].high == 31_200 + 8840  # aaa-silent


def test_fees_collected_in_2023_and_over_all_years():
    found = member_states(DATASET, BASIS)
    years = collection_by_year(found).set_index("fee_year")
    assert years.at[2023, "received_eur"] == 10_000 + 9_000 + 8_000
    figures = {(f.name, f.definition): f for f in collection_figures(found, collection_by_year(found))}
    assert figures["collection_rate_cumulative", "received"].numerator == years["received_eur"].sum()
    assert years["rate_so_far"].iloc[-1] == figures["collection_rate_cumulative", "received"].value


def test_the_same_day_of_the_year_before_is_told_of_todays_members():
    found = collected_by_same_day(member_states(DATASET, BASIS))
    assert (found.earlier, found.paying, found.group_paying) == (
        date(2023, 6, 30),
        2,
        0,
    )  # two-years paid later


def test_who_paid_in_full_for_the_year_before_could_vote():
    votes = would_vote(states_by_definition(DATASET, BASIS)["good_standing"])
    assert votes.rows["city_id"].tolist() == ["aaa-two-years", "bbb-uclg"]
    assert (votes.value, votes.numerator, votes.low) == (2, 1, 2)
    assert votes.high > 2


def test_a_receipt_from_before_joining_is_shown_to_be_looked_at():
    receipts = [
        receipt("bbb-november", 2024, "2023-10-01", 10400),
        receipt("bbb-resigned", 2024, "2024-06-01", 5),
    ]
    odd = data_checks(member_states(traps(receipts=receipts), BASIS))[0]
    assert (odd.name, odd.ok, odd.facts) == ("receipts_from_members", False, {"odd": 2, "receipts": 2})
    assert set(odd.rows["city_id"]) == {"bbb-november", "bbb-resigned"}


def test_the_weakest_field_of_a_figure_is_named():
    found = member_states(DATASET, BASIS)
    fields = field_quality(found, expected_fees(found))
    assert fields["population"].score == 0
    assert weakest("inhabitants_share", fields).field == "population"
    assert weakest("group_money_due_share", fields).field == "due"
    assert weakest("nothing", fields) is None
    assert (fields["received"].last_on, fields["received"].days) == (date(2024, 5, 1), 60)


def test_before_the_first_dated_roll_no_further_figure_has_a_value():
    found = further_figures(
        states_by_definition(DATASET, replace(BASIS, as_of=date(2021, 12, 31), fee_year=2021))
    )
    assert {figure.value for figure in found} == {None}
    assert all(figure.reason for figure in found)


def test_rows_behind_a_figure_are_the_rows_that_were_counted():
    found = member_states(DATASET, BASIS)
    for figure in bridge_figures(found, build_bridge(found)):
        assert len(figure.rows) == figure.value
    rates = named(pay_rates(found))
    assert len(rates["group_pay_rate"].rows) == 6
    at_risk = named(concentration_figures(*_countries(DATASET)))["money_at_risk"]
    assert at_risk.rows["received_eur"].sum() == at_risk.value == 44_175
    assert isinstance(at_risk.rows, pd.DataFrame)
