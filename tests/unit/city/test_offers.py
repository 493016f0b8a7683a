"""Which offer fits which city: by topic and by need, for a reason that is on record."""

from datetime import date

import pytest

from analysis.city.offers import NEEDS, match_offers, needs
from analysis.core.basis import Basis
from data.folder import load_folder
from data.offers import reference_offers
from data.schema import PROVENANCES
from tests.independent.headline import Books
from tests.support.datasets import GENERATED_DESCRIPTION, SAMPLE, books, generated, in_memory, member
from tests.unit.congress.test_forecast import with_events  # the same ten years of events

TODAY = date(2024, 6, 30)
BASIS = Basis(TODAY, 2024)
MET, ONLINE, NEW = "aaa-met", "aaa-online", "aaa-new"


def of(**tables):
    rows = {
        "members": [member(MET), member(ONLINE)],
        "prospects": [{"city_id": NEW, "name": "New", "country": "AAA", "stage": "contacted"}],
        "events": [{"event_id": "one", "name": "One", "kind": "meeting", "starts_on": "2024-05-01"}],
        "participation": [
            {"event_id": "one", "city_id": MET, "mode": "in_person"},
            {"event_id": "one", "city_id": ONLINE, "mode": "online"},
        ],
    } | tables
    return in_memory(rows, as_of=TODAY, first_roll_on=date(2022, 1, 1))


def needed(dataset, basis=BASIS):
    rows = needs(dataset, basis, [MET, ONLINE, NEW])
    return {city: set(rows.loc[rows["city_id"] == city, "reason"]) for city in (MET, ONLINE, NEW)}


def test_needs_follow_from_what_is_on_record():
    assert needed(of()) == {
        MET: {"return", "ask"},
        ONLINE: {"meet", "ask"},
        NEW: {"meet", "join", "ask"},
    }


def test_without_any_list_nobody_is_said_to_be_unmet():
    assert all("meet" not in found for found in needed(of(participation=[])).values())


def test_what_comes_after_the_day_is_not_yet_known():
    found = needed(of(), Basis(date(2024, 4, 30), 2024))
    assert "return" not in found[MET]
    assert "meet" not in found[MET]


def test_a_prospect_that_is_on_the_roll_needs_not_join_any_more():
    both = [member(MET), member(ONLINE), member(NEW)]
    assert "join" not in needed(of(members=both))[NEW]


def test_no_network_is_a_no_and_neither_an_unasked_nor_an_unknown_one():
    def with_answer(*answers):
        rows = [
            {"city_id": MET, "network": f"n{number}", "member": each} for number, each in enumerate(answers)
        ]
        return "no_network" in needed(of(networks=rows))[MET]

    assert with_answer("no")
    assert with_answer("no", "no")
    assert not with_answer("no", "unknown")  # one of the two may have it
    assert not with_answer("no", "yes")
    assert not with_answer("unknown")
    assert not with_answer()


def test_a_network_that_asked_nobody_about_the_city_leaves_it_open_whether_it_is_in_no_other():
    rows = [
        {"city_id": MET, "network": "one", "member": "no"},
        {"city_id": ONLINE, "network": "two", "member": "yes"},
    ]
    assert "no_network" not in needed(of(networks=rows))[MET]


def test_who_came_in_an_unrecorded_way_or_joined_after_every_list_is_not_called_unmet():
    came = [{"event_id": "one", "city_id": MET, "mode": None}]
    members = [member(MET), member(ONLINE, joined_on="2024-06-01")]
    found = needed(of(members=members, participation=came))
    assert "meet" not in found[MET]
    assert "meet" not in found[ONLINE]
    assert "meet" in found[NEW]


def test_an_offer_to_a_city_missing_from_an_invented_list_is_marked():
    invented = [{"event_id": "one", "city_id": MET, "mode": "in_person", "provenance": "illustrative"}]
    found = match_offers(of(participation=invented), BASIS, reference_offers(), [NEW])
    by_list = found[found["reason"] == "meet"]
    assert len(by_list)
    assert by_list["illustrative"].all()


