"""One outcome of a scenario as a card: what it becomes and what it was, and what it rests on."""

from __future__ import annotations

import streamlit as st

from analysis.core.basis import Basis
from analysis.core.figure import Figure
from analysis.what_if.outcomes import Outcome
from analysis.what_if.scenario import Scenario
from text import say
from ui.core import figure_words, sentences
from ui.core.markdown import inert_markdown
from ui.core.tables import readable
from ui.what_if import answers, words
from ui.widgets.cards import CardText, show_card
from ui.widgets.expanders import lazy_popover
from ui.widgets.tables import show_downloadable_table

CHANGE_COLUMNS = [
    *("name", "country", "in_group", "paid_eur_before", "paid_eur_after", "owed_eur_before", "owed_eur_after")
]


def show_outcome_card(outcome: Outcome, scenario: Scenario, basis: Basis) -> None:
    """The card and its popover: the formula with its numbers before and after, and the members it touches."""
    change, (before, after) = words.change(outcome), words.values(outcome, short=True)
    detail = say("kpi.from", before=before, change=change) if change else say("what_if.no_change")
    show_card(CardText(outcome.name, say(f"kpi.{outcome.name}"), after, detail))
    lazy_popover(
        _definition_and_date(outcome, basis),
        lambda: _explain(outcome, scenario, basis),
        key=f"rows.{outcome.name}",
        wrap=True,
    )


def _definition_and_date(outcome: Outcome, basis: Basis) -> str:
    definitions = {"official_share": "official", "paying_share": basis.definition, "arrears": "in_full"}
    figure = Figure(outcome.name, definitions.get(outcome.name, "received"), outcome.after.value)
    return figure_words.definition_and_date(figure, basis)


def _explain(outcome: Outcome, scenario: Scenario, basis: Basis) -> None:
    for side, measured in (("today", outcome.before), ("then", outcome.after)):
        st.markdown(f"**{inert_markdown(words.formula(measured, side))}**")
    how, line = say(f"how.{outcome.name}"), sentences.basis_line(basis)
    st.markdown(inert_markdown(f"{how} {words.assumed(scenario, basis)}"))
    st.caption(inert_markdown(line))
    rows = answers.changed_rows(basis, scenario)
    if len(rows):
        show_downloadable_table(
            readable(rows, CHANGE_COLUMNS),
            name=f"what-if {outcome.name}",
            key=f"table.{outcome.name}",
            lines=[how, line],
        )
