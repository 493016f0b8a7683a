"""What is not known of a city: each gap is told where it is one, and nowhere else."""

from datetime import date

import pandas as pd
import pytest

from analysis.city.status import CityStatus
from analysis.city.unknowns import CODES, Record, unknowns

TODAY = date(2024, 6, 30)
COMPLETE = {
    "name": "One",
    "name_zh": "一",
    "country": "CHN",
    "province": "Hubei",
    "latitude": 30.0,
    "longitude": 110.0,
    "population": 10,
    "population_year": 2020,
}
MEMBER = pd.Series({"joined_on": pd.Timestamp("2010-01-01"), "scheme": "joint", "provenance": "public"})
PROSPECT = pd.Series(
    {
        "stage": "contacted",
        "entered_on": pd.Timestamp("2024-01-01"),
        "next_step": "Call",
        "owner": "guangzhou",
    }
)
OUTSIDE = CityStatus("outside", None, None)


def events(*presences, starts_on="2024-01-01"):
    return pd.DataFrame(
        {"presence": list(presences), "starts_on": pd.to_datetime([starts_on] * len(presences))}
    )


def networks(**answers):
    return pd.DataFrame({"network": list(answers), "answer": list(answers.values())})


def fees(*rows):
    return pd.DataFrame(list(rows), columns=["fee_year", "fee_state", "due_eur"])


def codes(as_of=TODAY, standing=OUTSIDE, came=None, member_of=None, topics=1, paid=None, **cells):
    record = Record(
        city=pd.Series(COMPLETE | cells),
        status=standing,
        events=events("in_person") if came is None else came,
        networks=networks(A="yes") if member_of is None else member_of,
        topics=pd.DataFrame({"topic": ["waste"] * topics}),
        fees=fees() if paid is None else paid,
    )
    return {gap.code: gap.facts for gap in unknowns(record, as_of)}


def test_a_city_of_which_all_is_recorded_has_no_gap():
    assert codes() == {}
    assert codes(standing=CityStatus("member", MEMBER, None), paid=fees((2024, "paid", 10.0))) == {}
    assert codes(standing=CityStatus("prospect", None, PROSPECT)) == {}


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        pytest.param(events(), {"no_event_lists": {}}, id="no event at all"),
        pytest.param(events("coming", "unknown"), {"no_event_lists": {}}, id="none begun has a list"),
        pytest.param(events("absent", "absent", "unknown"), {"never_seen": {"count": 2}}, id="on no list"),
        pytest.param(events("online", "absent"), {"only_online": {"count": 1}}, id="only online"),
        pytest.param(events("online", "in_person"), {}, id="once in person"),
        pytest.param(events("came"), {}, id="how is not recorded, so it may have been in person"),
        pytest.param(events("in_person", starts_on=None), {"seen_undated": {}}, id="the event has no date"),
    ],
)
def test_whether_and_how_a_city_was_seen(came, expected):
    assert codes(came=came) == expected


def test_not_asked_and_asked_in_vain_are_two_gaps_and_no_is_none():
    found = codes(member_of=networks(A="yes", B="no", C="unknown", D="not_asked", E="not_asked"))
    assert found == {"networks_not_asked": {"names": ["D", "E"]}, "networks_unknown": {"names": ["C"]}}


def test_a_city_without_a_topic():
    assert codes(topics=0) == {"no_topic": {}}


@pytest.mark.parametrize(
    ("column", "code"),
    [("entered_on", "stage_undated"), ("next_step", "no_next_step"), ("owner", "no_owner")],
)
def test_what_a_prospect_lacks(column, code):
    lacking = PROSPECT.drop(column).reindex(PROSPECT.index)
    assert codes(standing=CityStatus("prospect", None, lacking)) == {code: {}}
    assert codes(standing=CityStatus("ended", None, lacking)) == {}


@pytest.mark.parametrize(("column", "code"), [("joined_on", "joined_unknown"), ("scheme", "scheme_unknown")])
def test_what_a_member_lacks(column, code):
    lacking = MEMBER.drop(column).reindex(MEMBER.index)
    assert codes(standing=CityStatus("member", lacking, None)) == {code: {}}
    assert codes(standing=CityStatus("left", lacking, None)) == {}


def test_years_of_unknown_payment_and_of_unknown_fee_are_named_and_an_unpaid_year_is_no_gap():
    paid = fees((2022, "not_paid", 10.0), (2023, "unknown", 10.0), (2024, "some", None))
    found = codes(standing=CityStatus("member", MEMBER, None), paid=paid)
    assert found == {"payment_unknown": {"years": [2023]}, "fee_unknown": {"years": [2024]}}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param({"name_zh": None}, {"no_name_zh": {}}, id="no Chinese name"),
        pytest.param({"name_zh": None, "province": None, "country": "ESP"}, {}, id="not expected abroad"),
        pytest.param({"province": None}, {"province_unknown": {}}, id="no province"),
        pytest.param({"population": None, "population_year": None}, {"no_population": {}}, id="no number"),
        pytest.param({"population_year": None}, {"population_undated": {}}, id="of no year"),
        pytest.param({"population_year": 2018}, {"population_old": {"year": 2018}}, id="six years old"),
        pytest.param({"population_year": 2019}, {}, id="five years old"),
        pytest.param({"longitude": None}, {"no_place": {}}, id="no place"),
    ],
)  # fmt: skip
def test_what_is_not_known_of_the_city_itself(cells, expected):
    assert codes(**cells) == expected


def test_gaps_stand_in_one_order_the_most_useful_to_ask_first():
    asked = networks(A="not_asked")
    found = list(codes(topics=0, came=events("absent"), member_of=asked, population=None, province=None))
    assert found == ["never_seen", "no_topic", "networks_not_asked", "no_population", "province_unknown"]
    assert found == sorted(found, key=CODES.index)
