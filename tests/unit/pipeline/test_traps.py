"""Traps of the pipeline by their names: going back, two steps a day, a new name, attendance, few cities."""

import re
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd
import pytest

from analysis.core.basis import Basis
from analysis.pipeline.candidates import candidates
from analysis.pipeline.cohorts import by_cohort
from analysis.pipeline.journeys import drop_off, journeys, names_of, set_aside
from analysis.pipeline.prospects import prospects, worklist
from analysis.pipeline.stage_chances import (
    STAGE_CHANCES,
    by_stage,
    expected_members,
    read_chance,
    score_chances,
)
from data.cities import reference_cities
from data.schema import STAGES
from tests.support.apptest import ROOT
from tests.support.datasets import in_memory, member, stage
from text import label

TODAY = date(2024, 6, 30)


def prospect(city_id, name, **cells):
    return {"city_id": city_id, "name": city_id[4:].title(), "stage": name} | cells


def pipeline(**tables):
    return in_memory({"members": []} | tables, as_of=TODAY)


def found(dataset, as_of=TODAY):
    return journeys(dataset, as_of).set_index("city_id")


def way(city_id, *steps):
    """Steps as (day, stage)."""
    return [stage(city_id, day, name) for day, name in steps]


def many(count, *steps, first=0):
    return [step for number in range(first, first + count) for step in way(f"aaa-n{number}", *steps)]


def gone(city_id):
    """A member that left before any of the steps: the history may speak of it, and it is on no roll."""
    return member(city_id, status="resigned", left_on="2015")


def former(count):
    return [gone(f"aaa-n{number}") for number in range(count)]


def test_a_stage_that_went_backwards_keeps_the_furthest_and_is_neither_lost_nor_gone_on():
    steps = way(
        "aaa-one", ("2024-01-01", "identified"), ("2024-02-01", "applied"), ("2024-03-01", "contacted")
    )
    dataset = pipeline(prospects=[prospect("aaa-one", "contacted")], stage_history=steps)
    row = found(dataset).loc["aaa-one"]
    assert row[["stage", "furthest", "outcome"]].tolist() == ["contacted", STAGES.index("applied"), "open"]
    rows = drop_off(journeys(dataset, TODAY)).set_index("stage")
    assert rows.loc["applied", ["reached", "onward", "still", "back"]].tolist() == [1, 0, 0, 1]
    assert rows.at["contacted", "onward"] == 1


def test_of_two_entries_on_one_day_the_later_number_is_where_the_city_stands():
    steps = [stage("aaa-one", "2024-03-01", "lost", 2), stage("aaa-one", "2024-03-01", "interested", 1)]
    dataset = pipeline(members=[gone("aaa-one")], stage_history=steps)
    assert found(dataset).loc["aaa-one", ["stage", "outcome"]].tolist() == ["lost", "lost"]
    swapped = [step | {"seq": 3 - step["seq"]} for step in steps]
    again = pipeline(members=[gone("aaa-one")], stage_history=swapped)
    assert found(again).loc["aaa-one", ["stage", "outcome"]].tolist() == ["interested", "open"]


def test_a_city_renamed_between_uploads_stays_one_city_with_its_new_name():
    steps = way("aaa-one", ("2024-01-01", "identified"), ("2024-02-01", "parked"))
    before = pipeline(prospects=[prospect("aaa-one", "parked")], stage_history=steps)
    renamed = before.tables["prospects"].assign(name="Newname")
    after = replace(before, tables=MappingProxyType({**before.tables, "prospects": renamed}))
    pd.testing.assert_frame_equal(journeys(before, TODAY), journeys(after, TODAY))
    assert names_of(after, journeys(after, TODAY)["city_id"]).tolist() == ["Newname"]
    assert set_aside(after, journeys(after, TODAY), TODAY)["name"].tolist() == ["Newname"]


def test_a_prospect_that_attended_is_no_member_and_has_no_stage_for_it():
    came = [
        {"event_id": "congress", "city_id": city, "mode": "in_person"} for city in ("aaa-one", "aaa-host")
    ]
    events = [{"event_id": "congress", "name": "Congress", "starts_on": "2024-06-01", "kind": "congress"}]
    dataset = pipeline(
        members=[member("aaa-host")],
        prospects=[prospect("aaa-one", "contacted")],
        stage_history=way("aaa-one", ("2024-01-01", "contacted")),
        events=events,
        participation=came,
    )
    rows = found(dataset)
    assert rows.index.tolist() == ["aaa-one"]
    assert rows["joined_on"].isna().all()
    assert by_cohort(rows.reset_index(), "year")["joined"].tolist() == [0, 0]


