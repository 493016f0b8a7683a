"""Reports on the sample and on other data: the same numbers as the analysis, the mark, and nothing private."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from analysis.basis import default_basis
from analysis.listing import listing
from charts.rendering import chromium
from data.cities import reference_cities
from data.errors import DashboardError, UnknownChoiceError
from data.store import contacts
from data.store.database import writing
from sharing.audience import allowed
from sharing.content import to_json
from sharing.fields import FIELDS, is_payment
from sharing.merging import LEAST
from tests.datasets import GENERATED_DESCRIPTION, SAMPLE, books, generated, in_memory, member, receipt
from tests.independent import Books
from tests.stores import commit_sample, sample, with_rows, with_text
from ui import remembered, reports, services, store

needs_chromium = pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")
CITY = "chn-foshan"
KINDS = [
    ("board", {}),
    ("china", {}),
    ("city", {"city_id": CITY}),
    ("city", {"city_id": "chn-guangzhou"}),
    *(("view", {"page": page, "city_id": CITY}) for page in reports.PAGES),
]
NAMES = [f"{kind}-{asked.get('page', asked.get('city_id', ''))}" for kind, asked in KINDS]
every_kind = pytest.mark.parametrize(("kind", "asked"), KINDS, ids=NAMES)
OUTSIDE = ("partners", "public")


def made(kind, asked=None, audience="board", pictures=False, **basis):
    measured = replace(default_basis(services.dataset()), **basis)
    return reports.report(
        kind, measured, title="T", note="", audience=audience, pictures=pictures, **(asked or {})
    )


@cache
def tables(real=True):
    """Rows by lot; real: none of them is invented."""
    drawn = generated(300, seed=11)
    if not real:
        return drawn
    return {name: [row | {"provenance": "uploaded"} for row in rows] for name, rows in drawn.items()}


@cache
def other():
    return in_memory(tables(), **GENERATED_DESCRIPTION)


def with_data(dataset):
    """The dataset becomes the newest version."""
    commit_sample(store.opened(), dataset)


def parts(report, kind):
    return [part for section in report.sections for part in getattr(section, kind)]


def figures(report):
    return {(figure.name, figure.definition): figure for figure in parts(report, "figures")}


def fields_of(report):
    found = {figure.name for figure in parts(report, "figures")}
    for section in report.sections:
        found |= set(section.fields)
    for chart in parts(report, "charts"):
        found |= set(chart.fields)
    for table in parts(report, "tables"):
        found |= {column.field for column in table.columns}
    return found


# Numbers


@pytest.mark.parametrize("which", ["sample", "by lot"])
def test_headline_figures_are_those_of_an_independent_calculation(which):
    if which == "by lot":
        with_data(other())
    independent = books(tables(), **GENERATED_DESCRIPTION) if which == "by lot" else Books.read(SAMPLE)
    found, basis = figures(made("board")), default_basis(services.dataset())
    for name, definition in (
        ("official_share", "official"),
        ("paying_share", basis.definition),
        ("money_received_share", "received"),
        ("collection_rate", "received"),
    ):
        figure, expected = found[name, definition], getattr(independent, name)(basis)
        assert figure.value == pytest.approx(float(expected.value)), name
        assert figure.numerator == pytest.approx(float(expected.numerator)), name
        assert figure.denominator == pytest.approx(float(expected.denominator)), name


@every_kind
def test_every_figure_that_the_analysis_lists_has_its_numbers(kind, asked):
    basis = default_basis(services.dataset())
    listed = {
        (each["name"], each["definition"] or ""): each
        for each in listing(services.dataset(), basis, (), reference_cities())["figures"]
    }
    for key, figure in figures(made(kind, asked)).items():
        if key in listed:
            for name in ("value", "numerator", "denominator", "low", "high", "illustrative"):
                assert getattr(figure, name) == listed[key][name], (key, name)


def test_charts_carry_the_numbers_that_they_draw():
    report, basis = made("board"), default_basis(services.dataset())
    charts = {chart.name: chart for chart in parts(report, "charts")}
    independent = Books.read(SAMPLE)
    states = list(independent.states(basis).values())
    assert sum(charts["pay_rates"].series[0].values + charts["pay_rates"].series[1].values) == len(states)
    official, paying = independent.official_share(basis), independent.paying_share(basis)
    assert charts["share_bars"].series[0].values == pytest.approx(
        (float(paying.value), float(official.value))
    )
    years = {str(each.fee_year): each for each in independent.by_fee_year(basis)}
    drawn = charts["shares_over_time"]
    assert list(drawn.categories) == list(years)
    assert drawn.series[0].values == pytest.approx([float(each.paying_share) for each in years.values()])
    money = charts["money_by_year"]
    received = [sum(values) for values in zip(money.series[0].values, money.series[1].values, strict=True)]
    assert received == pytest.approx([float(each.received_eur) for each in years.values()])
    assert sum(charts["countries"].series[0].values) == pytest.approx(1)


@every_kind
def test_every_series_has_a_value_a_category_and_every_row_a_cell_a_column(kind, asked):
    report = made(kind, asked)
    for chart in parts(report, "charts"):
        assert {len(each.values) for each in chart.series} <= {len(chart.categories)}, chart.name
        assert chart.kind == "picture" or chart.series, chart.name
    for table in parts(report, "tables"):
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.name
        assert table.members is None or table.members in {each.field for each in table.columns}
    names = [part.name for part in (*parts(report, "charts"), *report.sections)]
    assert sorted(set(names)) == sorted(names) or len(set(names)) > 0


# The mark


@every_kind
def test_invented_rows_are_marked_and_real_ones_are_not(kind, asked):
    assert made(kind, asked).illustrative
    real = sample()
    for name, frame in real.tables.items():
        real = with_rows(real, name, frame.assign(provenance="uploaded"))
    with_data(real)
    assert not made(kind, asked).illustrative


@needs_chromium
def test_pictures_carry_the_mark_and_nothing_that_runs_or_loads():
    for kind, asked in (("board", {}), ("china", {}), ("city", {"city_id": "chn-guangzhou"})):
        for chart in parts(made(kind, asked, pictures=True), "charts"):
            for svg in (chart.light, chart.dark):
                assert ("Illustrative data" in svg) == chart.illustrative, chart.name
                assert_inert(svg)


def assert_inert(svg):
    for element in ET.fromstring(svg).iter():
        tag = element.tag.rpartition("}")[2]
        assert tag not in {"script", "foreignObject", "iframe", "a"}
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            if name.rpartition("}")[2] in {"href", "src"}:
                assert value.startswith(("#", "data:image/"))
            assert all(each.startswith("#") for each in re.findall(r"url\(['\"]?([^'\")]*)", value))


@needs_chromium
def test_the_same_data_give_the_same_bytes():
    first = made("board", pictures=True)
    remembered.forget()
    again = made("board", pictures=True)
    assert to_json(first) == to_json(again)
    assert first == again


# What is private


@every_kind
def test_neither_contacts_nor_free_text_are_in_a_report(kind, asked):
    data = sample()
    for table, column in (
        ("prospects", "note"),
        ("prospects", "next_step"),
        ("followups", "what"),
        ("members", "note"),
        ("participation", "note"),
        ("stage_history", "note"),
        ("members", "source"),
        ("topics", "source"),
        ("dues", "waiver_reason"),
    ):
        for row in range(min(len(data.table(table)), 200)):
            data = with_text(data, table, column, row, f"canary {column}") if row < 3 else data
    with_data(data)
    with writing(store.opened()) as unit:
        details = {
            "city_id": CITY,
            "person": "Ximena Quirolanda",
            "channel": "wechat",
            "address": "xq_canary",
        }
        contacts.add(unit, details | {"holder": "barcelona", "role": "Canary Director"}, author="Ana")
    told = to_json(made(kind, asked)).decode().lower()
    assert "canary" not in told
    assert "quirolanda" not in told


@every_kind
def test_every_field_is_on_the_list_of_who_may_see_it(kind, asked):
    found = fields_of(made(kind, asked))
    assert found - set(FIELDS) == set()
    assert {field for field in found if FIELDS[field] == "private"} == set()


@pytest.mark.parametrize("audience", OUTSIDE)
@every_kind
def test_outside_the_board_no_column_of_one_city_and_no_payment_of_few_is_left(kind, asked, audience):
    with_data(other())
    city = {"city_id": tables()["members"][0]["city_id"]} if "city_id" in asked else {}
    whole = made(kind, asked | city, audience=audience, group="few")
    assert whole.sections
    try:
        left = allowed(whole, audience)
    except DashboardError as error:
        assert error.code == "audience_nothing_left"
        return
    assert {FIELDS[field] for field in fields_of(left)} <= {"total", "payment", "member"}
    for table in parts(left, "tables"):
        if any(is_payment(column.field) for column in table.columns):
            for row in table.rows:
                counts = [
                    cell
                    for cell, column in zip(row, table.columns, strict=True)
                    if column.unit == "count" and cell
                ]
                assert all(count >= LEAST for count in counts), (table.name, row)


def test_partners_still_read_both_shares():
    with_data(other())
    for audience in OUTSIDE:
        left = allowed(made("board", audience=audience), audience)
        names = {figure.name for figure in parts(left, "figures")}
        assert {"official_share", "paying_share", "collection_rate"} <= names
        assert {"share_bars", "shares_over_time"} <= {chart.name for chart in parts(left, "charts")}
        assert any("official members" in said for said in parts(left, "sentences"))


# Data that lack something


@every_kind
def test_without_events_prospects_and_dues_a_report_says_so(kind, asked):
    cities = [member("chn-foshan"), member("chn-guangzhou"), member("esp-barcelona")]
    bare = {"members": cities, "focus_groups": [
        {"group": "china", "city_id": "chn-foshan", "provenance": "uploaded"}
    ]}  # fmt: skip
    with_data(in_memory(bare, as_of=date(2024, 6, 30), first_roll_on=date(2024, 1, 1)))
    report = made(kind, asked)
    assert any(section.sentences for section in report.sections)
    found = figures(report)
    for (name, _), figure in found.items():
        if name in {"paying_share", "collection_rate", "money_received_share", "arrears_amount"}:
            assert figure.value is None, name
            assert "0" not in figure.text


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
    assert report.codes == {
        "group": "china", "definition": "in_full", "fee_year": "2023", "as_of": "2023-05-31", "also": "waived",
        "page": "shares",
    }  # fmt: skip
    assert report.version == services.dataset().version
    assert made("city", {"city_id": CITY}).codes["city"] == CITY


def test_the_version_before_is_told():
    before = sample().table("members")
    with_data(with_rows(sample(), "members", before[before["city_id"] != "chn-beijing"]))
    said = " ".join(parts(made("board"), "sentences"))
    assert "version 1" in said
    assert pd.notna(said)
