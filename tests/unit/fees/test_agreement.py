"""An independent calculation agrees on every further figure: sample, by hand, 500 and 5 000 members."""

import random
from dataclasses import replace
from datetime import date

import pytest

from analysis.core.basis import Basis
from analysis.core.dates import same_day_last_year
from analysis.core.definitions import DEFINITIONS
from analysis.core.figure import FEW
from analysis.core.member_states import member_states
from analysis.fees.arrears import arrears_figures, compute_arrears, settlement
from analysis.fees.collection import collected_by_same_day, collection_by_year, collection_figures
from analysis.fees.concentration import by_country, concentration_figures
from analysis.fees.expected_dues import expected_fees
from analysis.overview.checks import data_checks
from analysis.overview.figures import further_checks, states_by_definition
from analysis.roll.inhabitants import inhabitants_share
from analysis.roll.voters import would_vote
from analysis.shares.bridge import bridge_figures, build_bridge
from analysis.shares.gap import gap_figures, pay_rates, relative_pay_rate
from analysis.shares.retention import retention_figures
from data.folder import load_folder
from tests.independent.money import MoneyBooks, at
from tests.support.datasets import (
    GENERATED_DESCRIPTION,
    SAMPLE,
    TRAPS,
    TRAPS_DESCRIPTION,
    generated,
    write_folder,
)


def close(value):
    """A float next to the exact fraction; None stays None."""
    return None if value is None else pytest.approx(float(value), rel=1e-9, abs=1e-6)


