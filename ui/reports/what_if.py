"""What would happen, as the page What-if shows it: the scenario at hand, its outcomes before and after."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd

from analysis.core.basis import Basis
from analysis.what_if.scenario import Scenario
from sharing.report import Chart, Section, Table
from text import say
from ui.reports.charts import ChartMaker, svg
from ui.reports.values import TableColumn, section, table
from ui.what_if import answers, pictures
from ui.what_if import sections as what_if_sections
from ui.what_if import state as what_if_state
from ui.what_if import words as what_if_words

_FIELDS = ("paying_share", "official_share", "money_received", "largest_share", "money_at_risk")
_UNITS = {"shares": "share", "money": "eur"}  # kind of chart → unit


def sections(basis: Basis, maker: ChartMaker) -> Iterator[Section]:
    """One section: what is assumed, and every outcome before and after; several scenarios side by side."""
    all_scenarios = scenarios()
    scenario = what_if_state.current() if what_if_state.is_bound() else all_scenarios[0]
    if not answers.outcomes(basis, scenario):
        yield section("what_if", say("page.what_if"), [say("report.no_scenario")], ("paying_share",))
        return
    yield section(
        "what_if",
        say("page.what_if"),
        [_headline(scenario, basis), *_assumptions(basis, all_scenarios)],
        _FIELDS,
        charts=[_chart(basis, maker, scenario, name) for name in _UNITS],
        tables=[
            _outcomes(basis, scenario),
            _comparison(basis, all_scenarios) if len(all_scenarios) > 1 else None,
        ],
    )


def scenarios() -> tuple[Scenario, ...]:
    """Those of this session; one in which nothing happens where there are none."""
    return what_if_state.scenarios() if what_if_state.is_bound() else (Scenario(),)


def _headline(scenario: Scenario, basis: Basis) -> str:
    happens = what_if_words.happenings(scenario, basis)
    return what_if_words.headline(scenario, basis) if happens else say("report.at_rest")


def _assumptions(basis: Basis, all_scenarios: tuple[Scenario, ...]) -> list[str]:
    """What each scenario takes to happen, with its letter and name where there are several."""
    assumed = [what_if_words.assumed(each, basis) for each in all_scenarios]
    if len(assumed) == 1:
        return assumed
    titles = [what_if_words.title(each, at) for at, each in enumerate(all_scenarios)]
    return [f"{title}: {text}" for title, text in zip(titles, assumed, strict=True)]


def _comparison(basis: Basis, all_scenarios: tuple[Scenario, ...]) -> Table:
    """Every outcome today and in each scenario."""
    rows = what_if_sections.comparison(basis, all_scenarios)
    shown = [TableColumn(str(column), "money_at_risk", header=str(column)) for column in rows]
    invented = any(answers.is_illustrative(basis, each) for each in all_scenarios)
    return table("scenarios", say("what_if.compare"), rows, shown, illustrative=invented)


def _chart(basis: Basis, maker: ChartMaker, scenario: Scenario, name: str) -> Chart:
    rows = pictures.rows_of(pictures.outcomes_of(name, basis, scenario))
    return maker.chart(
        f"what_if_{name}",
        _UNITS[name],
        _FIELDS,
        svg(partial(pictures.before_after, name, basis, scenario), pictures.labels_of(name, basis, scenario)),
        rows["label"],
        {say("what_if.before"): rows["before"], say("what_if.after"): rows["after"]},
    )


def _outcomes(basis: Basis, scenario: Scenario) -> Table:
    """Before and after in words: the outcomes have different units."""
    outcomes = answers.outcomes(basis, scenario).values()
    rows = pd.DataFrame(
        [(pictures.name_of(each), *what_if_words.values(each)) for each in outcomes],
        columns=["outcome", "before", "after"],
    )
    headers = (say("report.outcome"), say("what_if.before"), say("what_if.after"))
    shown = [
        TableColumn(str(column), "money_at_risk", header=header)
        for column, header in zip(rows, headers, strict=True)
    ]
    invented = answers.is_illustrative(basis, scenario)
    return table("outcomes", say("what_if.outcomes"), rows, shown, illustrative=invented)