def test_where_list_and_history_disagree_the_list_holds_on_the_day_of_the_data_and_history_before_it():
    steps = way("aaa-one", ("2024-01-01", "interested"), ("2024-02-01", "applied"))
    dataset = pipeline(prospects=[prospect("aaa-one", "lost")], stage_history=steps)
    row = found(dataset).loc["aaa-one"]
    assert row[["stage", "outcome"]].tolist() == ["lost", "lost"]
    assert pd.isna(row["ended_on"])
    assert found(dataset, date(2024, 1, 15)).loc["aaa-one", ["stage", "outcome"]].tolist() == [
        "interested",
        "open",
    ]


def test_who_is_still_at_a_stage_is_not_among_those_whose_way_from_it_is_decided():
    onward = many(4, ("2024-01-01", "identified"), ("2024-02-01", "contacted"))
    left = many(1, ("2024-01-01", "identified"), ("2024-02-01", "lost"), first=4)
    there = many(3, ("2024-01-01", "identified"), first=5)
    dataset = pipeline(members=former(8), stage_history=[*onward, *left, *there])
    rows = drop_off(journeys(dataset, TODAY)).set_index("stage")
    assert rows.loc["identified", ["reached", "decided", "onward_share"]].tolist() == [8, 5, 0.8]
    assert pd.isna(rows.at["contacted", "onward_share"])


def test_an_earlier_day_knows_nothing_of_what_came_after_it():
    steps = way("aaa-one", ("2024-01-01", "identified"), ("2024-05-01", "member"))
    dataset = pipeline(members=[member("aaa-one", joined_on="2024-05-01")], stage_history=steps)
    assert found(dataset, date(2024, 4, 30)).at["aaa-one", "outcome"] == "open"
    assert found(dataset).at["aaa-one", "days"] == 121
    assert journeys(dataset, date(2023, 12, 31)).empty


def test_who_left_and_came_back_joined_the_first_time():
    steps = way(
        "aaa-one",
        ("2020-01-01", "identified"),
        ("2020-01-11", "member"),
        ("2022-01-01", "lost"),
        ("2023-01-01", "contacted"),
        ("2024-01-01", "member"),
    )
    dataset = pipeline(members=[member("aaa-one")], stage_history=steps)
    row = found(dataset).loc["aaa-one"]
    assert row["days"] == 10
    assert row["ended_on"] == pd.Timestamp("2024-01-01")


def test_without_a_dated_stage_a_prospect_is_in_no_cohort_but_in_the_funnel():
    dataset = pipeline(prospects=[prospect("aaa-one", "applied")])
    rows = journeys(dataset, TODAY)
    assert rows["entered_on"].isna().all()
    assert by_cohort(rows, "year")["entered"].tolist() == [0]
    assert drop_off(rows).set_index("stage").at["applied", "still"] == 1


def test_under_five_a_share_and_a_median_are_not_said():
    joined = (("2023-01-01", "identified"), ("2023-03-02", "member"))
    for count, is_said in ((4, False), (5, True)):
        dataset = pipeline(members=former(count), stage_history=many(count, *joined))
        row = by_cohort(journeys(dataset, TODAY), "half").set_index("cohort").loc["2023-1"]
        assert row["entered"] == count
        assert pd.notna(row["conversion"]) == is_said
        assert pd.notna(row["median_days"]) == is_said


def test_under_thirty_the_chances_have_no_score():
    """Over five cities a score tells nothing: those of good and of bad chances lie on each other."""
    joined = (("2023-01-01", "identified"), ("2023-03-02", "member"))
    for count, is_said in ((5, False), (29, False), (30, True)):
        dataset = pipeline(members=former(count), stage_history=many(count, *joined))
        found = score_chances(dataset, journeys(dataset, TODAY), TODAY, {})
        assert (found.brier is not None) == is_said
        assert found.stages["brier"].notna().any() == is_said
        assert (found.ended, found.not_joined) == (count, 0)


def test_the_second_half_of_a_year_begins_in_july():
    steps = [*way("aaa-n0", ("2023-06-30", "identified")), *way("aaa-n1", ("2023-07-01", "identified"))]
    dataset = pipeline(members=former(2), stage_history=steps)
    cohorts = by_cohort(journeys(dataset, TODAY), "half")
    assert cohorts["cohort"].tolist() == ["2023-1", "2023-2", "all"]