def with_territories(tables, seed):
    """Tables with numbers of inhabitants, and members that lie in the territory of others, some two deep."""
    lot = random.Random(seed)  # noqa: S311  nothing secret is drawn
    ids = [row["city_id"] for row in tables["members"]]
    rows = []
    for number, row in enumerate(tables["members"]):
        outer = ids[lot.randrange(number)] if number and lot.random() < 0.2 else None
        people = lot.choice([None, lot.randrange(1, 20_000_000)])
        rows.append(row | {"population": people, "territory_of": outer})
    return tables | {"members": rows}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Both readings of a dataset by its name, each made once."""
    home = tmp_path_factory.mktemp("datasets")
    made = {
        "by hand": (with_territories(TRAPS, 7), TRAPS_DESCRIPTION),
        "500 members": (with_territories(generated(500, seed=1), 1), GENERATED_DESCRIPTION),
        "5000 members": (with_territories(generated(5000, seed=2), 2), GENERATED_DESCRIPTION),
    }
    kept = {}

    def both(name):
        if name not in kept:
            folder = SAMPLE if name == "sample" else write_folder(home / name, made[name][0], **made[name][1])
            kept[name] = (load_folder(folder), MoneyBooks.read(folder))
        return kept[name]

    return both


BASES = [
    ("sample", "china", date(2023, 5, 31), 2023),
    ("sample", "africa", date(2023, 5, 31), 2022),
    ("sample", "c40", date(2023, 5, 31), 2023),
    ("sample", "own~Three~chn-xian.esp-barcelona.jpn-tokyo", date(2023, 5, 31), 2020),
    ("by hand", "rivers", date(2024, 6, 30), 2024),
    ("by hand", "rivers", date(2024, 6, 30), 2023),
    ("by hand", "rivers", date(2024, 6, 30), 2021),
    ("by hand", "seekers", date(2024, 5, 30), 2024),
    ("by hand", "high", date(2023, 12, 15), 2024),
    ("500 members", "china", date(2024, 6, 30), 2024),
    ("500 members", "few", date(2023, 12, 31), 2023),
    ("500 members", "africa", date(2022, 2, 28), 2022),
    ("500 members", "upper-middle", date(2024, 2, 29), 2023),
    ("5000 members", "china", date(2024, 6, 30), 2024),
]
IDS = [f"{name}, {group.partition('~')[0]}, {year}" for name, group, _, year in BASES]
SMALL = [case for case in BASES if case[0] != "5000 members"]
DEFINED = [(*case, definition) for case in SMALL for definition in DEFINITIONS]
DEFINED += [(*case, "in_full") for case in BASES if case not in SMALL]


def value_of(numerator, denominator):
    return close(numerator / denominator) if denominator else None


@pytest.mark.parametrize(("name", "group", "as_of", "fee_year", "definition"), DEFINED)
def test_the_independent_calculation_agrees_on_rates_gap_bridge_and_retention(
    read, name, group, as_of, fee_year, definition
):
    dataset, books = read(name)
    basis = Basis(as_of, fee_year, definition, group)
    found = member_states(dataset, basis)
    assert_rates_agree(found, books, basis)
    made = build_bridge(found)
    counts = {figure.name: figure for figure in bridge_figures(found, made)}
    members = books.group(group)
    for part, cities in books.bridge(basis).items():
        if counts[part].value is not None:
            assert (counts[part].value, counts[part].numerator) == (len(cities), len(cities & members)), part
            assert set(counts[part].rows["city_id"]) == cities, part
    for figure in retention_figures(found, made):
        stayed, of, low, high = books.retention(basis, figure.name)
        assert (figure.numerator, figure.denominator) == ((stayed, of) if of else (None, None)), figure.name
        enough = of >= FEW
        assert figure.value == (value_of(stayed, of) if enough else None), figure.name
        assert (figure.low, figure.high) == ((close(low), close(high)) if enough else (None, None))


def assert_rates_agree(found, books, basis):
    rates = books.pay_rates(basis)
    for figure in pay_rates(found):
        expected = rates[figure.name]
        assert figure.value == close(expected.value), figure.name
        assert (figure.low, figure.high) == (close(expected.low), close(expected.high)), figure.name
    compared = relative_pay_rate(found)
    low, value, high = books.relative_pay_rate(basis)
    assert (compared.low, compared.value, compared.high) == (close(low), close(value), close(high))
    parts = books.gap_parts(basis)
    whole, *figures = gap_figures(found)
    for figure in figures:
        c, n, part = parts[figure.name.removeprefix("gap_")]
        sides = (None, None) if part is None else (c, n)
        assert (figure.numerator, figure.denominator, figure.value) == (*sides, close(part)), figure.name
    if whole.value is not None:
        assert whole.value == close(sum(part for _, _, part in parts.values()))


@pytest.mark.parametrize(("name", "group", "as_of", "fee_year"), BASES, ids=IDS)
def test_the_independent_calculation_agrees_on_arrears_member_by_member(read, name, group, as_of, fee_year):
    dataset, books = read(name)
    basis = Basis(as_of, fee_year, group=group)
    owing = compute_arrears(member_states(dataset, basis))
    parts = books.shortfalls(basis)
    expected = parts["owed"]
    rows = owing.rows()
    found = dict(zip(zip(rows["city_id"], rows["fee_year"], strict=True), rows["owed_eur"], strict=True))
    assert found == {key: close(amount) for key, amount in expected.items()}
    assert rows["fee_year"].is_monotonic_increasing  # oldest first
    figures = {(figure.name, figure.definition): figure for figure in arrears_figures(owing)}
    known = books.known_of_arrears(basis, parts)
    whole = figures["arrears_amount", "in_full"]
    assert whole.value == (close(sum(expected.values())) if known else None)
    if known:
        most = None if parts["no_due"] else sum(expected.values()) + sum(parts["open"].values())
        assert (whole.low, whole.high) == (whole.value, close(most))
        perhaps = {city for part in ("owed", "open", "no_due") for city, _ in parts[part]}
        assert figures["arrears_count", "in_full"].high == len(perhaps)
    sums = settlement(owing)
    for part in ("owed", "not_due", "open", "tolerated", "overpaid"):
        assert sums[part] == close(sum(parts[part].values())), part
    received, due = books.collection(basis, [year for year in books.recorded_years if year <= fee_year])
    assert (sums["received"], sums["due"]) == (close(received), close(due))
    for year in [year for year in books.recorded_years if year <= fee_year]:
        of_year = [amount for (_, other), amount in expected.items() if other == year]
        known = books.known_of_arrears(basis, parts, year)
        assert figures["arrears_amount_by_year", str(year)].value == (close(sum(of_year)) if known else None)
        assert figures["arrears_count_by_year", str(year)].value == (len(of_year) if known else None)


@pytest.mark.parametrize(("name", "group", "as_of", "fee_year"), BASES, ids=IDS)
def test_the_independent_calculation_agrees_on_collection_concentration_and_inhabitants(
    read, name, group, as_of, fee_year
):
    dataset, books = read(name)
    basis = Basis(as_of, fee_year, group=group)
    found = member_states(dataset, basis)
    figures = {(f.name, f.definition): f for f in collection_figures(found, collection_by_year(found))}
    years = [year for year in books.recorded_years if year <= fee_year]
    for year in years:
        assert figures["collection_rate_by_year", str(year)].value == value_of(
            *books.collection(basis, [year])
        )
    assert figures["collection_rate_cumulative", "received"].value == value_of(
        *books.collection(basis, years)
    )

    named = {figure.name: figure for figure in concentration_figures(found, by_country(found))}
    low, value, high = books.hhi(basis)
    assert (named["hhi"].low, named["hhi"].value, named["hhi"].high) == (
        close(low),
        close(value),
        close(high),
    )
    assert named["effective_number"].value == close(1 / value if value else None)
    sums = {country: amount for country, amount in books.by_country(basis).items() if country}
    largest = max(sums.values(), default=None)
    total = sum(books.by_country(basis).values())
    assert named["largest_share"].value == (value_of(largest, total) if largest else None)

    share = inhabitants_share(found)
    members = set(found.roll.loc[found.group, "city_id"])
    counted = books.inhabitants(basis)
    of_group = sum(counted[city] or 0 for city in members)
    assert share.value == value_of(of_group, sum(number or 0 for number in counted.values()))
    if share.value is not None:
        unknown = any(not books.members[city].get("population") for city in counted)
        assert (share.low is None) == unknown


@pytest.mark.parametrize(("name", "group", "as_of", "fee_year"), BASES, ids=IDS)
def test_the_independent_calculation_agrees_on_fees_votes_and_odd_receipts(
    read, name, group, as_of, fee_year
):
    dataset, books = read(name)
    basis = Basis(as_of, fee_year, group=group)
    found = member_states(dataset, basis)
    rows = expected_fees(found).set_index("city_id")
    for city, (expected, in_file, outcome) in books.expected_fees(basis).items():
        row = rows.loc[city]
        assert row["outcome"] == outcome, city
        for column, exact in (("expected_eur", expected), ("invoiced_eur", in_file)):
            assert (None if row[column] != row[column] else row[column]) == close(exact), (city, column)
    votes = would_vote(states_by_definition(dataset, basis)["good_standing"])
    in_standing = books.paid(at(basis, definition="good_standing", waived=False), fee_year)
    if votes.value is not None:
        assert set(votes.rows["city_id"]) == in_standing
    outside, early, total = books.odd_receipts(basis)
    checks = {check.name: check.facts for check in data_checks(found)}
    assert checks["receipts_from_members"] == {"odd": outside, "receipts": total}
    assert checks["paid_before_due"] == {"odd": early, "receipts": total}


@pytest.mark.parametrize("name", ["sample", "by hand", "500 members"])
def test_it_agrees_on_the_same_day_of_the_year_before_over_todays_members(read, name):
    dataset, books = read(name)
    basis = Basis(dataset.as_of, dataset.as_of.year, group="china")
    found = collected_by_same_day(member_states(dataset, basis))
    earlier = same_day_last_year(basis.as_of)
    then = at(basis, as_of=earlier, fee_year=basis.fee_year - 1)
    cities = books.cities(basis)
    paying = [city for city in cities if books.state(city, then) == "paid"]
    owing = [city for city in cities if books.due(city, then.fee_year)]
    assert found.earlier == earlier
    assert found.paying == len(paying)
    assert found.received_eur == close(sum(books.received(c, then.fee_year, earlier) for c in owing))
    assert found.due_eur == close(sum(books.due(c, then.fee_year) for c in owing))


SWITCHES = [
    pytest.param({"waived": True}, id="waived fees pay"),
    pytest.param({"suspended": False}, id="without suspended"),
    pytest.param({"categories": ("active", "associate")}, id="with associates"),
    pytest.param({"categories": ("active", "associate"), "suspended": False, "waived": True}, id="all three"),
]


@pytest.mark.parametrize("switches", SWITCHES)
@pytest.mark.parametrize("name", ["by hand", "500 members"])
def test_it_agrees_under_every_switch(read, name, switches):
    dataset, books = read(name)
    group = "rivers" if name == "by hand" else "china"
    for definition in DEFINITIONS:
        basis = replace(Basis(dataset.as_of, 2024, definition, group), **switches)
        found = member_states(dataset, basis)
        assert len(found.roll) == len(books.cities(basis))
        assert_rates_agree(found, books, basis)
        expected = {part: len(cities) for part, cities in books.bridge(basis).items()}
        for figure in bridge_figures(found, build_bridge(found)):
            assert figure.value in {None, expected[figure.name]}, figure.name
            assert figure.value is not None or figure.reason == "all_unknown"


@pytest.mark.parametrize(("name", "group", "as_of", "fee_year"), BASES, ids=IDS)
def test_every_identity_holds(read, name, group, as_of, fee_year):
    dataset, _ = read(name)
    found = further_checks(states_by_definition(dataset, Basis(as_of, fee_year, group=group)))
    assert [check.name for check in found if check.identity and not check.ok] == []
