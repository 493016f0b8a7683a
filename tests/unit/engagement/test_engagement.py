"""Engagement agrees with a plain calculation on the sample and on 5 000 cities; each trap has its test."""

import time
from datetime import date

import pandas as pd
import pytest

from analysis.contacts.reach import by_channel, by_holder, reachable_cities
from analysis.core.basis import default_basis
from analysis.engagement.attendance_by_event import attendances, by_city, by_event
from analysis.engagement.network_overlap import answers, by_network, membership_elsewhere
from analysis.engagement.potential import is_untapped, outsiders, saved_lists
from analysis.engagement.score import PARTS, score
from analysis.engagement.silence import silence
from analysis.engagement.working_groups import LEAST, MOST, by_topic, interests, propose_groups
from analysis.map.places import places
from data.cities import reference_cities
from data.folder import load_folder
from tests.support.datasets import SAMPLE, in_memory, member
from tests.support.engagement import AS_OF, large, plain, plain_points, plain_seen


def cities_of(dataset):
    return places(dataset, default_basis(dataset), reference_cities()).drop_duplicates("city_id")


def as_rows(dataset, cities):
    """Tables as dictionaries with dates or None; members and prospects are those of `cities`."""

    def listed(frame):
        rows = frame.astype("object").where(frame.notna(), None).to_dict("records")
        stamps = ((row, key, cell) for row in rows for key, cell in row.items())
        for row, key, cell in list(stamps):
            if isinstance(cell, pd.Timestamp):
                row[key] = cell.date()
        return rows

    rows = {name: listed(dataset.table(name)) for name in ("events", "participation", "networks", "topics")}
    return rows | {f"{kind}s": listed(cities[cities["kind"] == kind]) for kind in ("member", "prospect")}


@pytest.fixture(scope="module", params=["sample", "large"])
def given(request):
    dataset = load_folder(SAMPLE) if request.param == "sample" else large()
    cities = cities_of(dataset)
    return dataset, cities, as_rows(dataset, cities)


def test_every_event_agrees_with_a_plain_count(given):
    dataset, cities, rows = given
    expected, _ = plain(rows, dataset.as_of)
    found = by_event(dataset, cities, dataset.as_of).set_index("event_id")
    assert set(found.index) == set(expected)
    for event_id, counts in expected.items():
        got = {name: found.at[event_id, name] for name in counts}
        assert {name: None if pd.isna(value) else value for name, value in got.items()} == counts, event_id


def test_every_city_agrees_with_a_plain_count(given):
    dataset, cities, rows = given
    _, expected = plain(rows, dataset.as_of)
    found = by_city(dataset, cities, dataset.as_of).set_index("city_id")
    assert set(found.index) == set(expected)
    for city, row in found.iterrows():
        mine = expected[city]
        assert row["seen"] == plain_seen(mine), city
        assert [row["in_person"], row["online"], row["came"]] == [
            mine["in_person"],
            mine["online"],
            mine["came"],
        ]
        last = None if pd.isna(row["last_on"]) else row["last_on"].date()
        assert last == (mine["last"] or None), city
        if row["kind"] == "member":
            assert row["absent"] == mine["absent"], city
        else:
            assert pd.isna(row["absent"]), city


def test_points_agree_with_a_plain_sum_of_their_parts(given):
    dataset, cities, rows = given
    _, expected = plain(rows, dataset.as_of)
    reachable = set(cities["city_id"].iloc[::4])
    topics = {}
    for row in rows["topics"]:
        topics.setdefault(row["city_id"], set()).add(row["topic"])
    seen = by_city(dataset, cities, dataset.as_of)
    for known in (None, reachable):
        found = score(seen, dataset.table("topics"), known)
        assert (found[[f"points_{part.code}" for part in PARTS]].sum(axis=1) == found["points"]).all()
        for row in found.to_dict("records"):
            city = row["city_id"]
            contact = None if known is None else city in known
            points = plain_points(expected[city], len(topics.get(city, ())), contact)
            assert (row["points"], row["possible"]) == points, city


