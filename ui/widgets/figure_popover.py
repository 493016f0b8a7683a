"""The chip of a figure: its definition and date; a click shows the formula with its numbers, and the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.core.figure import Figure
from text import has, say
from ui.core import figure_words, queries, sentences
from ui.core.markdown import inert_markdown
from ui.shares import answers
from ui.what_if import answers as what_if_answers
from ui.what_if import words as what_if_words
from ui.widgets import tables
from ui.widgets.downloads import download_buttons

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from analysis.what_if.outcomes import Outcome
    from analysis.what_if.scenario import Scenario

CHANGED = [
    "name",
    "country",
    "in_group",
    "paid_eur_before",
    "paid_eur_after",
    "owed_eur_before",
    "owed_eur_after",
]
COLUMNS = {
    "arrears": ["name", "name_zh", "country", "fee_year", "due_eur", "received_eur", "owed_eur"],
    "group_arrears": ["name", "name_zh", "fee_year", "due_eur", "received_eur", "owed_eur"],
    "inhabitants": ["name", "name_zh", "country", "part", "population", "provenance"],
    "tariff": ["name", "country", "outcome", "expected_eur", "invoiced_eur", "difference_eur"],
    "official": ["name", "name_zh", "country", "part", "joined_on", "provenance"],
}


def show(figure: Figure, basis: Basis, *, key: str = "") -> None:
    """The chip, and behind it what is there to know of the figure. Built when opened."""
    opened = st.popover(
        figure_words.chip(figure, basis),
        type="tertiary",
        wrap=True,
        key=f"rows.{key or figure.name}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _explain(figure, basis, key or figure.name)


def _explain(figure: Figure, basis: Basis, name: str) -> None:
    how = say(f"how.{figure.name}") if has(f"how.{figure.name}") else ""
    formula = figure_words.formula(figure, basis)
    if formula:
        st.markdown(f"**{inert_markdown(formula)}**")
    elif figure.value is None:
        st.markdown(inert_markdown(sentences.reason(figure.reason, queries.dataset())))
    said = [how, figure_words.bounds(figure), figure_words.weakest(answers.weakest(figure, basis))]
    st.markdown(inert_markdown(" ".join(sentence for sentence in said if sentence)))
    line = sentences.basis_line(basis)
    st.caption(inert_markdown(line))
    rows = figure.rows
    if rows.empty:
        return
    shown = tables.readable(rows, columns_of(figure))
    tables.show(shown, key=f"table.{name}", alt=how or formula)
    download_buttons(shown, name=name, lines=[formula or how, line])


def show_outcome(outcome: Outcome, scenario: Scenario, basis: Basis) -> None:
    """The chip of an outcome: the formula with its numbers before and after, and the members it touches."""
    own = {"official_share": "official", "paying_share": basis.definition, "arrears": "in_full"}
    like = Figure(outcome.name, own.get(outcome.name, "received"), outcome.after.value)
    words = figure_words.chip(like, basis)
    opened = st.popover(words, type="tertiary", wrap=True, key=f"rows.{outcome.name}", on_change="rerun")
    if opened.open:
        with opened:
            _explain_outcome(outcome, scenario, basis)


def _explain_outcome(outcome: Outcome, scenario: Scenario, basis: Basis) -> None:
    for side, measured in (("today", outcome.before), ("then", outcome.after)):
        st.markdown(f"**{inert_markdown(what_if_words.formula(measured, side))}**")
    how = say(f"how.{outcome.name}")
    st.markdown(inert_markdown(f"{how} {what_if_words.assumed(scenario, basis)}"))
    st.caption(inert_markdown(sentences.basis_line(basis)))
    rows = what_if_answers.changed_rows(basis, scenario)
    if len(rows):
        shown = tables.readable(rows, CHANGED)
        tables.show(shown, key=f"table.{outcome.name}", alt=how)
        download_buttons(shown, name=f"what-if {outcome.name}", lines=[how, sentences.basis_line(basis)])


def columns_of(figure: Figure) -> list[str]:
    """Columns in which the rows behind a figure are shown."""
    kind = next((kind for kind in COLUMNS if figure.name.startswith(kind)), "")
    return COLUMNS.get(kind, tables.MEMBER_COLUMNS)
