"""The popover of a figure: definition and date; a click shows the formula with its numbers, and the rows."""

from __future__ import annotations

import streamlit as st

from analysis.core.basis import Basis
from analysis.core.figure import Figure
from text import has, say
from ui.core import figure_words, queries, sentences
from ui.core.markdown import inert_markdown
from ui.core.tables import columns_of_figure, readable
from ui.widgets.expanders import lazy_popover
from ui.widgets.tables import show_downloadable_table


def show_figure_popover(figure: Figure, basis: Basis) -> None:
    """A button with definition and date that opens what there is to know of the figure."""
    lazy_popover(
        figure_words.definition_and_date(figure, basis),
        lambda: _explain(figure, basis),
        key=f"rows.{figure.name}",
        wrap=True,
    )


def _explain(figure: Figure, basis: Basis) -> None:
    how = say(f"how.{figure.name}") if has(f"how.{figure.name}") else ""
    formula = figure_words.formula(figure, basis)
    if formula:
        st.markdown(f"**{inert_markdown(formula)}**")
    elif figure.value is None:
        st.markdown(inert_markdown(sentences.reason(figure.reason)))
    weakest = figure_words.field_quality(queries.weakest_field(figure, basis))
    st.markdown(inert_markdown(" ".join(filter(None, [how, figure_words.bounds(figure), weakest]))))
    line = sentences.basis_line(basis)
    st.caption(inert_markdown(line))
    if len(figure.rows):
        shown = readable(figure.rows, columns_of_figure(figure.name))
        show_downloadable_table(shown, name=figure.name, lines=[formula or how, line], alt=how or formula)