def test_answers_about_networks_agree_and_stay_four(given):
    dataset, cities, rows = given
    found = answers(dataset, cities).set_axis(cities["city_id"])
    said = {(row["city_id"], row["network"]): row["member"] or "unknown" for row in rows["networks"]}
    for network in found:
        for city, answer in found[network].items():
            assert answer == said.get((city, network), "not_asked")
    counts = by_network(found)
    assert (counts[["yes", "no", "unknown", "not_asked"]].sum(axis=1) == len(cities)).all()


def test_five_thousand_cities_are_counted_fast():
    dataset = large()
    cities = cities_of(dataset)
    begun = time.process_time()
    seen = by_city(dataset, cities, AS_OF)
    by_event(dataset, cities, AS_OF)
    score(seen, dataset.table("topics"), reachable_cities(pd.DataFrame({"city_id": cities["city_id"]})))
    answers(dataset, cities)
    propose_groups(
        interests(dataset, cities), by_topic(dataset, interests(dataset, cities))["topic"], seen.head(0)
    )
    assert time.process_time() - begun < 2


# Traps

LATER = {"event_id": "later", "name": "Later", "starts_on": "2025-01-01", "kind": "meeting"}
MEETING = {"event_id": "met", "name": "Meeting", "starts_on": "2023-05-17", "kind": "meeting"}


def small(**tables):
    given = {"members": [member("aaa-one"), member("aaa-two")]} | tables
    dataset = in_memory(given, as_of=AS_OF)
    return dataset, cities_of(dataset)


def seat(event_id, city_id, mode="in_person"):
    return {"event_id": event_id, "city_id": city_id, "mode": mode}


def test_a_prospect_that_came_is_a_guest_and_no_member():
    prospect = {"city_id": "bbb-three", "name": "Three", "country": "BBB", "stage": "contacted"}
    dataset, cities = small(
        prospects=[prospect],
        events=[MEETING],
        participation=[seat("met", "bbb-three"), seat("met", "aaa-one")],
    )
    event = by_event(dataset, cities, AS_OF).iloc[0]
    assert (event["in_person"], event["guests"], event["absent"], event["members"]) == (1, 1, 1, 2)
    assert attendances(dataset, cities, AS_OF).set_index("city_id")["member_then"].to_dict() == {
        "aaa-one": True, "bbb-three": False,
    }  # fmt: skip


def test_who_joins_on_the_day_of_an_event_is_a_member_there():
    dataset, cities = small(
        members=[member("aaa-one", joined_on="2023-05-17"), member("aaa-two", joined_on="2023-05-18")],
        events=[MEETING],
        participation=[seat("met", "aaa-one"), seat("met", "aaa-two")],
    )
    assert attendances(dataset, cities, AS_OF).set_index("city_id")["member_then"].to_dict() == {
        "aaa-one": True, "aaa-two": False,
    }  # fmt: skip


def test_a_member_that_joined_later_was_not_absent_before():
    dataset, cities = small(
        members=[member("aaa-one"), member("aaa-new", joined_on="2024-01-01")],
        events=[MEETING],
        participation=[seat("met", "aaa-one")],
    )
    found = by_city(dataset, cities, AS_OF).set_index("city_id")
    assert found.at["aaa-new", "seen"] == "no_record"
    assert found.at["aaa-new", "absent"] == 0
    assert by_event(dataset, cities, AS_OF)["absent"].tolist() == [0]


def test_an_event_without_a_date_counts_and_silences_nobody():
    undated = {"event_id": "undated", "name": "Undated", "starts_on": None, "kind": "meeting"}
    dataset, cities = small(events=[undated], participation=[seat("undated", "aaa-one")])
    found = by_city(dataset, cities, AS_OF).set_index("city_id")
    assert found.at["aaa-one", "in_person"] == 1
    assert silence(found, AS_OF).to_dict() == {"aaa-one": "undated", "aaa-two": "never"}


