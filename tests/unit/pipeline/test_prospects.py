"""Prospects, funnel, effect of joining, attention and attendance on small datasets by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.core.basis import Basis, default_basis
from analysis.core.member_states import member_states
from analysis.engagement.attendance import attendance
from analysis.engagement.attendance_by_event import by_city
from analysis.followups.followups import followups
from analysis.map.places import places
from analysis.overview.attention import attention
from analysis.overview.checks import share_checks
from analysis.overview.figures import headline_figures, states_by_definition
from analysis.pipeline.prospects import effect_of_joining, funnel, prospects
from analysis.roll.regions import by_region
from analysis.shares.history import by_fee_year
from analysis.shares.shares import official_share, paying_share
from data.cities import reference_cities
from data.schema import TABLES
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, in_memory, member, stage

TODAY = date(2024, 6, 30)


def prospect(city_id, name, **cells):
    return {"city_id": city_id, "name": city_id[4:].title(), "stage": name} | cells


def followup(number, city_id, due_on=None, done_on=None, **cells):
    row = {"followup_id": f"f{number}", "city_id": city_id, "what": f"step {number}"}
    return row | {"due_on": due_on, "done_on": done_on} | cells


def event(event_id, starts_on):
    return {"event_id": event_id, "name": event_id.title(), "starts_on": starts_on}


def took_part(event_id, city_id, mode="in_person"):
    return {"event_id": event_id, "city_id": city_id, "mode": mode}


def pipeline(**tables):
    return in_memory({"members": []} | tables, as_of=TODAY)


def rows_of(dataset, as_of=TODAY):
    return prospects(dataset, as_of).set_index("city_id")


# Prospects


def test_prospects_stand_furthest_first_then_by_what_is_due_then_by_name():
    dataset = pipeline(
        prospects=[
            prospect("aaa-early", "identified"),
            prospect("aaa-zoe", "applied"),
            prospect("aaa-ann", "applied"),
            prospect("aaa-due", "applied", next_step="Sign", next_step_due="2024-07-01"),
            prospect("aaa-next", "board_approved"),
        ]
    )
    assert rows_of(dataset).index.tolist() == ["aaa-next", "aaa-due", "aaa-ann", "aaa-zoe", "aaa-early"]


def test_two_prospects_of_one_name_stand_in_the_order_of_their_codes():
    twins = [
        prospect("chn-fuzhou-jiangxi", "applied") | {"name": "Fuzhou"},
        prospect("chn-fuzhou", "applied"),
    ]
    for order in (twins, twins[::-1]):
        assert rows_of(pipeline(prospects=order)).index.tolist() == ["chn-fuzhou", "chn-fuzhou-jiangxi"]


@pytest.mark.parametrize("ended", ["member", "lost", "parked"])
def test_who_is_a_member_lost_or_parked_is_no_open_prospect(ended):
    assert rows_of(pipeline(prospects=[prospect("aaa-one", ended)])).empty


def test_age_counts_from_the_last_stay_and_is_missing_where_history_and_stage_disagree():
    dataset = pipeline(
        prospects=[
            prospect("aaa-one", "contacted"),
            prospect("aaa-two", "applied"),
            prospect("aaa-three", "applied"),
        ],
        stage_history=[
            stage("aaa-one", "2024-01-01", "identified"),
            stage("aaa-one", "2024-06-20", "contacted"),
            stage("aaa-two", "2024-06-20", "contacted"),
        ],
    )
    ages = rows_of(dataset)["age_days"]
    assert ages["aaa-one"] == 10
    assert ages[["aaa-two", "aaa-three"]].isna().all()


def test_of_two_stages_on_one_day_the_later_number_holds():
    stays = [stage("aaa-one", "2024-06-20", "contacted", 2), stage("aaa-one", "2024-06-20", "identified", 1)]
    dataset = pipeline(prospects=[prospect("aaa-one", "contacted")], stage_history=stays)
    assert rows_of(dataset).at["aaa-one", "age_days"] == 10
    assert rows_of(dataset, date(2024, 6, 29)).at["aaa-one", "stage"] == "contacted"


def test_on_an_earlier_day_a_prospect_stands_where_it_stood_or_is_not_there_yet():
    dataset = pipeline(
        prospects=[prospect("aaa-one", "lost")],
        stage_history=[stage("aaa-one", "2024-01-01", "identified"), stage("aaa-one", "2024-06-20", "lost")],
    )
    assert rows_of(dataset, date(2024, 6, 19)).at["aaa-one", "stage"] == "identified"
    assert rows_of(dataset, date(2023, 12, 31)).empty
    assert rows_of(dataset).empty


def test_the_median_is_of_those_who_left_the_stage_with_their_number():
    dataset = pipeline(
        members=[member("aaa-a"), member("aaa-b")],
        prospects=[prospect("aaa-one", "identified")],
        stage_history=[
            stage("aaa-a", "2024-01-01", "identified"),
            stage("aaa-a", "2024-01-11", "contacted"),
            stage("aaa-b", "2024-01-01", "identified"),
            stage("aaa-b", "2024-01-31", "contacted"),
            stage("aaa-one", "2024-01-01", "identified"),
        ],
    )
    assert rows_of(dataset).loc["aaa-one", ["median_days", "median_n"]].tolist() == [20, 2]


def test_the_earliest_open_follow_up_is_the_next_step_with_its_owner_and_mark():
    steps = [
        followup(1, "aaa-one", "2024-06-01", done_on="2024-06-02", owner="guangzhou"),
        followup(3, "aaa-one", "2024-06-20", owner="barcelona", provenance="illustrative"),
        followup(2, "aaa-one", "2024-07-20", owner="guangzhou"),
        followup(4, "aaa-one", owner="guangzhou"),
    ]
    dataset = pipeline(prospects=[prospect("aaa-one", "applied", provenance="memo")], followups=steps)
    row = rows_of(dataset).loc["aaa-one"]
    assert row[["next_step", "owner", "overdue", "illustrative"]].tolist() == [
        "step 3",
        "barcelona",
        True,
        True,
    ]
    assert row["next_step_due"] == pd.Timestamp("2024-06-20")


def test_of_two_follow_ups_due_on_one_day_the_first_by_its_code_is_next():
    steps = [followup(number, "aaa-one", "2024-07-01") for number in (1, 2)]
    for order in (steps, steps[::-1]):
        dataset = pipeline(prospects=[prospect("aaa-one", "applied")], followups=order)
        assert rows_of(dataset).at["aaa-one", "next_step"] == "step 1"


def test_a_dated_step_of_its_own_comes_before_any_follow_up():
    dataset = pipeline(
        prospects=[
            prospect("aaa-one", "applied", next_step="Sign", next_step_due="2024-08-01", owner="barcelona")
        ],
        followups=[followup(1, "aaa-one", "2024-06-01", owner="guangzhou")],
    )
    row = rows_of(dataset).loc["aaa-one"]
    assert row[["next_step", "owner", "overdue"]].tolist() == ["Sign", "barcelona", False]


def test_a_follow_up_done_later_was_still_open_on_the_day():
    steps = [followup(1, "aaa-one", "2024-06-01", done_on="2024-06-20")]
    stays = [stage("aaa-one", "2024-01-01", "applied")]
    dataset = pipeline(prospects=[prospect("aaa-one", "applied")], followups=steps, stage_history=stays)
    assert rows_of(dataset, date(2024, 6, 19)).at["aaa-one", "overdue"]
    assert not rows_of(dataset).at["aaa-one", "overdue"]


@pytest.mark.parametrize(("as_of", "overdue"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True)])
def test_a_step_is_overdue_from_the_day_after_it_was_due(as_of, overdue):
    dataset = pipeline(
        prospects=[prospect("aaa-one", "applied", next_step="Sign", next_step_due="2024-06-30")]
    )
    assert rows_of(dataset, as_of).at["aaa-one", "overdue"] == overdue


def test_the_event_to_join_before_has_its_name_and_the_days_left():
    dataset = pipeline(
        prospects=[
            prospect("aaa-one", "applied", target_event="congress"),
            prospect("aaa-two", "applied", target_event="nowhere"),
            prospect("aaa-three", "applied"),
        ],
        events=[event("congress", "2024-07-12")],
    )
    rows = rows_of(dataset)
    assert rows.loc["aaa-one", ["target_event_name", "days_to_event"]].tolist() == ["Congress", 12]
    assert rows.loc[["aaa-two", "aaa-three"], ["target_event_name", "days_to_event"]].isna().all(axis=None)


# Funnel and effect


def test_the_funnel_counts_who_is_there_and_who_reached_a_stage_or_a_later_one():
    dataset = pipeline(
        members=[member("aaa-joined")],
        prospects=[
            prospect("aaa-one", "identified"),
            prospect("aaa-two", "applied"),
            prospect("aaa-lost", "lost"),
            prospect("aaa-parked", "parked"),
        ],
        stage_history=[
            stage("aaa-joined", "2023-01-01", "identified"),
            stage("aaa-joined", "2024-01-01", "member"),
            stage("aaa-lost", "2024-01-01", "interested"),
            stage("aaa-lost", "2024-02-01", "lost"),
        ],
    )
    rows = funnel(dataset, TODAY).set_index("stage")
    assert rows["now"].tolist() == [1, 0, 0, 0, 1, 0, 0, 1]
    assert rows["reached"].tolist() == [4, 3, 3, 2, 2, 1, 1, 1]
    assert rows.at["applied", "share_of_first"] == 0.5


def test_a_funnel_that_nobody_entered_has_counts_of_0_and_no_share():
    rows = funnel(pipeline(), TODAY)
    assert rows["reached"].tolist() == [0] * 8
    assert rows["share_of_first"].isna().all()


def test_joining_moves_both_shares_by_those_of_the_group_and_the_others():
    dataset = in_memory(TRAPS, **TRAPS_DESCRIPTION)
    basis = Basis(TODAY, 2024, group="rivers")
    waiting = pd.DataFrame({"city_id": ["aaa-prospect", "zzz-other"], "stage": ["applied", "identified"]})
    official, paying = (
        official_share(member_states(dataset, basis)),
        paying_share(member_states(dataset, basis)),
    )
    rows = effect_of_joining(waiting, dataset, basis, official, paying).set_index("stage")
    assert rows.index.tolist() == ["applied", "identified", "all"]
    assert rows["joining"].tolist() == [1, 1, 2]
    assert rows["joining_group"].tolist() == [1, 0, 1]
    assert rows["official_share"].tolist() == [7 / 16, 6 / 16, 7 / 17]
    assert rows["paying_share"].tolist() == [6 / 11, 5 / 11, 6 / 12]
    assert rows.at["applied", "official_change"] == pytest.approx(7 / 16 - 6 / 15)


def test_the_effect_on_a_share_that_is_not_known_is_not_known():
    dataset = in_memory(TRAPS | {"receipts": []}, **TRAPS_DESCRIPTION)
    basis = replace(default_basis(dataset), group="rivers")
    waiting = pd.DataFrame({"city_id": ["aaa-prospect"], "stage": ["applied"]})
    official, paying = (
        official_share(member_states(dataset, basis)),
        paying_share(member_states(dataset, basis)),
    )
    rows = effect_of_joining(waiting, dataset, basis, official, paying)
    assert rows["official_share"].tolist() == [7 / 16] * 2
    assert rows[["paying_share", "paying_change"]].isna().all(axis=None)


# Attendance, attention, regions


def test_the_last_event_is_told_with_its_own_mode():
    dataset = pipeline(
        prospects=[prospect("aaa-one", "applied")],
        events=[event("first", "2024-05-01"), event("second", "2024-06-01"), event("coming", "2024-07-01")],
        participation=[
            took_part("first", "aaa-one", "online"),
            took_part("second", "aaa-one", None),
            took_part("coming", "aaa-one"),
        ],
    )
    row = attendance(dataset, TODAY).loc["aaa-one"]
    assert row[["in_person", "online", "last_event"]].tolist() == [0, 1, "Second"]
    assert pd.isna(row["last_mode"])
    assert row["last_on"] == pd.Timestamp("2024-06-01")


def test_of_two_events_on_one_day_the_last_by_its_code_is_told():
    events = [event("alpha", "2024-05-01"), event("beta", "2024-05-01")]
    came = [took_part("alpha", "aaa-one"), took_part("beta", "aaa-one", "online")]
    for order in (came, came[::-1]):
        dataset = pipeline(prospects=[prospect("aaa-one", "applied")], events=events, participation=order)
        assert attendance(dataset, TODAY).loc["aaa-one", ["last_event", "last_mode"]].tolist() == [
            "Beta",
            "online",
        ]


def items(dataset, basis):
    waiting, states = prospects(dataset, basis.as_of), member_states(dataset, basis).frame()
    seen = by_city(dataset, states.assign(kind="member"), basis.as_of)
    found = attention(basis, states, waiting, seen, followups(dataset, basis.as_of))
    return {item.code: item for item in found}


def test_what_needs_attention_is_counted_with_its_rows():
    found = items(in_memory(TRAPS, **TRAPS_DESCRIPTION), Basis(TODAY, 2024, group="rivers"))
    assert {code: item.count for code, item in found.items()} == {
        "steps_overdue": 1, "unpaid": 1, "never_seen": 6,
    }  # fmt: skip
    assert found["steps_overdue"].facts == {"since": pd.Timestamp("2024-06-29")}
    assert found["unpaid"].rows["city_id"].tolist() == ["aaa-silent"]
    assert all(item.count == len(item.rows) for item in found.values())


def test_members_who_have_not_paid_are_told_with_what_they_owe():
    found = items(in_memory(TRAPS, **TRAPS_DESCRIPTION), Basis(TODAY, 2024, group="europe"))
    assert found["unpaid"].facts == {"fee_year": 2024, "due_eur": 31_200}
    assert found["unpaid"].rows["city_id"].tolist() == ["bbb-metropolis", "bbb-suspended", "bbb-refunded"]


def test_without_any_recorded_event_nobody_is_called_absent():
    dataset = in_memory(TRAPS | {"events": [], "participation": []}, **TRAPS_DESCRIPTION)
    assert "never_seen" not in items(dataset, Basis(TODAY, 2024, group="rivers"))


def test_prospects_past_contact_are_told_before_the_nearest_event_to_come():
    dataset = pipeline(
        prospects=[
            prospect("aaa-one", "interested", target_event="soon"),
            prospect("aaa-two", "interested", target_event="later"),
            prospect("aaa-three", "contacted", target_event="soon"),
            prospect("aaa-four", "interested", target_event="past"),
        ],
        events=[event("soon", "2024-07-01"), event("later", "2024-08-01"), event("past", "2024-06-29")],
    )
    found = items(dataset, default_basis(dataset))
    assert found["before_event"].facts == {"event": "Soon", "days": 1}
    assert found["before_event"].rows["city_id"].tolist() == ["aaa-one"]
    assert found["no_next_step"].count == 4


def test_regions_add_up_to_the_whole_and_say_how_many_are_not_known():
    rows = by_region(member_states(in_memory(TRAPS, **TRAPS_DESCRIPTION), Basis(TODAY, 2024, group="rivers")))
    assert rows["world_region"].fillna("").tolist() == ["Europe", "Asia-Pacific", ""]
    assert rows[["official", "paying", "unknown"]].to_numpy().tolist() == [[8, 4, 0], [6, 5, 0], [1, 1, 0]]
    assert rows["paying_rate"].tolist() == [4 / 7, 5 / 6, 1]
    assert rows["official_share"].sum() == pytest.approx(1)
    assert rows["money_share"].tolist() == pytest.approx([41_200 / 88_375, 44_175 / 88_375, 3_000 / 88_375])


# Empty tables


@pytest.mark.parametrize("file", ["no file", "a header alone"])
@pytest.mark.parametrize("missing", [name for name in TRAPS if name != "members"])
def test_every_answer_can_be_given_without_any_one_of_the_tables(missing, file):
    needing = {"prospects": ["stage_history", "participation", "followups"], "events": ["participation"]}
    emptied = {name: [] for name in [missing, *needing.get(missing, [])]}
    left = {name: rows for name, rows in TRAPS.items() if name not in emptied}
    dataset = in_memory(left | (emptied if file == "a header alone" else {}), **TRAPS_DESCRIPTION)
    assert dataset.table(missing).empty
    assert len(every_answer(dataset, default_basis(dataset))) == 15


def test_every_answer_can_be_given_on_a_dataset_with_nothing_in_it():
    dataset = in_memory({"members": []}, **TRAPS_DESCRIPTION)
    frames = every_answer(dataset, default_basis(dataset))
    assert sum(len(frame) for frame in frames) == 8  # the stages of the funnel
    assert {name for name in TABLES if len(dataset.table(name))} == set()


def every_answer(dataset, basis):
    """Frames and rows of everything that pages ask for."""
    states, waiting = member_states(dataset, basis).frame(), prospects(dataset, basis.as_of)
    figures = headline_figures(states_by_definition(dataset, basis))
    assert all(check.ok for check in share_checks(figures))
    assert all(figure.value is not None or figure.reason for figure in figures)
    seen = by_city(dataset, states.assign(kind="member"), basis.as_of)
    attention(basis, states, waiting, seen, followups(dataset, basis.as_of))
    answers = [
        by_fee_year(member_states(dataset, basis)),
        by_region(member_states(dataset, basis)),
        funnel(dataset, basis.as_of),
    ]
    if len(figures[0].rows) == 0:
        assert (
            effect_of_joining(waiting, dataset, basis, figures[0], figures[1])["official_share"].isna().all()
        )
    return [*answers, *(figure.rows for figure in figures), places(dataset, basis, reference_cities())][:15]
