"""What the map tells of each place, against expectations by hand and a count in plain Python."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.core.basis import Basis
from analysis.engagement.large_cities import by_province, outside_cities
from analysis.map.layers import LAYERS, add_layer_facts, joined_by, joining_years, layer_marks, size_classes
from analysis.map.places import places
from data.cities import reference_cities
from data.folder import load_folder
from tests.independent.headline import ENDED, Books
from tests.support.datasets import SAMPLE, in_memory, member, receipt
from tests.unit.pipeline.test_prospects import event, prospect, took_part

TODAY = date(2024, 6, 30)
BASIS = Basis(TODAY, 2023)
REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference" / "cities.csv"
COLUMNS = ["city_id", "name", "name_zh", "country", "province", "latitude", "longitude", "population"]


def reference(*rows: tuple[str, str | None, float | None]) -> pd.DataFrame:
    """Cities of a reference: city_id, province, inhabitants; each one degree further than the one before."""
    cities = [
        (city, city.title(), None, city[:3].upper(), province, 30.0 + at, 110.0 + at, inhabitants)
        for at, (city, province, inhabitants) in enumerate(rows)
    ]
    return pd.DataFrame(cities, columns=COLUMNS).astype({"population": "Int64", "province": "str"})


NOWHERE = reference(("chn-nowhere", None, None))


def facts(*, basis: Basis = BASIS, **tables: object) -> pd.DataFrame:
    dataset = in_memory({"members": []} | tables, as_of=TODAY, receipts_complete=[2023])
    return add_layer_facts(places(dataset, basis, NOWHERE), dataset, basis.as_of)


def layer(name: str, **tables: object) -> dict[str, str]:
    rows = facts(**tables)
    return dict(zip(rows["city_id"], layer_marks(rows, name), strict=True))


# Layers


def test_payment_follows_the_definition_of_the_frame_and_prospects_pay_nothing():
    tables = {
        "members": [member("aaa-paid"), member("aaa-late"), member("aaa-not")],
        "receipts": [
            receipt("aaa-paid", 2023, "2023-05-01", 100),
            receipt("aaa-late", 2023, "2024-07-01", 100),
        ],
        "prospects": [prospect("bbb-may", "applied")],
    }
    assert layer("paying", **tables) == {
        "aaa-paid": "paid",
        "aaa-late": "not_paid",  # the day after the date of the frame
        "aaa-not": "not_paid",
        "bbb-may": "prospect",
    }
    rows = facts(basis=Basis(TODAY, 2022), **tables)  # receipts of 2022 are not all booked
    assert layer_marks(rows, "paying").tolist() == ["unknown", "unknown", "unknown", "prospect"]


def test_status_is_that_of_the_roll_and_a_prospect_has_none():
    tables = {
        "members": [member("aaa-in"), member("aaa-paused", status="suspended")],
        "prospects": [prospect("bbb-may", "contacted")],
    }
    assert layer("status", **tables) == {
        "aaa-in": "member",
        "aaa-paused": "suspended",
        "bbb-may": "prospect",
    }


@pytest.mark.parametrize(
    ("stage", "mark"),
    [
        ("identified", "stage_early"),
        ("contacted", "stage_early"),
        ("interested", "stage_early"),
        ("intent_expressed", "stage_intent"),
        ("applied", "stage_applied"),
        ("board_approved", "stage_applied"),
        ("assembly_listed", "stage_applied"),
    ],
)
def test_a_prospect_stands_at_its_stage_and_members_stand_back(stage, mark):
    marks = layer("stage", members=[member("aaa-in")], prospects=[prospect("bbb-may", stage)])
    assert marks == {"aaa-in": "context", "bbb-may": mark}


def test_who_came_once_in_person_counts_as_seen_in_person_and_events_to_come_do_not_count():
    marks = layer(
        "engagement",
        members=[member(f"aaa-{who}") for who in ("both", "online", "never", "invited")],
        prospects=[prospect("bbb-came", "contacted"), prospect("bbb-screen", "contacted")],
        events=[event("old", "2023-01-01"), event("new", "2024-01-01"), event("next", "2024-07-01")],
        participation=[
            took_part("old", "aaa-both"),
            took_part("new", "aaa-both", "online"),
            took_part("old", "aaa-online", "online"),
            took_part("next", "aaa-invited"),
            took_part("new", "bbb-came"),
            took_part("new", "bbb-screen", "online"),
        ],
    )
    assert marks == {
        "aaa-both": "in_person",
        "aaa-online": "online",
        "aaa-never": "never",
        "aaa-invited": "never",
        "bbb-came": "prospect_in_person",
        "bbb-screen": "prospect_online",
    }


@pytest.mark.parametrize(
    ("inhabitants", "size"),
    [
        (None, "size_unknown"),
        (0, "below_1"),
        (999_999, "below_1"),
        (1_000_000, "above_1"),
        (4_999_999, "above_1"),
        (5_000_000, "above_5"),
        (9_999_999, "above_5"),
        (10_000_000, "above_10"),
    ],
)
def test_inhabitants_come_in_four_classes_and_unknown_is_none_of_them(inhabitants, size):
    assert size_classes(pd.Series([inhabitants], dtype="Int64")).tolist() == [size]
    marks = layer("population", members=[member("aaa-in", population=inhabitants)])
    assert marks == {"aaa-in": size}


def test_yes_no_and_unknown_of_other_networks_stay_apart():
    def answer(city: str, network: str, said: str | None) -> dict[str, object]:
        return {"city_id": city, "network": network, "member": said}

    marks = layer(
        "networks",
        members=[member(f"aaa-{who}") for who in ("yes", "no", "asked", "nothing")],
        prospects=[prospect("bbb-yes", "contacted"), prospect("bbb-nothing", "contacted")],
        networks=[
            answer("aaa-yes", "C40", "no"),
            answer("aaa-yes", "ICLEI", "yes"),
            answer("aaa-no", "C40", "no"),
            answer("aaa-asked", "C40", "unknown"),
            answer("bbb-yes", "C40", "yes"),
        ],
    )
    assert marks == {
        "aaa-yes": "elsewhere",
        "aaa-no": "nowhere",
        "aaa-asked": "elsewhere_unknown",
        "aaa-nothing": "elsewhere_unknown",
        "bbb-yes": "prospect_elsewhere",
        "bbb-nothing": "prospect_elsewhere_unknown",
    }


def test_silent_is_who_was_at_no_event_and_has_no_topic():
    marks = layer(
        "silent",
        members=[member(f"aaa-{who}") for who in ("silent", "came", "asked", "invited")],
        prospects=[prospect("bbb-silent", "contacted"), prospect("bbb-asked", "contacted")],
        events=[event("old", "2023-01-01"), event("next", "2024-07-01")],
        participation=[took_part("old", "aaa-came", "online"), took_part("next", "aaa-invited")],
        topics=[{"city_id": city, "topic": "water", "level": "asked"} for city in ("aaa-asked", "bbb-asked")],
    )
    assert marks == {
        "aaa-silent": "silent",
        "aaa-came": "heard",
        "aaa-asked": "heard",
        "aaa-invited": "silent",
        "bbb-silent": "prospect_silent",
        "bbb-asked": "prospect_heard",
    }


def test_without_a_list_of_who_came_nobody_is_called_absent_or_silent():
    tables = {"members": [member("aaa-one"), member("aaa-asked")], "events": [event("old", "2023-01-01")]}
    tables["topics"] = [{"city_id": "aaa-asked", "topic": "water", "level": "asked"}]
    assert layer("engagement", **tables) == {"aaa-one": "seen_unknown", "aaa-asked": "seen_unknown"}
    assert layer("silent", **tables) == {"aaa-one": "silent_unknown", "aaa-asked": "heard"}


def test_who_came_in_an_unrecorded_way_came():
    marks = layer(
        "engagement",
        members=[member("aaa-came"), member("aaa-new", joined_on="2024-01-01"), member("aaa-never")],
        events=[event("old", "2023-01-01")],
        participation=[took_part("old", "aaa-came", None)],
    )
    assert marks == {"aaa-came": "came", "aaa-new": "seen_unknown", "aaa-never": "never"}


def test_facts_do_not_change_the_rows_they_are_added_to():
    dataset = in_memory({"members": [member("aaa-in")]}, as_of=TODAY)
    rows = places(dataset, BASIS, NOWHERE)
    before = rows.copy()
    added = add_layer_facts(rows, dataset, TODAY)
    pd.testing.assert_frame_equal(rows, before)
    assert set(added.columns) - set(before.columns) == {
        "status",
        "seen",
        "seen_illustrative",
        "network",
        "silent",
    }


def test_a_layer_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ValueError, match=r"one of paying, status, .*silent; given was 'wealth'"):
        layer("wealth", members=[member("aaa-in")])
    rows = facts(members=[member("aaa-in")])
    assert all(layer_marks(rows, name).notna().all() for name in LAYERS)


# Large cities outside, and provinces


def outside(cities: pd.DataFrame, inside: list[str], countries: list[str] | None = None) -> list[str]:
    return outside_cities(cities, pd.DataFrame({"city_id": inside}), countries)["city_id"].tolist()


def test_large_cities_that_are_neither_member_nor_prospect_are_outside():
    cities = reference(
        ("chn-member", "A", 9_000_000),
        ("chn-prospect", "A", 8_000_000),
        ("chn-large", "A", 1_000_000),
        ("chn-small", "A", 999_999),
        ("chn-unknown", "A", None),
        ("jpn-large", None, 5_000_000),
        ("jpn-small", None, 900_000),
    )
    inside = ["chn-member", "chn-prospect"]
    assert outside(cities, inside) == ["chn-large", "jpn-large"]
    assert outside(cities, inside, ["CHN"]) == ["chn-large"]
    assert outside(cities, inside, []) == []


def test_the_largest_city_of_a_province_stands_for_it_even_when_it_is_small():
    cities = reference(
        ("chn-first", "Quiet", 700_000),
        ("chn-second", "Quiet", 600_000),
        ("jpn-small", None, 800_000),
        ("jpn-smaller", None, 700_000),
    )
    assert outside(cities, []) == ["chn-first"]
    assert outside(cities, ["chn-first"]) == []  # the second does not stand in for a member


def test_provinces_count_members_prospects_and_large_cities_once_each():
    cities = reference(
        ("chn-a1", "Apart", 3_000_000),
        ("chn-a2", "Apart", 2_000_000),
        ("chn-a3", "Apart", 500_000),
        ("chn-b1", "Busy", 1_000_000),
        ("chn-c1", "Calm", None),
        ("jpn-x", None, 9_000_000),
    )
    kinds = {
        "chn-a1": "member",
        "chn-a3": "member",
        "chn-b1": "prospect",
        "jpn-x": "member",
        "chn-else": "member",
    }
    rows = by_province(cities, pd.DataFrame({"city_id": list(kinds), "kind": list(kinds.values())}))
    counts = rows.set_index("province")[["members", "prospects", "large", "large_members"]]
    assert counts.loc["Apart"].tolist() == [2, 0, 2, 1]
    assert counts.loc["Busy"].tolist() == [0, 1, 1, 0]
    assert counts.loc["Calm"].tolist() == [0, 0, 0, 0]
    assert rows["province"].tolist() == ["Apart", "Busy", "Calm"]
    share = rows.set_index("province")["share"]
    assert share["Apart"] == pytest.approx(0.5)
    assert share["Busy"] == 0
    assert pd.isna(share["Calm"])  # no large city: there is no share of them
    middle = rows.set_index("province").loc["Apart", ["latitude", "longitude"]]
    assert middle.tolist() == [31.0, 111.0]


@pytest.fixture(scope="module")
def counted() -> dict[str, list[int]]:
    """Province → members, prospects, large cities and large members of the sample, without pandas."""
    books = Books.read(SAMPLE)
    basis = Basis(books.as_of, 2023)
    members = {row["city_id"] for row in books.roll(basis)}
    waiting = {row["city_id"] for row in books.tables["prospects"] if row["stage"] not in ENDED} - members
    counts: dict[str, list[int]] = {}
    with REFERENCE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["province"]:
                city, large = row["city_id"], int(row["population"] or 0) >= 1_000_000
                found = counts.setdefault(row["province"], [0, 0, 0, 0])
                held = [city in members, city in waiting, large, large and city in members]
                counts[row["province"]] = [one + more for one, more in zip(found, held, strict=True)]
    return counts


@pytest.fixture(scope="module")
def sample_places() -> pd.DataFrame:
    dataset = load_folder(SAMPLE)
    return places(dataset, Basis(dataset.as_of, 2023), reference_cities())


def test_provinces_of_the_sample_agree_with_a_count_by_hand(sample_places, counted):
    rows = by_province(reference_cities(), sample_places)
    columns = ["members", "prospects", "large", "large_members"]
    assert {row.province: [getattr(row, name) for name in columns] for row in rows.itertuples()} == counted
    assert len(counted) == 33
    assert sum(found[0] for found in counted.values()) == 23
    for row in rows.itertuples():
        _, _, large, inside = counted[row.province]
        assert pd.isna(row.share) if large == 0 else row.share == pytest.approx(inside / large)


def test_cities_outside_of_the_sample_are_the_large_ones_that_are_left(sample_places, counted):
    found = outside_cities(reference_cities(), sample_places, ["CHN"])
    assert not set(found["city_id"]) & set(sample_places["city_id"])
    assert set(found["kind"]) == {"untapped"}
    known = set(sample_places["city_id"])
    with REFERENCE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["country"] == "CHN"]
    large = {row["city_id"] for row in rows if int(row["population"] or 0) >= 1_000_000}
    above = set(found.loc[found["population"] >= 1_000_000, "city_id"])
    assert above == large - known
    assert set(found["city_id"]) - above == {"chn-macao", "chn-lhasa"} - known


# The slider of joining years


def test_at_a_year_only_members_known_to_have_joined_by_then_are_shown():
    rows = facts(
        members=[
            member("aaa-year", joined_on="2005"),
            member("aaa-day", joined_on="2010-12-31"),
            member("aaa-later", joined_on="2011-01-01"),
            member("aaa-undated", joined_on=None),
        ],
        prospects=[prospect("bbb-may", "contacted")],
    )
    assert joined_by(rows, 2004)["city_id"].tolist() == []
    assert joined_by(rows, 2005)["city_id"].tolist() == ["aaa-year"]
    assert sorted(joined_by(rows, 2010)["city_id"]) == ["aaa-day", "aaa-year"]
    assert sorted(joined_by(rows, 2024)["city_id"]) == ["aaa-day", "aaa-later", "aaa-year"]
    assert joining_years(rows) == ([2005, 2010, 2011], 1)


def test_without_members_there_are_no_joining_years_and_nobody_is_missing_one():
    rows = facts(prospects=[prospect("bbb-may", "contacted")])
    assert joining_years(rows) == ([], 0)
    assert joined_by(rows, 2024).empty


def test_who_has_no_joining_date_in_the_sample_is_counted(sample_places):
    books = Books.read(SAMPLE)
    roll = books.roll(Basis(books.as_of, 2023))
    years, undated = joining_years(sample_places)
    assert undated == sum(not row["joined_on"] for row in roll)
    assert years == sorted({int(row["joined_on"][:4]) for row in roll if row["joined_on"]})
    for year in (years[0], years[len(years) // 2], years[-1]):
        dated = [row for row in roll if row["joined_on"] and int(row["joined_on"][:4]) <= year]
        assert sorted(joined_by(sample_places, year)["city_id"]) == sorted(row["city_id"] for row in dated)
