"""Reports on the sample and on other data: the numbers of the analysis, the mark, and nothing private."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from analysis.core.basis import default_basis
from analysis.overview.all_figures import all_figures
from charts.export.rendering import chromium
from data.cities import reference_cities
from data.errors import DashboardError
from data.store import contacts
from data.store.database import writing
from sharing.audience import restrict_to_audience
from sharing.content import to_json
from sharing.fields import FIELDS, is_payment
from sharing.small_cells import LEAST
from tests.independent.headline import Books
from tests.support.datasets import (
    GENERATED_DESCRIPTION,
    SAMPLE,
    books,
    due,
    generated,
    in_memory,
    member,
    receipt,
)
from tests.support.stores import commit_sample, sample, with_rows
from ui.core import cache as core_cache
from ui.core import queries, store
from ui.reports.choice import Choice
from ui.reports.kinds import COMPARISON, build_report
from ui.reports.kinds import KINDS as ALL_KINDS
from ui.reports.pages import PAGES

needs_chromium = pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")
CITY = "chn-foshan"
KINDS = [
    ("board", {}),
    ("china", {}),
    ("city", {"city_id": CITY}),
    ("city", {"city_id": "chn-guangzhou"}),
    *(("view", {"page": page, "city_id": CITY}) for page in PAGES),
]
OUTSIDE = ("partners", "public")

BARE = {"as_of": date(2024, 6, 30), "first_roll_on": date(2024, 1, 1)}


def made(kind, asked=None, audience="board", pictures=False, **basis):
    measured = replace(default_basis(queries.dataset()), **basis)
    return build_report(Choice(kind, audience, "T", "", measured, **(asked or {})), images=pictures)


@cache
def tables():
    """Rows by lot, none of them invented."""
    drawn = generated(300, seed=11)
    return {name: [row | {"provenance": "uploaded"} for row in rows] for name, rows in drawn.items()}


@cache
def other():
    return in_memory(tables(), **GENERATED_DESCRIPTION)


def test_a_report_of_every_kind_is_tested_here():
    assert {kind for kind, _ in KINDS} | {COMPARISON} == set(ALL_KINDS)


def every(audience="board"):
    """A report of each kind and page."""
    return [made(kind, asked, audience=audience) for kind, asked in KINDS]


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
        found |= set(section.fields) if section.sentences else set()
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
    found, basis = figures(made("board")), default_basis(queries.dataset())
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


def test_every_figure_that_the_analysis_lists_has_its_numbers():
    basis = default_basis(queries.dataset())
    listed = {
        (each["name"], each["definition"] or ""): each
        for each in all_figures(queries.dataset(), basis, (), reference_cities(), {})["figures"]
    }
    compared = set()
    for report in every():
        for key, figure in figures(report).items():
            for name in ("value", "numerator", "denominator", "low", "high", "illustrative"):
                if key in listed:
                    compared.add(key)
                    assert getattr(figure, name) == listed[key][name], (key, name)
    assert len(compared) > 15


def test_charts_carry_the_numbers_that_they_draw():
    report, basis = made("board"), default_basis(queries.dataset())
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
    assert drawn.series[0].values == pytest.approx([float(each.paying.value) for each in years.values()])
    money = charts["money_by_year"]
    received = [sum(values) for values in zip(money.series[0].values, money.series[1].values, strict=True)]
    assert received == pytest.approx([float(each.received_eur) for each in years.values()])
    assert sum(charts["countries"].series[0].values) == pytest.approx(1)


def test_every_series_has_a_value_a_category_and_every_row_a_cell_a_column():
    for report in every():
        for chart in parts(report, "charts"):
            assert {len(each.values) for each in chart.series} <= {len(chart.categories)}, chart.name
            assert chart.kind == "picture" or chart.series, chart.name
        for table in parts(report, "tables"):
            assert {len(row) for row in table.rows} <= {len(table.columns)}, table.name
            assert table.members is None or table.members in {each.field for each in table.columns}
        for kind in ("charts", "tables"):
            names = [part.name for part in parts(report, kind)]
            assert sorted(set(names)) == sorted(names)


# The mark


def test_invented_rows_are_marked_and_real_ones_are_not():
    assert all(report.illustrative for report in every())
    with_data(real_sample())
    assert not any(report.illustrative for report in every())


@needs_chromium
def test_pictures_carry_the_mark_and_nothing_that_runs_or_loads_and_are_always_the_same():
    first = made("board", pictures=True)
    core_cache.forget()
    assert made("board", pictures=True) == first
    city = made("city", {"city_id": "chn-guangzhou"}, pictures=True)
    for chart in parts(first, "charts") + parts(city, "charts"):
        assert chart.light != chart.dark
        for svg in (chart.light, chart.dark):
            assert ("Illustrative data" in svg) == chart.illustrative, chart.name
            assert_inert(svg)


def assert_inert(svg):
    for element in ET.fromstring(svg).iter():  # noqa: S314  our own picture
        tag = element.tag.rpartition("}")[2]
        assert tag not in {"script", "foreignObject", "iframe", "a"}
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            if name.rpartition("}")[2] in {"href", "src"}:
                assert value.startswith(("#", "data:image/"))
            assert all(each.startswith("#") for each in re.findall(r"url\(['\"]?([^'\")]*)", value))


def test_the_same_data_give_the_same_bytes():
    first = [to_json(report) for report in every()]
    core_cache.forget()
    assert [to_json(report) for report in every()] == first


# What is private


FREE_TEXT = (
    ("prospects", "note"), ("prospects", "next_step"), ("followups", "what"), ("members", "note"),
    ("participation", "note"), ("stage_history", "note"), ("members", "source"), ("topics", "source"),
    ("dues", "waiver_reason"),
)  # fmt: skip


def test_neither_contacts_nor_free_text_are_in_a_report():
    data = sample()
    for table, column in FREE_TEXT:
        frame = data.table(table)
        words = pd.Series(f"canary {column}", index=frame.index, dtype="str")
        data = with_rows(data, table, frame.assign(**{column: words}))
    with_data(data)
    details = {"city_id": CITY, "person": "Ximena Quirolanda", "channel": "wechat", "address": "xq_canary"}
    with writing(store.opened()) as connection:
        contacts.add(connection, details | {"holder": "barcelona", "role": "Canary Director"}, author="Ana")
    for report in every():
        told = to_json(report).decode().lower()
        assert "canary" not in told, report.codes
        assert "quirolanda" not in told


def test_every_field_is_on_the_list_of_who_may_see_it():
    for report in every():
        found = fields_of(report)
        assert found - set(FIELDS) == set()
        assert {field for field in found if FIELDS[field] == "private"} == set()


@pytest.mark.parametrize("group", ["china", "few"])
@pytest.mark.parametrize("audience", OUTSIDE)
def test_outside_the_board_no_column_of_one_city_and_no_payment_of_few_is_left(audience, group):
    with_data(other())
    city = tables()["members"][0]["city_id"]
    for kind, asked in KINDS:
        chosen = asked | ({"city_id": city} if "city_id" in asked else {})
        left = seen_by(audience, made(kind, chosen, audience=audience, group=group))
        if left is None:
            continue
        assert {FIELDS[field] for field in fields_of(left)} <= {"total", "payment", "member"}
        for table in parts(left, "tables"):
            counts = [
                row[place]
                for row in table.rows
                for place, column in enumerate(table.columns)
                if column.unit == "count" and (is_payment(column.field) or column.field == table.members)
            ]
            assert all(not count or count >= LEAST for count in counts), (kind, asked, table.name)


def test_payments_of_few_are_told_to_the_board_alone():
    """Of the Chinese cities three have not paid; two came back, one is new."""
    with_data(real_sample())
    whole = made("board", audience="partners")
    left = restrict_to_audience(whole, "partners")
    told = " ".join(parts(left, "sentences"))
    assert "3 of the group" in " ".join(parts(whole, "sentences"))
    assert "of the group" not in told
    assert "came or came back" not in told
    kept = {part.name for part in (*parts(left, "charts"), *parts(left, "tables"))}
    assert kept.isdisjoint({"pay_rates", "bridge", "moves", "arrears_members"})
    assert {"share_bars", "shares_over_time", "definitions", "money_by_year"} <= kept


def test_money_of_few_payers_is_told_to_the_board_alone():
    cities = [member(f"chn-city-{number}") for number in range(8)]
    dues = [due(each["city_id"], 2024, 8840) for each in cities]
    receipts = [receipt(each["city_id"], 2024, "2024-02-01", 8840) for each in cities[:2]]
    group = [{"group": "china", "city_id": each["city_id"], "provenance": "uploaded"} for each in cities[:6]]
    rows = {"members": cities, "dues": dues, "receipts": receipts, "focus_groups": group}
    with_data(in_memory(rows, **BARE))
    for audience in OUTSIDE:
        left = restrict_to_audience(made("board", audience=audience), audience)
        told = to_json(left).decode()
        assert "8840" not in told.replace(",", "")
        assert "17680" not in told.replace(",", "")
        assert not any(is_payment(field) for field in fields_of(left) - section_fields(left))


def section_fields(report):
    return set().union(*(section.fields for section in report.sections))


def real_sample():
    """The sample as if no row of it was invented."""
    data = sample()
    for name, frame in data.tables.items():
        data = with_rows(data, name, frame.assign(provenance="uploaded"))
    return data


def seen_by(audience, report):
    """What an audience gets; None where nothing is left."""
    try:
        return restrict_to_audience(report, audience)
    except DashboardError as error:
        if error.code != "audience_nothing_left":
            raise
        return None


def test_partners_still_read_both_shares():
    with_data(other())
    for audience in OUTSIDE:
        left = restrict_to_audience(made("board", audience=audience), audience)
        names = {figure.name for figure in parts(left, "figures")}
        assert {"official_share", "paying_share", "collection_rate"} <= names
        assert {"share_bars", "shares_over_time"} <= {chart.name for chart in parts(left, "charts")}
        assert any("official members" in said for said in parts(left, "sentences"))
