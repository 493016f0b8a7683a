"""Fees by year as a picture: hollow for due, filled for what came, dashed for what nobody knows."""

import xml.etree.ElementTree as ET

import pandas as pd

from charts.base.theme import LIGHT
from charts.kinds import fee_history
from tests.support.chart_samples import CAPTION, FEES

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {
    "paid": "paid",
    "part": "in part",
    "not_paid": "not paid",
    "unknown": "not known",
    "some": "received",
}


def columns(rows: pd.DataFrame = FEES) -> list[ET.Element]:
    """The drawn years, each a group with its title."""
    svg = fee_history.svg(rows, labels=fee_history.Labels(CAPTION, "What it shows", WORDS), theme=LIGHT)
    root = ET.fromstring(svg)  # noqa: S314  our own text
    return [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]


def bars(column: ET.Element) -> dict[str, float]:
    """Heights of a year's bars by how they are painted."""
    kinds = {LIGHT.background: "hollow", LIGHT.focus: "filled", "none": "dashed"}
    return {kinds[bar.get("fill", "")]: float(bar.get("height", "")) for bar in column.iter(f"{SVG}rect")}


def words(column: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in column.iter(f"{SVG}text")]


def test_bars_are_as_high_as_what_was_due_and_what_came():
    paid, part, unpaid, unknown, some = (bars(column) for column in columns())
    assert paid["hollow"] == paid["filled"]
    assert part["filled"] == part["hollow"] / 2
    assert list(unpaid) == ["hollow"]
    assert list(unknown) == ["dashed"]
    assert some == {"filled": paid["filled"] * 0.75}


def test_a_year_says_its_amount_its_state_and_a_dash_for_what_is_not_known():
    assert [words(column) for column in columns()] == [
        ["€8\u202fK", "2020", "paid"],
        ["€4\u202fK", "2021", "in part"],
        ["€0", "2022", "not paid"],
        ["–", "2023", "not known"],
        ["€6\u202fK", "2024", "received"],
    ]


def test_only_the_last_years_are_drawn_as_many_as_a_phone_has_room_for():
    many = pd.concat([FEES.assign(fee_year=FEES["fee_year"] - 5), FEES], ignore_index=True)
    assert [words(column)[1] for column in columns(many)] == [str(year) for year in range(2019, 2025)]


def test_years_without_any_amount_are_drawn_as_not_known():
    rows = FEES.assign(due_eur=float("nan"), received_eur=float("nan"), fee_state="unknown")
    assert {tuple(bars(column)) for column in columns(rows)} == {("dashed",)}


def test_no_year_is_an_empty_picture():
    assert columns(FEES.head(0)) == []
