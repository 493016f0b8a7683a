"""One city on small datasets by hand: where it stands, what it paid, where it was seen, what is not known."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.city.cities import known_cities
from analysis.city.events import presences
from analysis.city.fees import fee_history
from analysis.city.peers import peers
from analysis.city.relations import network_answers, steps, topics
from analysis.city.stages import stage_history
from analysis.city.status import city_status
from analysis.core.basis import Basis
from analysis.core.ledger import build_ledger
from analysis.fees.membership_price import prices
from data.cities import reference_cities
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, due, fee, in_memory, member, stage

TODAY = date(2024, 6, 30)
BASIS = Basis(TODAY, 2024)
CITY = "aaa-one"


def of(**tables):
    """A dataset with the city on no roll unless the tables say so."""
    return in_memory({"members": []} | tables, as_of=TODAY, first_roll_on=date(2022, 1, 1))


def prospect(name="contacted", **cells):
    return {"city_id": CITY, "name": "One", "stage": name, "provenance": "memo"} | cells


def event(event_id, starts_on, kind="meeting", **cells):
    return {"event_id": event_id, "name": event_id.title(), "starts_on": starts_on, "kind": kind} | cells


def came(event_id, city_id=CITY, mode="in_person"):
    return {"event_id": event_id, "city_id": city_id, "mode": mode}


# Where it stands


@pytest.mark.parametrize(
    ("cells", "as_of", "kind"),
    [
        pytest.param({}, TODAY, "member", id="on the roll"),
        pytest.param({"category": "associate"}, TODAY, "member", id="an associate, though not counted"),
        pytest.param({"status": "suspended"}, TODAY, "member", id="suspended"),
        pytest.param({"joined_on": None}, TODAY, "member", id="no joining date"),
        pytest.param({"status": "resigned", "left_on": "2024-05-31"}, TODAY, "left", id="resigned"),
        pytest.param({"status": "resigned", "left_on": "2024-05-31"}, date(2024, 5, 30), "member",
                     id="the day before it resigned"),
        pytest.param({"status": "cancelled"}, TODAY, "left", id="cancelled, nobody knows when"),
        pytest.param({"joined_on": "2024-06-30"}, TODAY, "member", id="approved that day"),
        pytest.param({"joined_on": "2024-06-30"}, date(2024, 6, 29), "coming", id="the day before"),
        pytest.param({}, date(2021, 12, 31), "roll_unknown", id="before the first roll"),
    ],
)  # fmt: skip
def test_a_member_stands_as_the_roll_has_it_on_the_day(cells, as_of, kind):
    dataset = of(members=[member(CITY, **cells)])
    assert city_status(dataset, replace(BASIS, as_of=as_of), CITY).kind == kind


def test_who_attended_is_no_member():
    dataset = of(
        prospects=[prospect()], events=[event("meeting", "2024-05-10")], participation=[came("meeting")]
    )
    found = city_status(dataset, BASIS, CITY)
    assert (found.kind, found.member) == ("prospect", None)


def test_who_is_said_to_be_a_member_in_the_pipeline_and_is_on_no_roll_is_none():
    found = city_status(of(prospects=[prospect("member")]), BASIS, CITY)
    assert (found.kind, found.member) == ("ended", None)


@pytest.mark.parametrize("name", ["lost", "parked"])
def test_a_lost_or_parked_prospect_is_no_open_one(name):
    assert city_status(of(prospects=[prospect(name)]), BASIS, CITY).kind == "ended"


def test_a_city_on_no_list_is_outside():
    found = city_status(of(members=[member("aaa-two")]), BASIS, CITY)
    assert (found.kind, found.member, found.prospect) == ("outside", None, None)


def test_who_left_and_is_courted_again_is_a_prospect():
    gone = member(CITY, status="resigned", left_on="2023-01-01")
    assert city_status(of(members=[gone], prospects=[prospect()]), BASIS, CITY).kind == "prospect"


def test_a_member_that_is_still_in_the_pipeline_is_a_member():
    assert city_status(of(members=[member(CITY)], prospects=[prospect()]), BASIS, CITY).kind == "member"


def test_a_standing_is_illustrative_where_its_row_or_the_day_of_its_stage_is():
    own = prospect(provenance="illustrative")
    dated = stage(CITY, "2024-01-01", "contacted") | {"provenance": "illustrative"}
    assert city_status(of(prospects=[own]), BASIS, CITY).illustrative
    assert city_status(of(prospects=[prospect()], stage_history=[dated]), BASIS, CITY).illustrative
    assert not city_status(of(prospects=[prospect()]), BASIS, CITY).illustrative


# The way through the pipeline


def test_stays_are_in_order_two_of_one_day_by_their_number_and_a_step_back_is_called_so():
    dataset = of(
        prospects=[prospect("interested"), prospect() | {"city_id": "aaa-two"}],
        stage_history=[
            stage(CITY, "2024-03-01", "contacted", seq=2),
            stage(CITY, "2024-03-01", "identified", seq=1),
            stage(CITY, "2024-04-01", "applied"),
            stage(CITY, "2024-05-01", "interested"),
            stage(CITY, "2024-06-01", "interested"),
            stage(CITY, "2024-06-10", "parked"),
            stage(CITY, "2024-06-20", "interested"),
            stage(CITY, "2024-07-01", "applied"),
            stage("aaa-two", "2024-06-25", "applied"),
        ],
    )
    rows = stage_history(dataset, TODAY, CITY)
    assert list(zip(rows["stage"], rows["step"], rows["days"], strict=True)) == [
        ("identified", "first", 0),
        ("contacted", "forward", 31),
        ("applied", "forward", 30),
        ("interested", "back", 31),
        ("interested", "again", 9),
        ("parked", "aside", 10),
        ("interested", "aside", 10),
    ]
    assert rows["until"].isna().tolist() == [False] * 6 + [True]


def test_a_city_without_a_recorded_stage_has_no_way():
    assert stage_history(of(prospects=[prospect()]), TODAY, CITY).empty


# Fees


def fees_of(city, dataset=None, basis=BASIS):
    dataset = dataset or in_memory(TRAPS, **TRAPS_DESCRIPTION)
    rows = fee_history(dataset, build_ledger(dataset, basis.as_of, basis.fee_year), basis, city)
    return rows.set_index("fee_year")


@pytest.mark.parametrize(
    ("city", "states"),
    [
        pytest.param("aaa-charge", {2023: "not_paid", 2024: "paid"}, id="a bank charge leaves it paid"),
        pytest.param("aaa-silent", {2021: "unknown", 2024: "not_paid"}, id="2021 is not declared complete"),
        pytest.param(
            "bbb-november", {2023: "not_paid", 2024: "paid"}, id="joined in November, first fee next year"
        ),
        pytest.param("bbb-host", {2024: "waived"}, id="a waived host"),
        pytest.param("bbb-metropolis", {2021: "unknown", 2023: "part", 2024: "not_paid"}, id="part and none"),
        pytest.param("bbb-suspended", {2022: "paid", 2024: "not_paid"}, id="an old year only"),
        pytest.param("bbb-refunded", {2024: "not_paid"}, id="refunded"),
        pytest.param("bbb-overpaid", {2024: "paid"}, id="overpaid"),
        pytest.param("bbb-resigned", {2024: "paid"}, id="resigned after paying"),
        pytest.param("xxx-nowhere", {2024: "some"}, id="fee unknown, something came"),
        pytest.param("aaa-december", {2023: "not_paid", 2024: "paid"}, id="paid in December for next year"),
    ],
)
def test_a_year_has_the_first_state_that_fits(city, states):
    found = fees_of(city)["fee_state"].to_dict()
    assert {year: found.get(year) for year in states} == states


def test_what_is_not_known_is_missing_and_never_zero():
    rows = fees_of("aaa-silent")
    assert rows.loc[2021, ["received_eur", "received_on"]].isna().all()
    assert fees_of("bbb-metropolis").at[2024, "received_eur"] == 0
    assert pd.isna(fees_of("xxx-nowhere").at[2024, "due_eur"])
    assert pd.isna(fees_of("bbb-metropolis").at[2024, "waived_eur"])
    assert fees_of("bbb-host").at[2024, "waived_eur"] == 10_400


def test_a_fee_says_whether_it_is_from_the_file_or_the_grid():
    rows = fees_of("aaa-charge")
    assert rows["due_from"].to_dict()[2024] == "file"
    assert rows["due_from"].to_dict()[2023] == "grid"
    assert pd.isna(fees_of("xxx-nowhere").at[2024, "due_from"])


def test_the_last_receipt_of_a_year_is_dated_and_later_ones_are_not_known_yet():
    assert fees_of("bbb-refunded").at[2024, "received_on"] == pd.Timestamp("2024-05-01")
    before = fees_of("bbb-refunded", basis=replace(BASIS, as_of=date(2024, 4, 30)))
    assert before.loc[2024, ["fee_state", "received_eur"]].tolist() == ["paid", 10_400]
    assert before.at[2024, "received_on"] == pd.Timestamp("2024-02-01")


def test_years_before_it_joined_are_left_out_unless_something_is_recorded():
    assert fees_of("bbb-november").index.tolist() == [2023, 2024]
    dataset = of(
        members=[member(CITY, joined_on="2024-01-01"), member("aaa-two")],
        dues=[due(CITY, 2022, 10), due("aaa-two", 2023, 10), due(CITY, 2024, 10)],
    )
    assert fees_of(CITY, dataset).index.tolist() == [2022, 2024]


def test_who_is_on_no_roll_has_no_fees():
    assert fees_of("aaa-prospect").empty
    assert fees_of("nowhere").empty


# Events


def test_an_event_says_in_person_online_came_absent_to_come_or_that_nobody_knows():
    dataset = of(
        prospects=[prospect(), prospect() | {"city_id": "aaa-two"}],
        events=[
            event("alone", "2024-01-01"),
            event("missed", "2024-02-01"),
            event("online", "2024-03-01"),
            event("somehow", "2024-04-01"),
            event("there", "2024-05-01"),
            event("coming", "2024-07-01"),
            event("undated", None),
        ],
        participation=[
            came("missed", "aaa-two"),
            came("online", mode="online"),
            came("somehow", mode=None),
            came("there"),
            came("coming"),
            came("undated"),
        ],
    )
    rows = presences(dataset, TODAY, CITY)
    assert list(zip(rows["event_id"], rows["presence"], strict=True)) == [
        ("coming", "coming"),
        ("there", "in_person"),
        ("somehow", "came"),
        ("online", "online"),
        ("missed", "absent"),
        ("alone", "unknown"),
        ("undated", "in_person"),
    ]


def test_a_visit_to_another_city_is_no_absence():
    dataset = of(
        prospects=[prospect(), prospect() | {"city_id": "aaa-two"}],
        events=[event("visit-one", "2024-05-01", "visit"), event("visit-two", "2024-05-02", "visit")],
        participation=[came("visit-one"), came("visit-two", "aaa-two")],
    )
    assert presences(dataset, TODAY, CITY)["event_id"].tolist() == ["visit-one"]


# Networks, topics, steps


def test_yes_no_not_known_and_not_asked_are_four_answers():
    dataset = of(
        networks=[
            {"city_id": CITY, "network": "A", "member": "yes"},
            {"city_id": CITY, "network": "B", "member": "no"},
            {"city_id": CITY, "network": "C", "member": "unknown"},
            {"city_id": CITY, "network": "D", "member": None},
            {"city_id": "aaa-two", "network": "E", "member": "yes"},
        ]
    )
    rows = network_answers(dataset, CITY)
    assert dict(zip(rows["network"], rows["answer"], strict=True)) == {
        "A": "yes", "B": "no", "C": "unknown", "D": "unknown", "E": "not_asked",
    }  # fmt: skip
    assert network_answers(of(), CITY).empty


def test_topics_are_those_of_the_city_with_their_source():
    dataset = of(
        prospects=[prospect(), prospect() | {"city_id": "aaa-two"}],
        topics=[
            {"city_id": CITY, "topic": "waste", "level": "asked", "source": "a call"},
            {"city_id": CITY, "topic": "buses"},
            {"city_id": "aaa-two", "topic": "ports"},
        ],
    )
    rows = topics(dataset, CITY)
    assert rows["topic"].tolist() == ["buses", "waste"]
    assert rows["interest"].fillna("").tolist() == ["", "asked"]
    assert rows["source"].fillna("").tolist() == ["", "a call"]


def test_steps_are_overdue_from_the_day_after_and_open_again_before_they_were_done():
    def followup(number, due_on, done_on=None):
        row = {"followup_id": f"f{number}", "city_id": CITY, "what": f"step {number}"}
        return row | {"due_on": due_on, "done_on": done_on}

    dataset = of(
        prospects=[prospect(next_step="Sign", next_step_due="2024-06-30")],
        followups=[
            followup(1, "2024-06-29"),
            followup(2, None),
            followup(3, "2024-06-01", "2024-06-10"),
            followup(4, "2024-06-20", "2024-07-05"),
        ],
    )
    rows = steps(dataset, TODAY, CITY)
    assert list(zip(rows["what"], rows["step_state"], strict=True)) == [
        ("step 4", "overdue"),
        ("step 1", "overdue"),
        ("Sign", "open"),
        ("step 2", "open"),
        ("step 3", "done"),
    ]
    assert rows["done_on"].notna().tolist() == [False, False, False, False, True]
    assert steps(of(), TODAY, CITY).empty


# Identity, peers, price


def test_the_roll_comes_before_the_reference_which_fills_what_it_leaves_blank():
    dataset = of(
        members=[
            member("chn-guangzhou", name="Canton", country=None, population=15_000_000),
            member("aaa-new", name="New", population=10),
        ],
        prospects=[{"city_id": "chn-foshan", "name": "Foshan City", "stage": "contacted"}],
    )
    cities = known_cities(dataset, reference_cities())
    assert cities.loc["chn-guangzhou", ["name", "name_zh", "country", "province"]].tolist() == [
        "Canton", "广州", "CHN", "Guangdong",
    ]  # fmt: skip
    assert cities.loc["chn-foshan", ["name", "pinyin", "population_from"]].tolist() == [
        "Foshan City", "foshan", "reference",
    ]  # fmt: skip
    assert cities.loc["aaa-new", ["latitude", "province", "population_kind"]].isna().all()
    assert cities.index.is_unique
    assert len(cities) == len(reference_cities()) + 1


def test_a_number_of_the_roll_has_the_kind_of_the_reference_only_where_it_is_the_same_number():
    reference = reference_cities().set_index("city_id")
    same = int(reference.at["chn-foshan", "population"])
    for population, kind in ((same, "city (GeoNames)"), (same + 1, None)):
        cities = known_cities(of(members=[member("chn-foshan", population=population)]), reference_cities())
        assert cities.at["chn-foshan", "population_from"] == "roll"
        found = cities.at["chn-foshan", "population_kind"]
        assert (None if pd.isna(found) else found) == kind


def sized(**populations):
    rows = pd.DataFrame(
        {"name": list(populations), "population": pd.array(list(populations.values()), dtype="Int64")}
    )
    return rows.set_index(pd.Index(list(populations), name="city_id"))


def test_peers_are_the_nearest_by_inhabitants_without_the_city_and_the_unknown():
    cities = sized(me=100, same=100, near=90, far=200, twin=110, nobody=None, other=101)
    rows = peers(cities, "me", pd.Series(["me", "same", "near", "far", "twin", "nobody"]), most=3)
    assert rows["city_id"].tolist() == ["same", "near", "twin"]
    assert rows["difference"].tolist() == [0, -10, 10]


def test_a_city_of_unknown_size_has_no_peers():
    cities = sized(me=None, near=90)
    assert peers(cities, "me", pd.Series(["near"])).empty
    assert peers(cities, "elsewhere", pd.Series(["near"])).empty


def test_a_price_is_that_of_the_grid_of_the_year_and_absent_where_it_has_none():
    dataset = of(
        tariff=[
            fee((2024, 2026), "high", 300),
            fee((2024, 2026), "high", 200, scheme="exclusive"),
            fee((2021, 2023), "high", 100),
        ],
        income_levels=[
            {"country": "AAA", "fiscal_year": 2021, "income_level": "high", "provenance": "public"}
        ],
    )
    assert prices(dataset, "AAA", capital=False, year=2024) == {"joint": 300, "exclusive": 200}
    assert prices(dataset, "AAA", capital=False, year=2023) == {"joint": 100}
    assert prices(dataset, "AAA", capital=None, year=2024) == {}
    assert prices(dataset, None, capital=False, year=2024) == {}
