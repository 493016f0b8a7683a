"""Prospects, the meeting and the Congress of the sample, and where its rows come from."""

import re
from hashlib import sha256

import pytest

from data.sample.build import write_tables
from data.schema import TABLES
from tests.support.datasets import SAMPLE

# Members with public evidence, as of 2023
from tests.unit.data.test_sample import (
    DATES,
    IN_PERSON,
    JOINED,
    OFFICER,
    ONLINE,
    PROSPECTS,
    TARIFF,
    found,
    name_of,
    names,
    rows,
)
from text import has


def test_there_are_five_prospects_at_the_stages_of_the_note():
    assert {row["name"]: row["stage"] for row in rows("prospects")} == PROSPECTS
    assert {row["provenance"] for row in rows("prospects")} == {"memo"}


def test_the_note_says_why_hong_kong_is_hard():
    note = found("prospects", city_id="chn-hong-kong")[0]["note"]
    assert "C40" in note
    assert "special status" in note


def test_owners_next_steps_and_chances_of_prospects_are_not_in_the_note_and_blank():
    for row in rows("prospects"):
        assert {row[cell] for cell in ("owner", "next_step", "next_step_due", "probability", "scheme")} == {
            ""
        }


def test_every_prospect_has_an_invented_history_that_ends_at_its_stage():
    for prospect in rows("prospects"):
        stays = sorted(found("stage_history", city_id=prospect["city_id"]), key=lambda row: row["entered_on"])
        assert stays[-1]["stage"] == prospect["stage"]
    assert {row["provenance"] for row in rows("stage_history")} == {"illustrative"}


def test_next_steps_are_invented_and_one_of_them_is_overdue():
    assert {row["provenance"] for row in rows("followups")} == {"illustrative"}
    late = [row for row in rows("followups") if row["due_on"] < "2023-05-31" and not row["done_on"]]
    assert {row["city_id"] for row in late} == {"chn-foshan", "chn-qingdao"}


@pytest.mark.parametrize(("mode", "expected"), [("in_person", names(IN_PERSON)), ("online", names(ONLINE))])
def test_who_took_part_in_guangzhou_is_exactly_as_the_note_has_it(mode, expected):
    came = found("participation", event_id="guangzhou-meeting-2023", mode=mode)
    assert {name_of()[row["city_id"]] for row in came} == expected
    assert len(came) == len(expected)
    assert {row["provenance"] for row in came} == {"memo"}


def test_the_visits_were_to_foshan_and_dongguan():
    visits = [row for row in rows("participation") if row["event_id"] != "guangzhou-meeting-2023"]
    assert {(row["event_id"], row["city_id"], row["mode"]) for row in visits} == {
        ("foshan-visit-2023", "chn-foshan", "in_person"),
        ("dongguan-visit-2023", "chn-dongguan", "in_person"),
    }


def test_the_note_gives_no_number_of_delegates():
    assert {row["delegates"] for row in rows("participation")} == {""}


def test_the_congress_is_in_brussels_from_the_12th_to_the_15th_of_june_2023():
    congress = found("events", kind="congress")
    assert [(row["place"], row["starts_on"], row["ends_on"], row["provenance"]) for row in congress] == [
        ("Brussels", "2023-06-12", "2023-06-15", "public")
    ]


def test_topics_are_the_four_that_the_note_proposes():
    assert {row["topic"] for row in rows("topics")} == {"transport", "logistics", "sanitation", "solid-waste"}
    assert {row["provenance"] for row in rows("topics")} == {"illustrative"}


def test_the_focus_group_is_the_chinese_members_and_prospects_by_an_explicit_list():
    listed = {row["city_id"] for row in found("focus_groups", group="china")}
    assert listed == {row["city_id"] for row in [*found("members", country="CHN"), *rows("prospects")]}


def test_every_saved_list_has_a_name_for_people():
    assert all(has(f"group.{row['group']}") for row in rows("focus_groups"))


def test_a_network_says_no_only_where_its_list_is_complete():
    refused = found("networks", member="no")
    assert {row["network"] for row in refused} == {"C40"}
    assert {row["city_id"][:3] for row in refused} == {"chn"}


def test_the_tariff_is_the_published_grid():
    grid = {
        (row["income_level"], row["scheme"], row["state_capital"]): float(row["amount_eur"])
        for row in rows("tariff")
    }
    cells = [("joint", "false"), ("joint", "true"), ("exclusive", "false"), ("exclusive", "true")]
    assert grid == {
        (level, *cell): fee for level, fees in TARIFF.items() for cell, fee in zip(cells, fees, strict=True)
    }
    assert {(row["period_from"], row["period_to"]) for row in rows("tariff")} == {("2023", "2025")}


# Provenance


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_where_it_comes_from(table):
    assert rows(table)
    for row in rows(table):
        assert row["provenance"] in ("public", "memo", "illustrative")
        assert row["source"]


@pytest.mark.parametrize("table", TABLES)
def test_no_row_marked_public_or_memo_admits_to_an_invention(table):
    for row in rows(table):
        words = row["source"].lower()
        assert row["provenance"] == "illustrative" or not ("invented" in words or "assumed" in words), row


@pytest.mark.parametrize("table", ["dues", "receipts", "stage_history", "followups", "topics", "rates"])
def test_what_nobody_outside_knows_is_illustrative_in_every_row(table):
    assert {row["provenance"] for row in rows(table)} == {"illustrative"}


def test_the_only_dates_of_rows_not_marked_illustrative_are_public():
    dated = {
        (table.name, field.name, row[field.name])
        for table, field in DATES
        for row in rows(table.name)
        if row["provenance"] != "illustrative" and row[field.name]
    }
    assert dated == {
        ("events", "starts_on", "2023-06-12"),
        ("events", "ends_on", "2023-06-15"),
        *(("members", "joined_on", year) for year in JOINED.values()),
    }


def test_the_days_of_the_meeting_and_the_visits_are_marked_as_invented():
    meetings = [row for row in rows("events") if row["kind"] != "congress"]
    assert {row["provenance"] for row in meetings} == {"illustrative"}
    assert all("date invented" in row["source"] for row in meetings)


def test_owners_are_offices_and_never_people():
    offices = {"", "barcelona", "guangzhou"}
    for table, column in [("prospects", "owner"), ("followups", "owner"), ("stage_history", "by")]:
        assert {row[column] for row in rows(table)} <= offices


def test_no_file_of_the_sample_names_the_officer_of_the_note():
    files = [path for path in SAMPLE.rglob("*") if path.suffix in (".csv", ".toml", ".md", ".py")]
    assert len(files) > 15
    for path in files:
        words = set(re.findall(r"\w+", path.read_text("utf-8").lower()))
        assert not {sha256(word.encode()).hexdigest()[:16] for word in words} & OFFICER, path.name


# The build


def test_building_anew_gives_the_committed_bytes(tmp_path):
    write_tables(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.csv" for name in TABLES}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (SAMPLE / path.name).read_bytes(), path.name


@pytest.mark.parametrize("table", TABLES)
def test_files_are_sorted_by_their_key_with_all_columns_and_line_feeds(table):
    content = (SAMPLE / f"{table}.csv").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert list(rows(table)[0]) == TABLES[table].columns
    keys = [tuple(row[column] for column in TABLES[table].key) for row in rows(table)]
    assert keys == sorted(keys)
