"""Every figure of `manage.py figures --json` is that of a recount from docs/definitions.md alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import config
from tests.recount.command import compared, line
from tests.recount.roll import Question
from tests.recount.sets import PLANS, write
from tests.recount.tables import read

SAMPLE = Path("data/sample").resolve()
SETS = ("sample", *(plan.name for plan in PLANS))
NONE: frozenset[str] = frozenset()
SUSPENDED = frozenset({"suspended"})
EVERYBODY = frozenset({"suspended", "associate", "waived"})
ASKED = (
    Question(date(2023, 5, 31)),
    Question(date(2024, 2, 29), 2023, "china", EVERYBODY),
    Question(date(2031, 5, 31), None, "latin-america-caribbean", NONE),
    Question(date(2022, 5, 31), None, "upper-middle", SUSPENDED),
    Question(date(2023, 12, 31), 2022, "own~Two~chn-beijing.xaa-rivers-03", frozenset({"waived"})),
)
DAYS = [date(2020, 1, 1), date(2022, 5, 31), date(2024, 2, 29), date(2031, 5, 31)]
YEARS = (None, 2022)
GROUPS = ("c40-cities", "whole")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each set."""
    place = tmp_path_factory.mktemp("recount")
    return {"sample": SAMPLE} | {plan.name: write(plan, place / plan.name) for plan in PLANS}


@pytest.fixture(params=SETS)
def chosen(
    request: pytest.FixtureRequest,
    folders: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """A folder of data that the command reads."""
    folder = folders[request.param]
    monkeypatch.setenv("DATASET", str(folder))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config.settings.cache_clear()
    yield folder
    config.settings.cache_clear()


def disagreements(folder: Path, question: Question) -> list[str]:
    """What the recount and the command say differently."""
    return [
        line(place, ours, theirs)
        for place, ours, theirs, agree in compared(read(folder), question)
        if not agree
    ]


def test_every_figure_is_that_of_the_recount(chosen):
    found = {question: disagreements(chosen, question) for question in ASKED}
    assert not {question: lines for question, lines in found.items() if lines}


@pytest.mark.full
@pytest.mark.parametrize("also", [NONE, EVERYBODY], ids=["nobody", "everybody"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_figure_for_every_year_and_group(chosen, day, also):
    groups = ["south", "c40"] if chosen == SAMPLE else GROUPS
    asked = [Question(day, year, group, also) for year in YEARS for group in groups]
    found = {question: disagreements(chosen, question) for question in asked}
    assert not {question: lines for question, lines in found.items() if lines}
