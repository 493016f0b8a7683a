"""An independent calculation over the same files agrees on every headline figure."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.core.basis import Basis, default_fee_year
from analysis.core.definitions import DEFINITIONS
from analysis.core.member_states import member_states
from analysis.core.roll import official_members
from analysis.overview.checks import share_checks
from analysis.overview.figures import headline_figures, states_by_definition
from analysis.pipeline.prospects import funnel, prospects
from analysis.shares.history import by_fee_year
from data.folder import load_folder
from tests.independent.headline import Books
from tests.support.datasets import (
    GENERATED_DESCRIPTION,
    SAMPLE,
    TRAPS,
    TRAPS_DESCRIPTION,
    generated,
    write_folder,
)


def figures_by_name(dataset, basis):
    return {
        (figure.name, figure.definition): figure
        for figure in headline_figures(states_by_definition(dataset, basis))
    }


def close(value):
    """A float next to the exact fraction; None stays None."""
    return None if value is None else pytest.approx(float(value), rel=1e-12, abs=1e-9)


def assert_same(figure, expected):
    found = (figure.numerator, figure.denominator, figure.value, figure.low, figure.high)
    exact = (expected.numerator, expected.denominator, expected.value, expected.low, expected.high)
    assert found == tuple(close(number) for number in exact), figure.name
    if expected.value is not None:
        assert figure.illustrative == expected.illustrative, figure.name


def assert_agrees(dataset, books, basis):
    """Roll, states, shares under every definition, and money."""
    roll = official_members(dataset, basis)
    assert set(roll["city_id"]) == {row["city_id"] for row in books.roll(basis)}
    found = figures_by_name(dataset, basis)
    assert_same(found["official_share", "official"], books.official_share(basis))
    for definition in DEFINITIONS:
        defined = replace(basis, definition=definition)
        states = member_states(dataset, defined).frame()
        assert dict(zip(states["city_id"], states["state"], strict=True)) == books.states(defined), definition
        assert_same(found["paying_share", definition], books.paying_share(defined))
        rate = found["relative_pay_rate", definition]
        low, value, high = books.relative_pay_rate(defined)
        assert (rate.low, rate.value, rate.high) == (close(low), close(value), close(high)), definition
    assert_same(found["money_received_share", "received"], books.money_received_share(basis))
    assert_same(found["money_due_share", "due"], books.money_due_share(basis))
    assert_same(found["collection_rate", "received"], books.collection_rate(basis))
    assert all(check.ok for check in share_checks(list(found.values())))


def assert_years_agree(dataset, books, basis):
    rows, expected = by_fee_year(member_states(dataset, basis)), books.by_fee_year(basis)
    assert rows["fee_year"].tolist() == [year.fee_year for year in expected]
    for row, year in zip(rows.to_dict("records"), expected, strict=True):
        exact = {
            "paying_share": year.paying.value,
            "low": year.paying.low,
            "high": year.paying.high,
            "group_paying": year.paying.numerator or 0,
            "paying": year.paying.denominator or 0,
            "official_share": year.official.value,
            "received_eur": year.received_eur,
            "due_eur": year.due_eur,
            "group_received_eur": year.group_received_eur,
            "received_share": year.received_share,
            "collection_rate": year.collection_rate,
        }
        found = {name: None if pd.isna(row[name]) else row[name] for name in exact}
        assert found == {name: close(value) for name, value in exact.items()}, year.fee_year
        assert (row["official_on"], row["to_date"]) == (year.official_on, year.to_date)


def assert_pipeline_agrees(dataset, books, as_of):
    rows = prospects(dataset, as_of).set_index("city_id")
    expected = books.prospects(as_of)
    found = {
        city: (row["stage"], None if pd.isna(row["age_days"]) else row["age_days"], row["overdue"])
        for city, row in rows.iterrows()
    }
    assert found == {c: (one.stage, one.age_days, one.overdue) for c, one in expected.items()}
    stages = funnel(dataset, as_of)
    counted = {row.stage: (row.now, row.reached) for row in stages.itertuples()}
    assert counted == books.funnel(as_of)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """name → folder of every dataset that both calculations read."""
    home = tmp_path_factory.mktemp("datasets")
    return {
        "sample": SAMPLE,
        "by hand": write_folder(home / "traps", TRAPS, **TRAPS_DESCRIPTION),
        "500 members": write_folder(home / "500", generated(500, seed=1), **GENERATED_DESCRIPTION),
        "5000 members": write_folder(home / "5000", generated(5000, seed=2), **GENERATED_DESCRIPTION),
    }


@pytest.fixture(scope="module")
def read(folders):
    """Both readings of a folder, each made once."""
    kept = {}

    def both(name):
        if name not in kept:
            kept[name] = (load_folder(folders[name]), Books.read(folders[name]))
        return kept[name]

    return both


BASES = [
    ("sample", "china", date(2023, 5, 31), 2023),
    ("sample", "china", date(2023, 5, 31), 2022),
    ("sample", "china", date(2023, 5, 31), 2019),
    ("sample", "africa", date(2023, 5, 31), 2023),
    ("sample", "latin-america-caribbean", date(2023, 5, 31), 2021),
    ("sample", "upper-middle", date(2023, 5, 31), 2023),
    ("sample", "famous-three", date(2023, 5, 31), 2023),
    ("sample", "china", date(2023, 5, 30), 2023),
    ("by hand", "rivers", date(2024, 6, 30), 2024),
    ("by hand", "rivers", date(2024, 6, 30), 2023),
    ("by hand", "rivers", date(2024, 6, 30), 2021),
    ("by hand", "seekers", date(2024, 6, 30), 2024),
    ("by hand", "europe", date(2024, 3, 5), 2024),
    ("by hand", "high", date(2023, 12, 15), 2024),
    ("by hand", "rivers", date(2022, 12, 31), None),
    ("500 members", "china", date(2024, 6, 30), 2024),
    ("500 members", "china", date(2024, 6, 30), 2023),
    ("500 members", "few", date(2023, 12, 31), 2023),
    ("500 members", "africa", date(2022, 2, 28), 2022),
    ("500 members", "upper-middle", date(2024, 6, 30), 2022),
    ("500 members", "latin-america-caribbean", date(2021, 5, 31), 2021),
    ("5000 members", "china", date(2024, 6, 30), 2024),
    ("5000 members", "few", date(2023, 1, 31), 2023),
]


@pytest.mark.parametrize(("name", "group", "as_of", "fee_year"), BASES)
def test_the_independent_calculation_agrees_on_every_headline_figure(read, name, group, as_of, fee_year):
    dataset, books = read(name)
    assert_agrees(dataset, books, Basis(as_of, fee_year, group=group))


@pytest.mark.parametrize("suspended", [True, False], ids=["with suspended", "without suspended"])
@pytest.mark.parametrize("categories", [("active",), ("active", "associate"), ("honorary",)], ids=str)
def test_it_agrees_with_the_switches_for_suspended_and_associate_members(read, categories, suspended):
    dataset, books = read("500 members")
    basis = Basis(date(2024, 6, 30), 2024, categories=categories, suspended=suspended)
    assert_agrees(dataset, books, basis)


@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("name", ["sample", "by hand", "500 members"])
def test_it_agrees_on_shares_and_money_through_the_fee_years(read, name, definition):
    dataset, books = read(name)
    group = "rivers" if name == "by hand" else "china"
    assert_years_agree(dataset, books, Basis(dataset.as_of, 2024, definition, group))


@pytest.mark.parametrize("days_before", [0, 1, 40, 400])
@pytest.mark.parametrize("name", ["sample", "by hand", "500 members", "5000 members"])
def test_it_agrees_on_the_pipeline_with_ages_and_overdue_steps(read, name, days_before):
    dataset, books = read(name)
    as_of = date.fromordinal(dataset.as_of.toordinal() - days_before)
    assert_pipeline_agrees(dataset, books, as_of)


@pytest.mark.parametrize("name", ["sample", "by hand", "500 members"])
def test_it_agrees_on_the_fee_year_a_reader_starts_with(read, name):
    dataset, books = read(name)
    days = [dataset.as_of, date(2023, 12, 14), date(2023, 12, 15), date(2019, 2, 8), date(2019, 2, 7)]
    assert [default_fee_year(dataset, day) for day in days] == [books.default_fee_year(day) for day in days]
