"""One rule for who is an open prospect: lists, maps, effects, forecasts and follow-ups agree."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.city.offers import needs
from analysis.city.status import city_status
from analysis.congress.forecast import forecast
from analysis.core.basis import default_basis
from analysis.core.member_states import member_states
from analysis.followups.followups import NEXT_STEP, followups
from analysis.map.places import places
from analysis.pipeline.candidates import candidates
from analysis.pipeline.cohorts import by_cohort
from analysis.pipeline.journeys import journeys
from analysis.pipeline.prospects import effect_of_joining, funnel, prospects
from analysis.pipeline.stages import open_stages
from analysis.shares.shares import official_share, paying_share
from data.cities import reference_cities
from tests.support.datasets import in_memory, member, stage

TODAY = date(2024, 6, 30)
CITIES = ["chn-foshan", "chn-dongguan", "chn-hefei", "chn-jinan", "chn-xiamen"]


def dataset(*more, as_of=TODAY, **description):
    """Three members, one in the group; five prospects, two of which have come onto the roll."""
    roll = [member("chn-wuhan"), member("fra-paris"), member("esp-madrid")]
    joined = [member("chn-foshan", joined_on="2024-06-01"), member("chn-dongguan", joined_on="2024")]
    waiting = [
        {
            "city_id": city,
            "name": city,
            "stage": "applied",
            "next_step": "Call",
            "next_step_due": "2024-06-15",
        }
        for city in CITIES
    ]
    tables = {
        "members": [*roll, *joined, *more],
        "prospects": waiting,
        "stage_history": [stage(city, "2024-01-10", "applied") for city in CITIES],
        "focus_groups": [{"group": "china", "city_id": city} for city in (*CITIES, "chn-wuhan")],
        "events": [
            {"event_id": "c", "name": "Congress", "starts_on": "2024-11-01", "kind": "congress"},
        ],
    }
    return in_memory(tables, as_of=as_of, first_roll_on=date(2024, 1, 1), **description)


def effect_of(data, basis):
    states = member_states(data, basis)
    waiting = prospects(data, basis.as_of)
    return effect_of_joining(waiting, data, basis, official_share(states), paying_share(states)).set_index(
        "stage"
    )


def counts(data, basis):
    """How many open prospects each subject sees."""
    waiting = prospects(data, basis.as_of)
    effect = effect_of(data, basis)
    rows = places(data, basis, reference_cities())
    invited = forecast(data, basis, "c").cities
    every = [row["city_id"] for row in data.tables["prospects"].to_dict("records")]
    return {
        "list": len(waiting),
        "candidates": len(candidates(data, basis, waiting, reference_cities())),
        "effect": effect.at["all", "joining"],
        "map": int((rows["kind"] == "prospect").sum()),
        "congress": int((invited["standing"] == "prospect").sum()),
        "next steps": int((followups(data, basis.as_of)["listed_as"] == NEXT_STEP).sum()),
        "journeys": int((journeys(data, basis.as_of)["outcome"] == "open").sum()),
        "funnel": int(funnel(data, basis.as_of).set_index("stage")["now"].drop("member").sum()),
        "offers": int((needs(data, basis, every)["reason"] == "join").sum()),
        "city pages": sum(city_status(data, basis, city).kind == "prospect" for city in every),
    }


def test_who_came_onto_the_roll_is_an_open_prospect_nowhere():
    data = dataset()
    assert set(counts(data, default_basis(data)).values()) == {3}


def test_the_effect_of_joining_counts_nobody_twice():
    data = dataset()
    row = effect_of(data, default_basis(data)).loc["all"]
    assert (row["joining"], row["joining_group"]) == (3, 3)
    assert row["official_share"] == pytest.approx((3 + 3) / (5 + 3))  # not 8 of 10


@pytest.mark.parametrize("also", [{"suspended": False}, {"categories": ("active", "associate")}])
def test_who_is_a_member_does_not_depend_on_who_is_counted(also):
    others = [member("chn-hefei", status="suspended"), member("chn-jinan", category="associate")]
    data = dataset(*others)
    found = counts(data, replace(default_basis(data), **also))
    assert set(found.values()) == {1}


def test_on_an_earlier_day_who_joined_later_is_still_open():
    data = dataset()
    assert set(open_stages(data, date(2024, 5, 31))["city_id"]) == set(CITIES) - {"chn-dongguan"}


def test_a_joining_date_counts_also_before_the_first_roll_and_a_blank_one_does_not():
    data = dataset(member("chn-hefei", joined_on="2020"), member("chn-jinan", joined_on=""))
    earlier = replace(data, first_roll_on=date(2024, 6, 15))
    assert "chn-hefei" not in set(open_stages(earlier, date(2024, 5, 31))["city_id"])
    assert "chn-jinan" in set(open_stages(earlier, date(2024, 5, 31))["city_id"])
    assert "chn-jinan" not in set(open_stages(earlier, TODAY)["city_id"])


def test_who_left_again_is_open_and_who_joins_after_the_day_too():
    data = dataset(member("chn-hefei", left_on="2024-05-01"), member("chn-jinan", joined_on="2024-07-01"))
    assert set(open_stages(data, TODAY)["city_id"]) == {"chn-hefei", "chn-jinan", "chn-xiamen"}


def test_a_cohort_counts_who_is_on_the_roll_as_joined_on_its_joining_day():
    rows = journeys(dataset(), TODAY).set_index("city_id")
    assert rows.loc["chn-foshan", ["stage", "outcome", "days"]].tolist() == ["member", "member", 143]
    assert rows.loc["chn-dongguan", "outcome"] == "member"
    assert rows.loc[["chn-dongguan"], "joined_on"].isna().all()  # a year is no day
    assert by_cohort(rows.reset_index(), "year").set_index("cohort").at["all", "joined"] == 2
