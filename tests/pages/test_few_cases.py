"""Percentages of fewer than ten cases stand behind their fraction, on every page and in reports."""

import re
from datetime import date

import pytest

from analysis.core.basis import default_basis
from tests.pages.test_every_page import use_data  # noqa: F401  a fixture
from tests.support.datasets import due, member, receipt, write_folder
from tests.support.walk import everything
from text.format import share_of_cases
from ui.core import queries
from ui.reports.choice import Choice
from ui.reports.kinds import build_report

DAY = date(2024, 6, 30)
CITIES = [f"aaa-{name}" for name in ("one", "two", "three", "four", "five", "six")]
FEW = {
    "members": [member(city, world_region="Africa", population=1_000_000) for city in CITIES[:5]]
    + [member(CITIES[5], world_region="Europe", population=2_000_000)],
    "dues": [due(city, year, 100) for city in CITIES for year in (2023, 2024)],
    "receipts": [receipt(city, year, f"{year}-03-01", 100) for city in CITIES[1:5] for year in (2023, 2024)],
    "prospects": [{"city_id": "bbb-may", "name": "May", "country": "BBB", "stage": "contacted"}],
    "stage_history": [
        {"city_id": city, "entered_on": "2023-02-01", "seq": 1, "stage": stage}
        for city, stage in (("bbb-may", "contacted"), ("aaa-one", "identified"))
    ],
    "tariff": [],
}
OTHER = re.compile(  # shares of money and inhabitants, rules, chances, bounds, and marks inside a picture
    r"€|inhabitants|98\s%|50\s%|80\s%|probability|[Cc]hance|assum|delegates|owed|fees|money|[Tt]arget|arrived"
    r"|levers|rise by|Under every definition|Between|lies between|Both shares can be of one roll|largest"
    r"|Largest|Bars by country|^official \d|^ \(|bring the share"
)
PERCENT = re.compile(r"\d(?:\.\d)?\s%")


@pytest.fixture
def few(tmp_path, use_data):  # noqa: F811
    """The app over six members."""
    use_data(write_folder(tmp_path / "few", FEW, title="Few", as_of=DAY, first_roll_on=date(2022, 1, 1),
                          receipts_complete=[2023, 2024]))  # fmt: skip


def bare_percentages(text: str) -> list[str]:
    """Lines with a percentage of cases that no fraction stands before."""
    return [
        line
        for line in text.splitlines()
        for percent in PERCENT.finditer("" if OTHER.search(line) else line)
        if not re.search(r"\d of (?:the )?\d|÷", line[: percent.start()])
    ]


@pytest.mark.parametrize("page", ["overview", "shares", "pipeline", "what_if", "engagement"])
def test_the_fraction_comes_first(all_open, few, page):
    words = everything(page, group="africa")
    assert [line for line in bare_percentages(words) if not re.fullmatch(r"[\d\s%–.]*", line)] == []


def test_so_it_does_in_figures_and_sentences_of_reports(few):
    basis = default_basis(queries.dataset())
    for kind in ("board", "china"):
        for section in build_report(Choice(kind, "board", "T", "", basis), images=False).sections:
            spoken = [*section.sentences, *(each.text for each in section.figures if each.unit == "share")]
            spoken = [each for each in spoken if "€" not in each and not re.search(r"of \d+\sM", each)]
            assert bare_percentages("\n".join(spoken)) == []


def test_of_many_the_percentage_comes_first():
    words = everything("overview")
    assert "20.0 % of official members (23 of 115) and 33.3 % of paying members (20 of 60)" in words


def test_the_one_formatter_turns_the_order_under_ten_cases():
    assert share_of_cases("33.3 %", "3 of 9", 9) == ("3 of 9", "33.3 %")
    assert share_of_cases("30.0 %", "3 of 10", 10) == ("30.0 %", "3 of 10")
    assert share_of_cases("–", "", None) == ("–", "")
