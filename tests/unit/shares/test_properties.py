"""What holds for every dataset and every basis, searched on small datasets with every kind of row."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.basis import Basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.member_states import member_states
from analysis.core.payment import STATES
from analysis.core.roll import official_members
from analysis.engagement.attendance_by_event import by_city
from analysis.fees.money import member_money, money_figures
from analysis.followups.followups import followups
from analysis.map.places import places
from analysis.overview.attention import attention
from analysis.overview.checks import share_checks
from analysis.overview.figures import headline_figures, states_by_definition
from analysis.pipeline.prospects import funnel, prospects
from analysis.roll.regions import by_region
from analysis.shares.gap import relative_pay_rate
from analysis.shares.history import by_fee_year
from analysis.shares.shares import official_share, paying_share
from data.cities import reference_cities
from data.schema import STAGES, TABLES
from tests.support.datasets import (
    GRIDS,
    TRAPS,
    TRAPS_DESCRIPTION,
    books,
    due,
    in_memory,
    member,
    receipt,
    stage,
)

CITIES = ["aaa-one", "aaa-two", "bbb-one", "bbb-two", "xxx-one"]
YEARS = [2022, 2023, 2024]
DAYS = st.dates(date(2021, 12, 1), date(2024, 6, 30))
DESCRIPTION = {"as_of": date(2024, 6, 30), "first_roll_on": date(2022, 1, 1)}
LEVELS = [
    {"country": "AAA", "fiscal_year": 2021, "income_level": "upper-middle"},
    {"country": "BBB", "fiscal_year": 2021, "income_level": "high"},
]


# Small datasets


@st.composite
def members(draw):
    """Up to five members with every status, category and kind of date."""
    chosen = draw(st.lists(st.sampled_from(CITIES), unique=True, max_size=5))
    rows = {
        "status": st.sampled_from(["member", "member", "member", "suspended", "resigned"]),
        "category": st.sampled_from(["active", "active", "active", "associate", None]),
        "joined_on": st.sampled_from(["2010", None, "2023", "2023-11-15"]),
        "left_on": st.sampled_from([None, None, None, "2024-02-29", "2025-01-01"]),
        "world_region": st.sampled_from(["Europe", "Africa", None]),
        "state_capital": st.sampled_from(["false", "false", None]),
        "provenance": st.sampled_from(["uploaded", "illustrative"]),
    }
    return [member(city, **draw(st.fixed_dictionaries(rows))) for city in chosen]


@st.composite
def dues(draw, cities):
    keys = draw(st.lists(st.tuples(st.sampled_from(cities), st.sampled_from(YEARS)), unique=True, max_size=8))
    rows = {
        "due_eur": st.sampled_from([None, 8840, "1000.30"]),
        "discount_eur": st.sampled_from([None, None, "500.20"]),
        "waived_eur": st.sampled_from([None, None, "500.10", 8840]),
        "invoiced_on": st.none() | DAYS,
    }
    return [due(city, year, **draw(st.fixed_dictionaries(rows))) for city, year in keys]


@st.composite
def receipts(
    draw, cities, amounts=("8840", "8815", "866.70", "0.01", "100.10", "200.20", "-300.30", "-8840")
):
    what = st.tuples(st.sampled_from(cities), st.sampled_from(YEARS), DAYS, st.sampled_from(amounts))
    return [
        receipt(*one, receipt_id=number)
        for number, one in enumerate(draw(st.lists(what, max_size=12)), start=1)
    ]


@st.composite
def datasets(draw, **kinds):
    """Tables of a small dataset. `amounts` limits what may be received."""
    rows = draw(members())
    cities = [row["city_id"] for row in rows]
    return {
        "members": rows,
        "dues": draw(dues(cities)) if cities else [],
        "receipts": draw(receipts(cities, **kinds)) if cities else [],
        "tariff": GRIDS,
        "income_levels": LEVELS,
        "focus_groups": [
            {"group": "china", "city_id": city}
            for city in draw(st.lists(st.sampled_from([*CITIES, "aaa-prospect"]), unique=True))
        ],
    }


bases = st.builds(
    Basis,
    as_of=st.sampled_from([date(2024, 6, 30), date(2024, 2, 29), date(2023, 12, 31), date(2021, 12, 31)]),
    fee_year=st.sampled_from([*YEARS, 2021, None]),
    definition=st.sampled_from(DEFINITIONS),
    group=st.just("china"),
    categories=st.sampled_from([("active",), ("active", "associate")]),
    suspended=st.booleans(),
)
complete = st.sampled_from([[], [2023], YEARS])


def counts(figure):
    return figure.numerator or 0, figure.denominator or 0


# Shares


@given(datasets(), bases, complete)
def test_a_share_lies_between_nothing_and_everything_and_within_its_bounds(tables, basis, years):
    dataset = in_memory(tables, **DESCRIPTION, receipts_complete=years)
    for figure in (
        official_share(member_states(dataset, basis)),
        paying_share(member_states(dataset, basis)),
    ):
        if figure.value is None:
            assert figure.reason
        else:
            assert 0 <= figure.low <= figure.value <= figure.high <= 1


@given(datasets(amounts=("8840", "8815", "100.10", "0.01")), bases)
def test_a_share_of_money_lies_between_nothing_and_everything(tables, basis):
    dataset = in_memory(tables, **DESCRIPTION)
    for figure in money_figures(member_states(dataset, basis))[:2]:
        assert figure.value is None or 0 <= figure.value <= 1


@given(datasets(), bases, complete)
def test_paid_not_paid_waived_and_unknown_add_up_to_the_roll(tables, basis, years):
    dataset = in_memory(tables, **DESCRIPTION, receipts_complete=years)
    states = member_states(dataset, basis).frame()["state"]
    assert set(states) <= set(STATES)
    assert states.value_counts().sum() == len(official_members(dataset, basis))


@given(datasets(), bases, complete)
def test_the_rows_of_a_share_are_its_numerator_within_its_denominator(tables, basis, years):
    dataset = in_memory(tables, **DESCRIPTION, receipts_complete=years)
    for figure in (
        official_share(member_states(dataset, basis)),
        paying_share(member_states(dataset, basis)),
    ):
        part = figure.rows[figure.rows["part"] == "group"]
        whole = figure.rows[figure.rows["part"].isin(["group", "others"])]
        assert part["in_group"].all()
        assert (len(part), len(whole)) == counts(figure)
        assert figure.rows["city_id"].is_unique


@given(datasets(), bases)
def test_every_consistency_check_holds(tables, basis):
    found = share_checks(headline_figures(states_by_definition(in_memory(tables, **DESCRIPTION), basis)))
    assert [check.name for check in found if not check.ok] == []


@given(datasets(), bases)
def test_the_relative_pay_rate_is_missing_or_not_negative(tables, basis):
    dataset = in_memory(tables, **DESCRIPTION)
    rate = relative_pay_rate(member_states(dataset, basis))
    assert (rate.value is None) == (rate.reason is not None)
    assert rate.value is None or rate.value >= 0


@given(datasets(), bases, complete)
def test_the_independent_calculation_agrees_on_small_datasets(tables, basis, years):
    description = DESCRIPTION | {"receipts_complete": years}
    dataset, exact = in_memory(tables, **description), books(tables, **description)
    states = member_states(dataset, basis).frame()
    assert dict(zip(states["city_id"], states["state"], strict=True)) == exact.states(basis)
    figure, expected = paying_share(member_states(dataset, basis)), exact.paying_share(basis)
    found = (figure.value, figure.low, figure.high)
    assert found == tuple(
        None if value is None else float(value) for value in (expected.value, expected.low, expected.high)
    )


# What may not change a figure, and what may only raise it


def measured(dataset, basis):
    """Both shares and the figures of money."""
    money = money_figures(member_states(dataset, basis))
    return [
        official_share(member_states(dataset, basis)),
        paying_share(member_states(dataset, basis)),
        *money,
    ]


@given(datasets(), bases, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(tables, basis, lot):
    shuffled = {name: lot.sample(rows, len(rows)) for name, rows in tables.items()}
    one, other = (in_memory(each, **DESCRIPTION) for each in (tables, shuffled))
    before, after = measured(one, basis), measured(other, basis)
    for figure, same in zip(before, after, strict=True):
        assert (figure.value, *counts(figure)) == pytest.approx((same.value, *counts(same)))
        assert (figure.low, figure.high, figure.illustrative) == (same.low, same.high, same.illustrative)
        assert set(figure.rows.get("city_id", [])) == set(same.rows.get("city_id", []))


@given(datasets(), bases, st.lists(st.tuples(st.sampled_from(CITIES), DAYS), min_size=1, max_size=4))
def test_more_receipts_never_lower_the_number_of_those_who_paid_something(tables, basis, more):
    basis = replace(basis, definition="any_receipt", fee_year=2023)
    known = {row["city_id"] for row in tables["members"]}
    extra = [
        receipt(city, 2023, day, 1000, receipt_id=f"more {number}")
        for number, (city, day) in enumerate(more)
        if city in known
    ]
    before = paying_share(member_states(in_memory(tables, **DESCRIPTION), basis))
    added = tables | {"receipts": [*tables["receipts"], *extra]}
    after = paying_share(member_states(in_memory(added, **DESCRIPTION), basis))
    assert counts(after) >= counts(before)
    assert counts(after)[0] >= counts(before)[0]
    assert counts(after)[1] >= counts(before)[1]


@given(datasets(), bases)
def test_receipts_of_another_fee_year_change_no_figure(tables, basis):
    basis = replace(basis, fee_year=2024)
    unrelated = [row for row in tables["receipts"] if row["fee_year"] in (2023, 2024)]
    one = measured(in_memory(tables, **DESCRIPTION), basis)
    other = measured(in_memory(tables | {"receipts": unrelated}, **DESCRIPTION), basis)
    assert one == other


@given(datasets(), bases)
def test_receipts_after_the_day_change_no_figure(tables, basis):
    known = [row for row in tables["receipts"] if row["received_on"] <= basis.as_of]
    one = measured(in_memory(tables, **DESCRIPTION), basis)
    other = measured(in_memory(tables | {"receipts": known}, **DESCRIPTION), basis)
    assert one == other


@given(datasets(), bases, st.integers(1, 99))
def test_splitting_a_receipt_in_two_changes_no_figure(tables, basis, percent):
    halves = []
    for row in tables["receipts"]:
        whole = Decimal(row["amount"])
        first = round(whole * percent / 100, 2)
        halves += [
            row | {"amount": first},
            row | {"amount": whole - first, "receipt_id": f"{row['receipt_id']}b"},
        ]
    one = measured(in_memory(tables, **DESCRIPTION), basis)
    other = measured(in_memory(tables | {"receipts": halves}, **DESCRIPTION), basis)
    assert one == other


# The pipeline


@st.composite
def pipelines(draw):
    """Prospects with stages, some dated, and follow-ups that may be due on one day."""
    cities = ["aaa-one", "aaa-two", "aaa-three"]
    days = st.sampled_from([date(2024, 1, 1), date(2024, 1, 1), date(2024, 5, 1), date(2024, 6, 29)])
    stays = draw(st.lists(st.tuples(st.sampled_from(cities), days, st.sampled_from(STAGES)), max_size=8))
    steps = draw(st.lists(st.tuples(st.sampled_from(cities), st.none() | days, st.none() | days), max_size=6))
    return {
        "members": [],
        "prospects": [
            {"city_id": city, "name": "One name", "stage": draw(st.sampled_from(STAGES))} for city in cities
        ],
        "stage_history": [stage(*stay, seq=seq) for seq, stay in enumerate(stays, start=1)],
        "followups": [
            {
                "followup_id": f"f{n}",
                "city_id": city,
                "what": f"step {n}",
                "due_on": due_on,
                "done_on": done_on,
            }
            for n, (city, due_on, done_on) in enumerate(steps)
        ],
    }


@given(pipelines(), st.integers(0, 200))
def test_a_stage_further_on_was_never_reached_by_more(tables, days_before):
    as_of = date(2024, 6, 30) - timedelta(days=days_before)
    rows = funnel(in_memory(tables, as_of=date(2024, 6, 30)), as_of)
    assert rows["reached"].is_monotonic_decreasing
    assert (rows["now"] <= rows["reached"]).all()
    assert rows["share_of_first"].dropna().between(0, 1).all()


@given(pipelines(), st.integers(0, 200), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_to_the_pipeline(tables, days_before, lot):
    as_of = date(2024, 6, 30) - timedelta(days=days_before)
    shuffled = {name: lot.sample(rows, len(rows)) for name, rows in tables.items()}
    one, other = (in_memory(each, as_of=date(2024, 6, 30)) for each in (tables, shuffled))
    pd.testing.assert_frame_equal(prospects(one, as_of), prospects(other, as_of))
    pd.testing.assert_frame_equal(funnel(one, as_of), funnel(other, as_of))


@given(pipelines(), st.integers(0, 200))
def test_the_independent_calculation_agrees_on_small_pipelines(tables, days_before):
    as_of = date(2024, 6, 30) - timedelta(days=days_before)
    description = {"as_of": date(2024, 6, 30)}
    rows = prospects(in_memory(tables, **description), as_of).set_index("city_id")
    expected = books(tables, **description).prospects(as_of)
    assert rows["stage"].to_dict() == {city: one.stage for city, one in expected.items()}
    assert rows["overdue"].to_dict() == {city: one.overdue for city, one in expected.items()}
    ages = {city: None if pd.isna(age) else age for city, age in rows["age_days"].items()}
    assert ages == {city: one.age_days for city, one in expected.items()}


# What comes out is the caller's own


def answers(dataset, basis):
    """Every frame that the analysis gives for a basis."""
    waiting = prospects(dataset, basis.as_of)
    states = member_states(dataset, basis).frame()
    return [
        waiting,
        states,
        official_members(dataset, basis),
        member_money(member_states(dataset, basis)),
        by_fee_year(member_states(dataset, basis)),
        by_region(member_states(dataset, basis)),
        funnel(dataset, basis.as_of),
        places(dataset, basis, reference_cities()),
        *(figure.rows for figure in headline_figures(states_by_definition(dataset, basis))),
        *(
            item.rows
            for item in attention(
                basis,
                states,
                waiting,
                by_city(dataset, states.assign(kind="member"), basis.as_of),
                followups(dataset, basis.as_of),
            )
        ),
        *(dataset.table(name) for name in TABLES),
    ]


def overwrite(frame):
    """Spoil a frame in place, in every column."""
    for place in range(frame.shape[1]):
        if len(frame):
            frame.iloc[0, place] = frame.iloc[-1, place]
    frame["spoilt"] = 1
    del frame[frame.columns[0]]
    frame.index = frame.index[::-1]


def test_spoiling_every_answer_leaves_the_dataset_as_it_was():
    dataset = in_memory(TRAPS, **TRAPS_DESCRIPTION)
    untouched = in_memory(TRAPS, **TRAPS_DESCRIPTION)
    basis = Basis(date(2024, 6, 30), 2024, group="rivers")
    for frame in answers(dataset, basis):
        overwrite(frame)
    for name in TABLES:
        pd.testing.assert_frame_equal(dataset.table(name), untouched.table(name))
    for frame, same in zip(answers(dataset, basis), answers(untouched, basis), strict=True):
        pd.testing.assert_frame_equal(frame, same)


def test_the_cells_of_a_table_cannot_be_reached_through_numpy():
    dataset = in_memory(TRAPS, **TRAPS_DESCRIPTION)
    amounts = dataset.table("receipts")["amount_eur"].to_numpy()
    with pytest.raises(ValueError, match="read-only"):
        amounts[0] = 1


def test_the_tables_of_a_dataset_cannot_be_exchanged():
    dataset = in_memory(TRAPS, **TRAPS_DESCRIPTION)
    with pytest.raises(TypeError):
        dataset.tables["members"] = pd.DataFrame()
    with pytest.raises(AttributeError):
        dataset.as_of = date(2030, 1, 1)