def test_a_topic_finds_its_offers_and_an_invented_interest_is_marked():
    topics = [
        {"city_id": MET, "topic": "solid-waste", "level": "asked", "provenance": "illustrative"},
        {"city_id": ONLINE, "topic": "transport", "provenance": "uploaded"},
        {"city_id": ONLINE, "topic": "housing", "level": "leads"},
    ]
    found = match_offers(of(topics=topics), BASIS, reference_offers(), [ONLINE, MET])
    by_topic = found[found["reason"] == "topic"]
    assert by_topic[["city_id", "offer_id", "topic", "illustrative"]].to_numpy().tolist() == [
        [ONLINE, "group-transport", "transport", False],
        [ONLINE, "training", "transport", False],
        [MET, "group-solid-waste", "solid-waste", True],
        [MET, "training", "solid-waste", True],
    ]
    assert by_topic["interest"].isna().tolist() == [True, True, False, False]
    assert "working-groups" not in set(found["offer_id"])


def plain(tables, offers, cities):
    """city, offer → reasons, in plain Python over rows as they stand in the files."""
    held = {
        row["event_id"]
        for row in tables["events"]
        if not row["starts_on"] or row["starts_on"] <= "2024-06-30"
    }
    rows = [row for row in tables["participation"] if row["event_id"] in held]
    met = {row["city_id"] for row in rows if row["mode"] == "in_person"}
    unsaid = {row["city_id"] for row in rows if not row["mode"]} - met
    visits = {row["event_id"] for row in tables["events"] if row["kind"] == "visit"}
    dates = {row["event_id"]: row["starts_on"] for row in tables["events"]}
    lists = {row["event_id"] for row in rows} - visits
    joined = {row["city_id"]: row["joined_on"] for row in tables["members"]}
    online = {row["city_id"] for row in rows} - met - unsaid
    topics = {}
    for row in tables["topics"]:
        topics.setdefault(row["city_id"], set()).add(row["topic"])
    answers = {}
    for row in tables["networks"]:
        answers.setdefault(row["city_id"], {}).setdefault(row["network"], row["member"])
    networks = {row["network"] for row in tables["networks"]}
    found = {}
    for city in cities:
        on = joined[city] + "-01-01" if len(joined[city]) == 4 else joined[city]
        named = any(not dates[each] or not on or dates[each] >= on for each in lists)
        unmet = city in online or (named and city not in unsaid)
        having = {"return"} if city in met else {"meet"} if unmet else set()
        having |= set() if topics.get(city) else {"ask"}
        said = {answers.get(city, {}).get(network, "") for network in networks}
        having |= {"no_network"} if said == {"no"} else set()
        for offer in offers:
            shared = having & set(offer["needs"]) | (topics.get(city, set()) & set(offer["topics"]))
            if shared:
                found[city, offer["offer_id"]] = shared
    return found


@pytest.mark.parametrize("data", ["sample", "generated"])
def test_plain_python_finds_the_same_offers(data):
    if data == "sample":
        own = Books.read(SAMPLE)
        dataset = load_folder(SAMPLE)
        basis = Basis(date(2023, 5, 31), 2023)
        for row in own.tables["events"]:
            row["starts_on"] = row["starts_on"] if row["starts_on"] <= "2023-05-31" else "9999"
    else:
        tables = with_events(generated(600, 5), 4)
        names = ["transport", "logistics", "housing"]
        cities = [row["city_id"] for row in tables["members"]]
        tables |= {
            "topics": [{"city_id": city, "topic": names[at % 3]} for at, city in enumerate(cities[::3])],
            "networks": [{"city_id": city, "network": "c40", "member": ["yes", "no", "unknown"][at % 3]}
                         for at, city in enumerate(cities[::2])],
        }  # fmt: skip
        dataset, own = in_memory(tables, **GENERATED_DESCRIPTION), books(tables, **GENERATED_DESCRIPTION)
        basis = Basis(GENERATED_DESCRIPTION["as_of"], 2023)
    members = sorted(row["city_id"] for row in own.roll(basis))
    offers = reference_offers()
    found = match_offers(dataset, basis, offers, members)
    reasons = found["topic"].fillna(found["reason"])
    grouped = reasons.groupby([found["city_id"], found["offer_id"]]).agg(set).to_dict()
    assert grouped == plain(own.tables, offers.to_dict("records"), members)
    assert len(grouped) > 50


def test_every_offer_says_where_it_is_from_and_none_is_invented_unmarked():
    offers = reference_offers()
    assert offers["offer_id"].is_unique
    assert offers["source"].notna().all()
    assert set(offers["provenance"]) <= set(PROVENANCES)
    assert set().union(*offers["needs"]) <= set(NEEDS)
    groups = offers[(offers["kind"] == "working_group")]
    assert groups["title"].str.contains("proposed").all()
    assert set(offers["kind"]) == {"congress", "working_group", "training", "opportunity"}