def test_an_event_without_a_list_makes_nobody_absent():
    dataset, cities = small(events=[MEETING])
    assert by_event(dataset, cities, AS_OF)["absent"].isna().all()
    found = by_city(dataset, cities, AS_OF)
    assert set(found["seen"]) == {"no_record"}
    assert set(silence(found, AS_OF)) == {"no_record"}
    points = score(found, dataset.table("topics"), None)
    assert points["possible"].tolist() == [0, 0]
    assert points["points_in_person"].isna().all()


def test_a_visit_to_one_city_expects_nobody_else():
    dataset, cities = small(events=[MEETING | {"kind": "visit"}], participation=[seat("met", "aaa-one")])
    found = by_city(dataset, cities, AS_OF).set_index("city_id")
    assert found["seen"].to_dict() == {"aaa-one": "in_person", "aaa-two": "no_record"}


def test_a_visit_by_us_gives_a_city_no_points():
    """It shows what the association did, not what the city did."""
    visit = {"event_id": "visit", "name": "Visit", "starts_on": "2023-05-01", "kind": "visit"}
    seats = [seat("met", "aaa-one"), seat("visit", "aaa-one"), seat("visit", "aaa-two")]
    dataset, cities = small(events=[MEETING, visit], participation=seats)
    found = score(by_city(dataset, cities, AS_OF), dataset.table("topics"), None)
    assert found["points_in_person"].tolist() == [3, 0]
    dataset, cities = small(events=[visit], participation=[seat("visit", "aaa-one")])
    found = score(by_city(dataset, cities, AS_OF), dataset.table("topics"), None)
    assert found["points_in_person"].isna().all()  # no list could have named anybody


def test_who_is_missing_from_an_invented_list_carries_its_mark():
    """The list says who came; that somebody did not is told by the same rows."""
    invented = seat("met", "aaa-one") | {"provenance": "illustrative"}
    other = {"event_id": "other", "name": "Other", "starts_on": "2024-01-01", "kind": "meeting"}
    real = seat("other", "aaa-two") | {"provenance": "uploaded"}
    dataset, cities = small(events=[MEETING, other], participation=[invented, real])
    marks = by_city(dataset, cities, AS_OF).set_index("city_id")["illustrative"]
    assert marks.to_dict() == {"aaa-one": True, "aaa-two": True}
    assert by_event(dataset, cities[1:], AS_OF).set_index("event_id")["illustrative"].to_dict() == {
        "met": True, "other": False,
    }  # fmt: skip
    dataset, cities = small(events=[MEETING, other], participation=[seat("met", "aaa-one"), real])
    assert not by_city(dataset, cities, AS_OF)["illustrative"].any()


def test_a_member_that_joined_after_an_invented_list_is_not_marked_by_it():
    invented = seat("met", "aaa-one") | {"provenance": "illustrative"}
    members = [member("aaa-one"), member("aaa-new", joined_on="2024-01-01")]
    dataset, cities = small(members=members, events=[MEETING], participation=[invented])
    marks = by_city(dataset, cities, AS_OF).set_index("city_id")["illustrative"]
    assert marks.to_dict() == {"aaa-one": True, "aaa-new": False}


def test_an_event_to_come_is_in_nothing():
    dataset, cities = small(events=[LATER], participation=[seat("later", "aaa-one")])
    assert by_event(dataset, cities, AS_OF).empty
    assert attendances(dataset, cities, AS_OF).empty


def test_how_it_came_not_recorded_is_neither_online_only_nor_in_person():
    dataset, cities = small(events=[MEETING], participation=[seat("met", "aaa-one", None)])
    found = by_city(dataset, cities, AS_OF).set_index("city_id")
    assert found.at["aaa-one", "seen"] == "came"
    assert score(found.reset_index(), dataset.table("topics"), None)["points"].tolist() == [1, 0]


