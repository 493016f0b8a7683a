"""What would happen, as the page What-if shows it: the scenario at hand, its outcomes before and after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.what_if.scenario import Scenario
from sharing.report import Section
from text import say
from ui.reports.charts import Shown
from ui.reports.values import Show, numbers_of, table, texts_of
from ui.what_if import answers, pictures
from ui.what_if import sections as what_if_sections
from ui.what_if import state as what_if_state
from ui.what_if import words as what_if_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.core.basis import Basis
    from sharing.report import Chart, Table
    from ui.reports.charts import Pen

_FIELDS = ("paying_share", "official_share", "money_received", "largest_share", "money_at_risk")
_ROWS = {
    "shares": ("paying_share", "official_share", "money_received_share", "largest_share"),
    "money": ("income", "arrears", "money_at_risk"),
}


def sections(basis: Basis, pen: Pen) -> Iterator[Section]:
    """One part: what is assumed, and every outcome before and after; several scenarios side by side."""
    kept = scenarios()
    scenario = what_if_state.current() if what_if_state.is_bound() else kept[0]
    found = answers.outcomes(basis, scenario)
    if not found:
        yield Section("what_if", say("page.what_if"), (say("report.no_scenario"),), ("paying_share",))
        return
    yield Section(
        "what_if",
        say("page.what_if"),
        sentences=(_headline(scenario, basis), *_assumed(basis, kept)),
        fields=_FIELDS,
        charts=(_shares(basis, pen, scenario), _money(basis, pen, scenario)),
        tables=(_outcomes(basis, scenario), *([_compared(basis, kept)] if len(kept) > 1 else [])),
    )


def scenarios() -> tuple[Scenario, ...]:
    """Those of this session; one in which nothing happens where there are none."""
    return what_if_state.scenarios() if what_if_state.is_bound() else (Scenario(),)


def _headline(scenario: Scenario, basis: Basis) -> str:
    moved = what_if_words.happenings(scenario, basis)
    return what_if_words.headline(scenario, basis) if moved else say("report.at_rest")


def _assumed(basis: Basis, kept: tuple[Scenario, ...]) -> list[str]:
    """What each scenario takes to happen, with its letter and name where there are several."""
    said = [what_if_words.assumed(each, basis) for each in kept]
    if len(kept) == 1:
        return said
    return [f"{what_if_words.title(each, at)}: {said[at]}" for at, each in enumerate(kept)]


def _compared(basis: Basis, kept: tuple[Scenario, ...]) -> Table:
    """Every outcome today and in each scenario."""
    rows = what_if_sections.comparison(basis, kept)
    shown = [Show(str(column), "money_at_risk", header=str(column)) for column in rows]
    ends = [answers.end(basis, each) for each in kept]
    marked = any(end is not None and bool(end.rows["illustrative"].any()) for end in ends)
    return table("scenarios", say("what_if.compare"), rows, shown, illustrative=marked)


def _shares(basis: Basis, pen: Pen, scenario: Scenario) -> Chart:
    shown = _shown("what_if_shares", "share", basis, scenario, _ROWS["shares"])
    labels = pictures.labels_of(basis, scenario, "shares")
    return pen.drawn(shown, partial(pictures.shares, basis, scenario), labels.caption, labels.alt)


def _money(basis: Basis, pen: Pen, scenario: Scenario) -> Chart:
    shown = _shown("what_if_money", "eur", basis, scenario, _ROWS["money"])
    labels = pictures.labels_of(basis, scenario, "money")
    return pen.drawn(shown, partial(pictures.money, basis, scenario), labels.caption, labels.alt)


def _shown(name: str, unit: str, basis: Basis, scenario: Scenario, chosen: tuple[str, ...]) -> Shown:
    found = answers.outcomes(basis, scenario)
    rows = pictures.rows_of([found[each] for each in chosen])
    series = (
        (say("what_if.before"), numbers_of(rows["before"])),
        (say("what_if.after"), numbers_of(rows["after"])),
    )
    return Shown(name, "bar", unit, _FIELDS, texts_of(rows["label"]), series)


def _outcomes(basis: Basis, scenario: Scenario) -> Table:
    """Before and after in words: the outcomes have different units."""
    found = list(answers.outcomes(basis, scenario).values())
    then = answers.end(basis, scenario)
    rows = pd.DataFrame(
        {
            "outcome": [pictures.name_of(each) for each in found],
            "before": [what_if_words.value(each, "before") for each in found],
            "after": [what_if_words.value(each, "after") for each in found],
            "illustrative": then is not None and bool(then.rows["illustrative"].any()),
        }
    )
    shown = (
        Show("outcome", "money_at_risk", header=say("report.outcome")),
        Show("before", "money_at_risk", header=say("what_if.before")),
        Show("after", "money_at_risk", header=say("what_if.after")),
    )
    return table("outcomes", say("what_if.outcomes"), rows, shown)
