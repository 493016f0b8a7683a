"""Key figures as cards: label, value, fraction, sparkline, and the rows behind one click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.core.basis import Basis
from analysis.core.figure import Figure
from charts.base.svg import for_markdown
from text import say
from ui.core import figure_words, sentences
from ui.core.markdown import inert_html, inert_markdown
from ui.widgets.expanders import lazy_popover
from ui.widgets.figure_popover import show_figure_popover
from ui.widgets.page_header import mark
from ui.widgets.tables import show_downloadable_table


@dataclass(frozen=True)
class CardText:
    """What stands on a card. name: the code of the figure; title: what stands above the value."""

    name: str
    title: str
    value: str
    detail: str
    illustrative: bool = False


def show_card(text: CardText, sparkline: str = "") -> None:
    """A card alone. sparkline: an SVG made by charts; all other text is escaped here."""
    drawn = f'<div class="card-picture">{for_markdown(sparkline)}</div>' if sparkline else ""
    st.markdown(
        f'<div class="card" data-figure="{inert_html(text.name)}">'
        f'<div class="card-title">{_one_line(text.title)}</div>'
        f'<div class="card-value">{_one_line(text.value)}</div>'
        f'<div class="card-detail">{_one_line(text.detail)}</div>'
        f"{mark() if text.illustrative else ''}{drawn}</div>",
        unsafe_allow_html=True,
    )


def show_card_with_rows(text: CardText, rows: pd.DataFrame, *, basis_line: str) -> None:
    """A card, and a button that opens the readable rows that were counted, how, and their download."""
    show_card(text)
    how = say(f"how.{text.name}")

    def draw() -> None:
        st.markdown(inert_markdown(how))
        st.caption(inert_markdown(basis_line))
        show_downloadable_table(rows, name=text.name, lines=[text.title, how, basis_line], alt=how)

    lazy_popover(say("kpi.rows"), draw, key=f"rows.{text.name}", icon=":material/table_rows:")


def show_figure_card(figure: Figure, basis: Basis, *, sparkline: str = "") -> None:
    """A card of a figure with its fraction and its popover; where it is undefined, the reason instead."""
    value, detail = figure_words.value_and_detail(figure, basis, short=True)
    if figure.value is None:
        detail = sentences.reason(figure.reason)
    show_card(CardText(figure.name, say(f"kpi.{figure.name}"), value, detail, figure.illustrative), sparkline)
    show_figure_popover(figure, basis)


def show_figure_cards(figures: Sequence[Figure], basis: Basis, *, key: str = "cards") -> list[DeltaGenerator]:
    """Cards of figures side by side; their columns come back. key: of their container."""
    with st.container(key=key):
        columns = st.columns(len(figures))
        for column, figure in zip(columns, figures, strict=True):
            with column:
                show_figure_card(figure, basis)
    return columns


def show_cards_with_rows(
    cards: Sequence[tuple[CardText, pd.DataFrame]], *, basis_line: str, key: str = "cards"
) -> None:
    """Cards side by side, each with the readable rows that were counted. key: of their container."""
    with st.container(key=key):
        for column, (text, rows) in zip(st.columns(len(cards)), cards, strict=True):
            with column:
                show_card_with_rows(text, rows, basis_line=basis_line)


def _one_line(text: str) -> str:
    """Escaped, on one line: a blank line would end the HTML and begin Markdown."""
    return inert_html(" ".join(text.split()))