def test_a_city_renamed_keeps_what_it_did():
    seats = {"events": [MEETING], "participation": [seat("met", "aaa-one")]}
    before, cities = small(**seats)
    after, renamed = small(members=[member("aaa-one", name="Renamed"), member("aaa-two")], **seats)
    one, two = by_city(before, cities, AS_OF), by_city(after, renamed, AS_OF)
    assert one.loc[one["city_id"] == "aaa-one", "in_person"].item() == 1
    assert two.loc[two["name"] == "Renamed", "in_person"].item() == 1


def test_silence_counts_months_before_the_date_of_the_page_not_of_today():
    dataset, cities = small(events=[MEETING], participation=[seat("met", "aaa-one")])
    found = by_city(dataset, cities, AS_OF)
    one = found["city_id"] == "aaa-one"
    said = {months: silence(found, AS_OF, months)[one].item() for months in (12, 24)}
    assert said == {12: "long_ago", 24: "recent"}


def test_one_person_of_two_cities_reaches_both_and_counts_twice_with_its_holder():
    rows = [
        *(("aaa-one", "wechat", "guangzhou"), ("aaa-two", "wechat", "guangzhou")),
        *(("aaa-one", "wechat", "barcelona"), ("aaa-one", "email", None)),
    ]
    contacts = pd.DataFrame(rows, columns=["city_id", "channel", "holder"])
    ids = pd.Series(["aaa-one", "aaa-two", "aaa-three"])
    cities = by_channel(contacts, ids).set_index("channel")["cities"].to_dict()
    assert cities == {"wechat": 2, "email": 1, "phone": 0, "any": 2}
    held = by_holder(contacts, ids)
    first = held.iloc[0]
    assert (first["holder"], first["contacts"], first["of"], first["cities"]) == ("guangzhou", 2, 3, 2)
    assert not held["risk"].any()


def test_one_holder_of_most_wechat_contacts_is_a_risk_from_five_contacts_on():
    rows = [(f"aaa-{number}", "wechat", "guangzhou" if number else "barcelona") for number in range(5)]
    contacts = pd.DataFrame(rows, columns=["city_id", "channel", "holder"])
    held = by_holder(contacts, contacts["city_id"])
    risky = held[held["risk"] & (held["channel"] == "wechat")]
    assert risky[["holder", "share"]].to_numpy().tolist() == [["guangzhou", 0.8]]
    assert not by_holder(contacts.iloc[1:], contacts["city_id"])["risk"].any()


def test_no_contact_of_anybody_is_not_known_and_no_contact_of_this_city_is_none():
    assert reachable_cities(pd.DataFrame({"city_id": []})) is None
    dataset, cities = small(events=[MEETING], participation=[seat("met", "aaa-one")])
    seen = by_city(dataset, cities, AS_OF)
    assert score(seen, dataset.table("topics"), None)["points_contact"].isna().all()
    assert score(seen, dataset.table("topics"), {"aaa-one"})["points_contact"].tolist() == [2, 0]


def test_yes_no_unknown_and_not_asked_are_kept_apart():
    said_there = {"one": "yes", "two": "no", "three": "unknown", "four": None}
    names = ["one", "two", "three", "four", "five"]
    dataset, cities = small(
        members=[member(f"aaa-{name}") for name in names],
        networks=[
            {"city_id": f"aaa-{name}", "network": "C40", "member": each} for name, each in said_there.items()
        ],
    )
    found = answers(dataset, cities)
    said = dict(zip(cities["city_id"], found["C40"], strict=True))
    assert [said[f"aaa-{name}"] for name in names] == ["yes", "no", "unknown", "unknown", "not_asked"]
    where = dict(zip(cities["city_id"], membership_elsewhere(found), strict=True))
    assert [where[f"aaa-{name}"] for name in names] == ["yes", "no", "not_known", "not_known", "not_known"]


# Working groups and potential


def topic(city_id, name="transport", level="interested"):
    return {"city_id": city_id, "topic": name, "level": level}