def test_lost_and_parked_are_told_with_their_reason_and_the_latest_first():
    steps = [
        *way("aaa-one", ("2024-01-01", "interested"), ("2024-02-01", "lost")),
        *way("aaa-two", ("2024-01-01", "identified"), ("2024-03-01", "parked")),
    ]
    steps[1] |= {"note": "Joined another network"}
    own = [prospect("aaa-one", "lost", note="older"), prospect("aaa-two", "parked", note="New mayor in May")]
    dataset = pipeline(prospects=[*own, prospect("aaa-three", "lost")], stage_history=steps)
    rows = set_aside(dataset, journeys(dataset, TODAY), TODAY)
    assert rows["name"].tolist() == ["Two", "One", "Three"]
    assert rows["reason"].tolist()[:2] == ["New mayor in May", "Joined another network"]
    assert rows.loc[2, ["ended_on", "reason", "furthest_stage"]].isna().all()
    assert rows["furthest_stage"].tolist()[:2] == ["identified", "interested"]


def test_the_score_counts_a_city_once_at_a_stage_it_was_at_twice():
    steps = (
        ("2023-01-01", "contacted"),
        ("2023-02-01", "interested"),
        ("2023-03-01", "contacted"),
        ("2023-04-01", "lost"),
    )
    dataset = pipeline(members=former(30), stage_history=many(30, *steps))
    result = score_chances(dataset, journeys(dataset, TODAY), TODAY, {})
    assert result.stages.set_index("stage").loc[["contacted", "interested"], "ended"].tolist() == [30, 30]
    assert result.brier == pytest.approx((0.10**2 + 0.25**2) / 2)
    assert result.not_joined == 30


def test_a_prospect_on_the_roll_is_not_expected_a_second_time_and_an_unknown_fee_is_not_zero():
    dataset = pipeline(
        members=[member("aaa-one")],
        prospects=[prospect("aaa-one", "applied"), prospect("aaa-two", "applied", probability="0.3")],
    )
    waiting = prospects(dataset, TODAY)
    left = candidates(dataset, Basis(TODAY, 2024), waiting, reference_cities())
    rows = expected_members(
        dataset, left, waiting.set_index("city_id")["probability"], 2024, {"applied": 0.9}
    )
    assert rows["city_id"].tolist() == ["aaa-two"]
    assert rows[["probability", "chance_from"]].to_numpy().tolist() == [[0.3, "own"]]
    assert rows["expected_eur"].isna().all()


def test_every_open_stage_has_an_assumed_chance_and_they_rise_along_the_path():
    assert list(STAGE_CHANCES) == list(STAGES[: STAGES.index("member")])
    assert list(STAGE_CHANCES.values()) == sorted(STAGE_CHANCES.values())


@pytest.mark.parametrize(
    ("code", "chance"), [("0.35", 0.35), ("1", 1), ("1.5", None), ("x", None), ("nan", None)]
)
def test_a_kept_chance_that_is_none_is_not_taken(code, chance):
    assert read_chance(code) == chance


def test_the_worklist_has_the_longest_overdue_first_then_the_furthest():
    rows = [
        prospect("aaa-far", "applied", next_step="x", next_step_due="2024-07-05"),
        prospect("aaa-late", "identified", next_step="x", next_step_due="2024-06-01"),
        prospect("aaa-later", "applied", next_step="x", next_step_due="2024-06-20"),
        prospect("aaa-none", "interested"),
    ]
    listed = worklist(prospects(pipeline(prospects=rows), TODAY))
    assert listed["city_id"].tolist() == ["aaa-late", "aaa-later", "aaa-far", "aaa-none"]
    assert listed["median_days"].isna().all()


def test_the_document_has_the_assumed_chances():
    text = (ROOT / "docs" / "pipeline.md").read_text("utf-8")
    table = dict(re.findall(r"^\| ([A-Z][a-z ]+) \| (\d+) % \|$", text, re.MULTILINE))
    assert {label("stage", code): f"{100 * chance:g}" for code, chance in STAGE_CHANCES.items()} == table


def test_expected_fees_of_a_stage_without_any_price_are_missing_and_not_nothing():
    waiting = pd.DataFrame(
        {
            "stage": ["applied", "contacted", "contacted"],
            "probability": [0.5, 0.2, 0.2],
            "fee_eur": [None, None, 5000.0],
            "expected_eur": [None, None, 1000.0],
            "illustrative": False,
        }
    )
    sums = by_stage(waiting).set_index("stage")
    assert pd.isna(sums.at["applied", "fees_eur"])
    assert sums.at["contacted", "fees_eur"] == 1000.0
    assert sums["unpriced"].to_dict() == {"applied": 1, "contacted": 1}
