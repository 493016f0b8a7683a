"""Reports of data that lack something, of choices, and of a page as somebody sees it."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.core.basis import default_basis
from analysis.shares.share_record import share_record
from analysis.what_if.scenario import Scenario, write_scenarios
from data.errors import UnknownChoiceError
from tests.pages.test_reports import BARE, CITY, KINDS, every, figures, made, parts, seen_by, with_data
from tests.support.apptest import address as address_of
from tests.support.apptest import opened
from tests.support.datasets import (
    in_memory,
    member,
    receipt,
)
from tests.support.stores import commit_sample, sample, with_rows
from text import say
from text.format import MISSING
from ui.core import queries, store
from ui.snapshots import answers, preview


def test_without_events_prospects_and_dues_a_report_says_so():
    cities = [member("chn-foshan"), member("chn-guangzhou"), member("esp-barcelona")]
    group = [{"group": "china", "city_id": "chn-foshan", "provenance": "uploaded"}]
    with_data(in_memory({"members": cities, "focus_groups": group}, **BARE))
    unknown = {"paying_share", "collection_rate", "money_received_share", "arrears_amount"}
    for report in every():
        assert any(parts(report, "sentences")), report.codes
        for (name, _), figure in figures(report).items():
            if name in unknown:
                assert figure.value is None, name
                assert figure.text == MISSING
    assert figures(made("board"))["official_share", "official"].value == pytest.approx(1 / 3)


@pytest.mark.parametrize("cities", [[], [member("aaa-one", joined_on="2025")]])
def test_without_a_roll_there_is_a_report_and_no_share(cities):
    with_data(in_memory({"members": [member("chn-foshan"), *cities]}, **BARE))
    for day in (BARE["as_of"], date(2023, 1, 1)):
        for kind, asked in KINDS:
            found = figures(made(kind, asked, as_of=day))
            shares = [figure for (name, _), figure in found.items() if name == "official_share"]
            assert all((figure.value is None) == (day < BARE["first_roll_on"]) for figure in shares)


def test_who_paid_nothing_and_of_whom_nothing_is_known_are_told_apart():
    cities = [member("chn-foshan"), member("chn-guangzhou")]
    paid = [receipt("chn-foshan", 2024, "2024-02-01", 100)]
    with_data(
        in_memory(
            {"members": cities, "receipts": paid}, as_of=date(2024, 6, 30), first_roll_on=date(2024, 1, 1)
        )
    )
    rows = next(
        table.rows
        for table in parts(made("city", {"city_id": "chn-guangzhou"}), "tables")
        if any(column.field == "city_received" for column in table.columns)
    )
    assert any(None in row for row in rows)
    assert not any(0 in row for row in rows)


# Choices


def test_what_does_not_exist_is_said():
    for asked in (("moon", {}), ("city", {"city_id": "xyz-nowhere"}), ("view", {"page": "contacts"})):
        with pytest.raises(UnknownChoiceError):
            made(*asked)


def test_codes_are_those_of_the_address():
    report = made("view", {"page": "shares"}, definition="in_full", suspended=False, waived=True)
    measured = {"group": "china", "definition": "in_full", "fee_year": "2023", "as_of": "2023-05-31"}
    assert report.codes == measured | {"also": "waived", "page": "shares"}
    assert report.version == queries.dataset().version
    assert made("city", {"city_id": CITY}).codes["city"] == CITY


def test_the_version_before_is_told():
    before = sample().table("members")
    data = with_rows(sample(), "members", before[before["city_id"] != "chn-beijing"])
    commit_sample(store.opened(), data, headline=share_record(data))
    said = " ".join(parts(made("board"), "sentences"))
    assert "version 1" in said
    assert "official share 20.0" in said
    assert "19.3" in said


# As somebody sees a page


def shared(monkeypatch, **address):
    """The report that the page Snapshots makes of another page with this address, and the address then."""
    caught = []
    monkeypatch.setattr(preview, "_make", lambda choice: caught.append(answers.full_report(choice)))
    app = opened("snapshots", **address)
    next(button for button in app.button if button.label == say("snapshots.preview")).click().run()
    assert not app.exception
    return caught[0], address_of(app)


def test_a_map_is_shared_as_it_was_seen(monkeypatch):
    seen = {"page": "map", "preset": "world", "layer": "population", "show": "all", "by": "city"}
    report, address = shared(monkeypatch, **seen)
    assert seen.items() <= address.items()
    (section,) = report.sections
    assert "Everyone: 115 members" in section.sentences[0]
    assert "(World)" in section.sentences[0]
    assert "inhabitants" in section.charts[0].title
    (table,) = section.tables
    assert len(table.rows) == 115 + len(queries.prospects(default_basis(queries.dataset())))


def test_a_map_by_province_is_shared_in_provinces(monkeypatch):
    report, _ = shared(monkeypatch, page="map", by="province")
    (table,) = report.sections[0].tables
    assert [column.field for column in table.columns][:2] == ["region", "members"]
    assert sum(row[1] for row in table.rows) == 23


def test_scenarios_are_shared_with_what_they_assume(monkeypatch):
    kept = (Scenario(name="Three more", more=3), Scenario(name="Fewer", fewer=5))
    report, _ = shared(monkeypatch, page="what_if", scenarios=write_scenarios(kept), at_hand="B")
    (section,) = report.sections
    assert any(said.startswith("A · Three more") for said in section.sentences)
    shares = next(chart for chart in section.charts if chart.name == "what_if_shares")
    before, after = (series.values[0] for series in shares.series)
    assert (before, after) == (pytest.approx(20 / 60), pytest.approx(15 / 55))
    compared = next(table for table in section.tables if table.name == "scenarios")
    assert [column.label for column in compared.columns][2:] == ["A · Three more", "B · Fewer"]
    assert next(row[2] for row in compared.rows if "paying" in row[0]).startswith("36.5")
    assert seen_by("partners", replace_marks(report)) is None


def replace_marks(report):
    """The same as if no row was invented."""
    sections = []
    for section in report.sections:
        kinds = ("figures", "charts", "tables")
        real = {
            kind: tuple(replace(part, illustrative=False) for part in getattr(section, kind))
            for kind in kinds
        }
        sections.append(replace(section, **real))
    return replace(report, sections=tuple(sections))


def test_several_pages_go_into_one_report_and_what_stands_twice_stands_once():
    overview, shares = made("view", {"page": "overview"}), made("view", {"page": "shares"})
    both = made("view", {"page": "overview.shares"})
    names = [section.name for section in both.sections]
    assert len(set(names)) == len(names)
    assert set(names) == {section.name for one in (overview, shares) for section in one.sections}
    assert both.codes["page"] == "overview.shares"
    with pytest.raises(UnknownChoiceError):
        made("view", {"page": "overview.nothing"})