@pytest.mark.parametrize(("many", "sizes"), [(4, [4]), (12, [12]), (13, [7, 6]), (30, [10, 10, 10])])
def test_groups_hold_four_to_twelve_and_differ_by_one_at_most(many, sizes):
    ids = [f"aaa-{number:02d}" for number in range(many)]
    dataset, cities = small(members=[member(city) for city in ids], topics=[topic(city) for city in ids])
    rows = interests(dataset, cities)
    found = propose_groups(rows, ["transport"], cities.head(0))
    assert found.groupby("group").size().tolist() == sizes
    assert set(found["city_id"]) == set(ids)


def test_a_small_topic_asks_for_the_first_cities_and_each_only_once():
    ids = [f"aaa-{number}" for number in range(9)]
    given = [topic(ids[0], level="asked"), topic(ids[1], level="leads"), topic(ids[2], "water")]
    dataset, cities = small(members=[member(city) for city in ids], topics=given)
    to_ask = cities[~cities["city_id"].isin(ids[:3])]
    found = propose_groups(interests(dataset, cities), ["transport", "water", "housing"], to_ask)
    assert found.groupby("topic").size().to_dict() == {"transport": LEAST, "water": LEAST, "housing": 1}
    assert found["city_id"].is_unique
    assert found["reason"].tolist()[:3] == ["leads", "asked", "to_ask"]


def test_each_of_several_groups_begins_with_the_most_committed():
    ids = [f"aaa-{number:02d}" for number in range(MOST + 1)]
    levels = ["leads" if number in (5, 9) else "asked" for number in range(len(ids))]
    given = [topic(city, level=level) for city, level in zip(ids, levels, strict=True)]
    dataset, cities = small(members=[member(city) for city in ids], topics=given)
    found = propose_groups(interests(dataset, cities), ["transport"], cities.head(0))
    assert found.groupby("group")["reason"].first().tolist() == ["leads", "leads"]


def test_a_topic_on_offer_with_nobody_is_a_gap():
    dataset, cities = small(topics=[topic("aaa-one")])
    found = by_topic(dataset, interests(dataset, cities), ["housing"]).set_index("topic")
    assert found["cities"].to_dict() == {"transport": 1, "housing": 0}
    assert found.at["transport", "interested"] == 1


def test_every_city_that_the_note_names_is_found_in_a_view():
    dataset = load_folder(SAMPLE)
    named = {city for group in saved_lists(dataset, "china").values() for city in group}
    note = [
        *("beijing", "shanghai", "hong-kong", "xian", "chengdu", "hangzhou", "fuzhou", "shenyang", "harbin"),
        *("guiyang", "changsha", "nanning", "foshan", "dongguan", "zhuhai"),
    ]
    assert named == {f"chn-{name}" for name in note}
    assert set(saved_lists(dataset, "china")) == {
        "famous-three", "active-elsewhere", "northeast", "south", "potential-members",
    }  # fmt: skip


def test_a_listed_city_outside_is_added_and_one_inside_is_not():
    reference = reference_cities()
    cities = pd.DataFrame({"city_id": ["chn-xian"]})
    found = outsiders(["chn-xian", "chn-shenyang", "xxx-nowhere"], cities, reference)
    assert found["name"].tolist() == ["Shenyang", "xxx-nowhere"]
    assert set(found["kind"]) == {"outside"}


def test_untapped_is_large_or_active_elsewhere_and_quiet_here_as_far_as_known():
    rows = pd.DataFrame(
        [
            (6e6, "no", 2, 12), (1e6, "yes", 0, 12), (1e6, "no", 0, 12), (6e6, "yes", 3, 12),
            (None, "yes", 1, 12), (None, "not_known", 0, 12), (6e6, "yes", 0, 0),
        ],
        columns=["population", "elsewhere", "points", "possible"],
    ).astype({"population": "Int64"})  # fmt: skip
    assert is_untapped(rows).tolist() == [True, True, False, False, True, False, False]


def test_an_earlier_date_knows_nothing_of_later_events():
    dataset = load_folder(SAMPLE)
    cities = cities_of(dataset)
    assert by_event(dataset, cities, date(2023, 5, 16))["kind"].tolist() == ["visit", "visit"]
