"""Charts of the What-if page: the shares before and after, and the money before and after."""

from __future__ import annotations

import pandas as pd

import charts.kinds.before_after
from analysis.core.basis import Basis
from analysis.what_if.outcomes import Outcome
from analysis.what_if.scenario import Scenario
from charts.base.theme import theme
from text import say
from text.format import share
from ui.core import formats
from ui.core.cache import cached
from ui.core.captions import caption, name_values
from ui.core.countries import country_name
from ui.what_if import answers, words

_AT_REST = {"shares": "what_if.shares_title_rest", "money": "what_if.money_title_rest"}
OUTCOMES_OF = {  # kind of chart → its outcomes
    "shares": ("paying_share", "official_share", "money_received_share", "largest_share"),
    "money": ("income", "arrears", "money_at_risk"),
}


@cached
def before_after(kind: str, basis: Basis, scenario: Scenario, theme_name: str) -> str:
    """A kind of outcomes before and after: the shares, or income, what is owed and the group's money."""
    rows, labels = rows_of(outcomes_of(kind, basis, scenario)), labels_of(kind, basis, scenario)
    tick = _percent if kind == "shares" else formats.money_short
    return charts.kinds.before_after.svg(rows, labels=labels, theme=theme(theme_name), tick=tick)


def _percent(value: float) -> str:
    return share(value, formats.locale(), digits=0)


def outcomes_of(kind: str, basis: Basis, scenario: Scenario) -> list[Outcome]:
    """The outcomes that a kind of chart shows."""
    outcomes = answers.outcomes(basis, scenario)
    return [outcomes[name] for name in OUTCOMES_OF[kind]]


def labels_of(kind: str, basis: Basis, scenario: Scenario) -> charts.kinds.before_after.Labels:
    """Words of that chart."""
    shown = outcomes_of(kind, basis, scenario)
    rows = rows_of(shown)
    moved = [outcome for outcome in shown if words.change(outcome)]
    facts = {"name": name_of(moved[0]), "said": words.before_and_after(moved[0], short=True)} if moved else {}
    return charts.kinds.before_after.Labels(
        caption=caption(
            "what_if.moved_title" if moved else _AT_REST[kind],
            f"what_if.{kind}_subtitle",
            basis,
            illustrative=answers.is_illustrative(basis, scenario),
            **facts,
        ),
        alt=say("what_if.chart_alt", values=name_values(rows["label"], rows["said"])),
        before=say("what_if.before"),
        after=say("what_if.after"),
    )


def rows_of(outcomes: list[Outcome]) -> pd.DataFrame:
    """Rows of charts.kinds.before_after: label, before, after, said, change, note."""
    return pd.DataFrame(
        {
            "label": [name_of(outcome) for outcome in outcomes],
            "before": [outcome.before.value for outcome in outcomes],
            "after": [outcome.after.value for outcome in outcomes],
            "said": [words.before_and_after(outcome, short=True) for outcome in outcomes],
            "change": [words.change(outcome) or say("what_if.no_change") for outcome in outcomes],
            "note": say("app.unknown"),
        }
    )


def name_of(outcome: Outcome) -> str:
    """The outcome in words, with the country that it is of."""
    name = say(f"outcome_name.{outcome.name}")
    country = outcome.after.label or outcome.before.label
    return f"{name} ({country_name(country)})" if country else name
