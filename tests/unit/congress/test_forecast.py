"""The Congress forecast: agrees with plain Python, covers what it says, and is scored by who came."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.congress.attendance_rule import RULE, Chance
from analysis.congress.delegate_range import simulate
from analysis.congress.forecast import (
    by_case,
    congress_figure,
    days_left,
    forecast,
    next_congress,
)
from analysis.congress.saved_forecasts import SavedForecast, save_forecast, score
from analysis.core.basis import Basis, default_basis
from data.folder import load_folder
from tests.independent.headline import Books, day
from tests.support.datasets import (
    GENERATED_DESCRIPTION,
    SAMPLE,
    generated,
    in_memory,
    member,
    stage,
    write_folder,
)

# Written from docs/congress.md and not from the code
MEMBERS = {"came": (0.5, 2.5), "came_unsaid": (0.4, 2.5), "only_online": (0.25, 2), "never": (0.1, 2),
           "not_known": (0.25, 2)}  # fmt: skip
STAGES = {"identified": (0.05, 2), "contacted": (0.1, 2), "interested": (0.2, 2),
          "intent_expressed": (0.4, 2.5), "applied": (0.5, 2.5), "board_approved": (0.6, 3),
          "assembly_listed": (0.7, 3)}  # fmt: skip


def expected_of(books, basis, event_id):
    """city → (case, expected delegates), in plain Python over the rows as they stand in the files."""
    events = {row["event_id"]: row for row in books.tables["events"]}
    begins = day(events[event_id]["starts_on"])
    until = min(basis.as_of, begins - timedelta(days=1)) if begins else basis.as_of
    held = {
        name
        for name, row in events.items()
        if name != event_id
        and row["kind"] != "visit"
        and not (day(row["starts_on"]) and day(row["starts_on"]) > until)
    }
    modes = {}
    for row in books.tables["participation"]:
        if row["event_id"] in held:
            modes.setdefault(row["city_id"], []).append(row["mode"])
    group = books.group(basis.group)
    found = {}
    for city in {row["city_id"] for row in books.roll(basis)} & group:
        seen = modes.get(city)
        if seen is None:
            case = "never" if modes else "not_known"
        elif "in_person" in seen:
            case = "came"
        else:
            case = "came_unsaid" if "" in seen else "only_online"
        found[city] = (case, MEMBERS[case][0] * MEMBERS[case][1])
    for city, prospect in books.prospects(basis.as_of).items():
        if city in group and city not in found:
            probability, people = STAGES[prospect.stage]
            found[city] = (prospect.stage, probability * people)
    return found


def with_events(tables, seed):
    """Ten years of events of every kind, some without a date, and who came, some without a word on how."""
    lot = random.Random(seed)  # noqa: S311  nothing secret is drawn
    cities = [row["city_id"] for name in ("members", "prospects") for row in tables[name]]
    events, rows = [], []
    for number in range(40):
        on = date(2014, 10, 1) + timedelta(days=lot.randrange(3650))
        kind = lot.choice(["meeting", "congress", "visit", "online", "other"])
        events.append({"event_id": f"e{number}", "name": f"Event {number}", "kind": kind,
                       "starts_on": lot.choice([on, on, on, None]), "provenance": "uploaded"})  # fmt: skip
        came = lot.sample(cities, min(len(cities) // 50, 60))
        modes = ["in_person", "online", None]
        rows += [{"event_id": f"e{number}", "city_id": city, "mode": lot.choice(modes)} for city in came]
    events.append({"event_id": "next", "name": "Next", "kind": "congress", "starts_on": "2024-10-01",
                   "provenance": "uploaded"})  # fmt: skip
    return tables | {"events": events, "participation": rows}


@pytest.fixture(scope="module")
def sample():
    return load_folder(SAMPLE)


def assert_agrees(dataset, books, basis, event_id):
    found = forecast(dataset, basis, event_id)
    expected = expected_of(books, basis, event_id)
    cities = found.cities.set_index("city_id")
    assert cities["case"].to_dict() == {city: case for city, (case, _) in expected.items()}
    assert cities["expected"].to_dict() == pytest.approx({city: each for city, (_, each) in expected.items()})
    assert found.expected == pytest.approx(sum(each for _, each in expected.values()))
    return found


def test_the_expected_number_agrees_with_plain_python_on_the_sample(sample):
    found = assert_agrees(sample, Books.read(SAMPLE), default_basis(sample), "brussels-congress-2023")
    assert len(found.cities) == 28
    assert found.expected == pytest.approx(22.6)
    assert found.illustrative


def test_it_agrees_on_five_thousand_cities_with_ten_years_of_events(tmp_path):
    folder = write_folder(tmp_path / "x", with_events(generated(5000, 11), 3), **GENERATED_DESCRIPTION)
    dataset = load_folder(folder)
    for as_of in (date(2024, 6, 30), date(2022, 3, 1)):
        basis = Basis(as_of, 2023, group="china")
        found = assert_agrees(dataset, Books.read(folder), basis, "next")
        assert set(found.cities["case"]) >= {"came", "came_unsaid", "only_online", "never"}
    whole = (
        dataset.table("events").query("kind == 'congress' and starts_on < '2022-01-01'")["event_id"].iloc[0]
    )
    assert_agrees(dataset, Books.read(folder), Basis(date(2024, 6, 30), 2023), whole)


# The rule


def people(**cells):
    """Five members, one prospect, a meeting, a visit and a Congress; cells replace tables."""
    cities = ["aaa-came", "aaa-unsaid", "aaa-online", "aaa-visited", "aaa-absent"]
    return {
        "members": [member(city) for city in cities],
        "prospects": [{"city_id": "aaa-coming", "name": "Coming", "country": "AAA", "stage": "applied"}],
        "stage_history": [stage("aaa-coming", "2023-03-01", "applied")],
        "events": [
            {"event_id": "meeting", "name": "Meeting", "kind": "meeting", "starts_on": "2023-05-17"},
            {"event_id": "visit", "name": "Visit", "kind": "visit", "starts_on": "2023-05-16"},
            {"event_id": "congress", "name": "Congress", "kind": "congress", "starts_on": "2023-06-12"},
        ],
        "participation": [
            {"event_id": "meeting", "city_id": "aaa-came", "mode": "in_person"},
            {"event_id": "meeting", "city_id": "aaa-unsaid"},
            {"event_id": "meeting", "city_id": "aaa-online", "mode": "online"},
            {"event_id": "meeting", "city_id": "aaa-coming", "mode": "in_person"},
            {"event_id": "visit", "city_id": "aaa-visited", "mode": "in_person"},
        ],
        "focus_groups": [{"group": "china", "city_id": city} for city in [*cities, "aaa-coming"]],
    } | cells


BASIS = Basis(date(2023, 5, 31), 2023)


def of(tables, basis=BASIS, as_of=date(2023, 6, 30), by_hand=None):
    dataset = in_memory(tables, as_of=as_of, first_roll_on=date(2023, 1, 1))
    return forecast(dataset, basis, "congress", by_hand)


def cases(found):
    return found.cities.set_index("city_id")["case"].to_dict()


def test_a_visit_to_a_city_is_no_sign_that_it_travels_and_a_prospect_that_came_counts_by_its_stage():
    assert cases(of(people())) == {
        "aaa-came": "came",
        "aaa-unsaid": "came_unsaid",
        "aaa-online": "only_online",
        "aaa-visited": "never",
        "aaa-absent": "never",
        "aaa-coming": "applied",
    }


def test_without_any_list_nobody_is_called_absent():
    assert set(cases(of(people(participation=[]))).values()) == {"not_known", "applied"}


def test_an_event_without_a_date_counts_as_held_and_one_to_come_does_not():
    events = people()["events"]
    undated = [events[0] | {"starts_on": None}, *events[1:]]
    assert cases(of(people(events=undated)))["aaa-came"] == "came"
    later = [events[0] | {"starts_on": "2023-06-01"}, *events[1:]]
    assert cases(of(people(events=later)))["aaa-came"] == "not_known"


def test_a_forecast_of_a_congress_that_was_does_not_know_who_came_to_it():
    rows = people()["participation"]
    knowing = [*rows, {"event_id": "congress", "city_id": "aaa-absent", "mode": "in_person"},
               {"event_id": "after", "city_id": "aaa-absent", "mode": "in_person"}]  # fmt: skip
    after = {"event_id": "after", "name": "After", "kind": "meeting", "starts_on": "2023-06-20"}
    events = [*people()["events"], after]
    found = of(people(participation=knowing, events=events), replace(BASIS, as_of=date(2023, 6, 30)))
    assert cases(found)["aaa-absent"] == "never"


def test_a_congress_without_a_date_does_not_count_for_itself():
    events = [
        each | ({"starts_on": None} if each["event_id"] == "congress" else {}) for each in people()["events"]
    ]
    came = {"event_id": "congress", "city_id": "aaa-absent", "mode": "in_person"}
    found = of(people(events=events, participation=[*people()["participation"], came]))
    assert cases(found)["aaa-absent"] == "never"


def test_what_is_held_on_the_day_itself_counts():
    assert cases(of(people(), replace(BASIS, as_of=date(2023, 5, 17))))["aaa-came"] == "came"
    assert cases(of(people(), replace(BASIS, as_of=date(2023, 5, 16))))["aaa-came"] == "not_known"


def test_who_joined_while_still_in_the_pipeline_is_counted_once_as_a_member():
    both = [*people()["members"], member("aaa-coming")]
    found = of(people(members=both))
    assert cases(found)["aaa-coming"] == "came"
    assert len(found.cities) == 6


def test_who_left_or_is_lost_is_not_asked():
    members = people()["members"]
    members[0] |= {"status": "resigned", "left_on": "2023-02-01"}
    lost = [stage("aaa-coming", "2023-03-01", "lost")]
    assert set(cases(of(people(members=members, stage_history=lost)))) == {
        "aaa-unsaid", "aaa-online", "aaa-visited", "aaa-absent"
    }  # fmt: skip


def test_before_the_first_roll_and_without_anybody_there_is_no_forecast_and_no_zero():
    dataset = in_memory(people(), as_of=date(2023, 6, 30), first_roll_on=date(2023, 1, 1))
    early = replace(BASIS, as_of=date(2022, 1, 1))
    assert forecast(dataset, early, "congress") is None
    assert congress_figure(dataset, early, {}).value is None
    assert congress_figure(dataset, early, {}).reason == "before_first_roll"
    assert of(people(focus_groups=[])) is None


def test_a_chance_set_by_hand_takes_the_place_of_the_rule_for_its_city_alone():
    found = of(people(), by_hand={"aaa-absent": Chance(1.0, 5.0), "aaa-stranger": Chance(1.0, 5.0)})
    first = found.cities.iloc[0]
    assert (first["city_id"], first["expected"], first["by_hand"]) == ("aaa-absent", 5.0, True)
    assert found.cities["by_hand"].sum() == 1
    assert found.expected == pytest.approx(of(people()).expected - 0.2 + 5)
    own = by_case(found.cities).iloc[0]
    assert (own["name"], own["cities"]) == ("Absent", 1)


def test_the_next_congress_is_the_first_from_the_day_on_and_else_the_last_one():
    rows = [("old", "2019-06-01"), ("now", "2023-06-12"), ("far", "2026-06-12"), ("undated", None)]
    events = [{"event_id": name, "name": name, "kind": "congress", "starts_on": on} for name, on in rows]
    dataset = in_memory(people(events=events, participation=[]), as_of=date(2027, 1, 1))
    asked = {date(2023, 6, 12): "now", date(2023, 6, 13): "far", date(2026, 7, 1): "far"}
    assert {on: next_congress(dataset, on) for on in asked} == asked
    assert (
        next_congress(
            in_memory(people(events=[], participation=[]), as_of=date(2023, 6, 1)), date(2023, 6, 1)
        )
        is None
    )
    row = dataset.table("events").set_index("event_id").loc["now"]
    assert (days_left(row, date(2023, 5, 31)), days_left(row, date(2023, 6, 13))) == (12, -1)
    assert days_left(dataset.table("events").set_index("event_id").loc["undated"], date(2023, 5, 31)) is None


# The range


def chances(pairs):
    return pd.DataFrame(pairs, columns=["probability", "people"])


def exactly(pairs):
    """Probabilities of 0, 1, 2 … delegates, by adding city after city."""
    whole = [1.0]
    for probability, average in pairs:
        further = (average - 1) / 4
        size = [0.0] + [
            [1, 4, 6, 4, 1][more] * further**more * (1 - further) ** (4 - more) for more in range(5)
        ]
        one = [1 - probability, *(probability * each for each in size[1:])]
        longer = [0.0] * (len(whole) + len(one) - 1)
        for first, left in enumerate(whole):
            for second, right in enumerate(one):
                longer[first + second] += left * right
        whole = longer
    return whole


PAIRS = [(0.5, 2.5)] * 12 + [(0.25, 2.0)] * 7 + [(0.1, 2.0)] * 6 + [(0.4, 2.5)] * 3


def test_where_each_city_decides_by_itself_the_runs_are_those_of_the_exact_distribution():
    runs = simulate(chances(PAIRS), dependence=0.0)
    parts = runs / runs.sum()
    exact = np.array(exactly(PAIRS))
    assert np.abs(parts - exact[: len(parts)]).max() < 0.006
    assert exact @ np.arange(len(exact)) == pytest.approx(sum(p * m for p, m in PAIRS))
    spread = exact @ np.arange(len(exact)) ** 2 - (exact @ np.arange(len(exact))) ** 2
    assert sum(Chance(*pair).variance for pair in PAIRS) == pytest.approx(spread)


def test_the_same_chances_give_the_same_range_in_whatever_order_they_stand():
    once, again = simulate(chances(PAIRS)), simulate(chances(PAIRS[::-1]))
    assert once.tolist() == again.tolist()
    assert simulate(chances(PAIRS), seed=1).tolist() != once.tolist()


# Keeping and scoring


def test_a_kept_forecast_is_read_back_as_it_was_and_says_nothing_but_codes_and_numbers(sample):
    found = forecast(sample, default_basis(sample), "brussels-congress-2023")
    kept = save_forecast(found, default_basis(sample), "abc")
    assert SavedForecast.read(kept.text) == kept
    assert kept.name == "brussels-congress-2023/2023-05-31/china"
    assert kept.chances["chn-shenyang"] == RULE["came"]
    assert (kept.low, kept.high, kept.expected) == (found.low, found.high, pytest.approx(22.6))


def kept_of(tables):
    return save_forecast(of(tables), BASIS, "abc")


ATTENDED = [
    {"event_id": "congress", "city_id": "aaa-came", "mode": "in_person", "delegates": 3},
    {"event_id": "congress", "city_id": "aaa-unsaid", "mode": "in_person"},
    {"event_id": "congress", "city_id": "aaa-online", "mode": "online"},
    {"event_id": "congress", "city_id": "aaa-coming"},
]


def score_of(attended, as_of=date(2023, 6, 30)):
    dataset = in_memory(
        people(participation=[*people()["participation"], *attended]), as_of=date(2023, 6, 30)
    )
    return score(kept_of(people()), dataset, as_of)


def test_a_score_counts_who_came_and_leaves_out_what_is_not_known():
    found = score_of(ATTENDED)
    # came .5, unsaid .4, online .25 (no delegate), visited .1, absent .1; how the prospect came is not told
    assert (found.came, found.told) == (2, 5)
    assert found.brier == pytest.approx((0.5**2 + 0.6**2 + 0.25**2 + 0.1**2 + 0.1**2) / 5)
    # how many the second one sent is not known: never 0
    assert (found.sized, found.delegates) == (4, 3)
    assert found.error == pytest.approx(((3 - 1.25) + 0.5 + 0.2 + 0.2) / 4)
    assert found.expected == pytest.approx(1.25 + 0.5 + 0.2 + 0.2)
    assert not found.complete


def test_a_score_is_complete_only_when_every_city_says_with_how_many_it_came():
    whole = [ATTENDED[0], ATTENDED[1] | {"delegates": 2}, ATTENDED[2]]
    found = score_of(whole)
    assert found.complete
    assert (found.delegates, found.sized, found.told) == (5, 6, 6)


def test_there_is_no_score_before_the_event_and_none_without_a_list():
    assert score_of(ATTENDED, date(2023, 6, 11)) is None
    assert score_of([]) is None
    assert score_of(ATTENDED, date(2023, 6, 12)) is not None


def test_the_figure_for_the_command_line_has_the_number_its_range_and_its_rows(sample):
    figure = congress_figure(sample, default_basis(sample), {})
    found = forecast(sample, default_basis(sample), "brussels-congress-2023")
    assert (figure.name, figure.unit, figure.value) == ("congress_expected", "count", found.expected)
    assert (figure.low, figure.high, len(figure.rows)) == (found.low, found.high, 28)
