"""Parts of the Overview page: the key figures, what needs attention, and where invented rows count."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.overview.attention import Item
from data.dataset import Dataset
from text import label, say
from ui.core import formats, navigation, sentences
from ui.core.markdown import inert_markdown
from ui.core.queries import Overview
from ui.core.tables import PROSPECT_COLUMNS, columns_of, readable
from ui.overview import pictures, words
from ui.widgets.cards import CardText, show_card_with_rows, show_figure_card
from ui.widgets.expanders import lazy_expander
from ui.widgets.page_header import section
from ui.widgets.tables import show_table

_COUNTED = ("members", "dues", "receipts")


def show_cards(view: Overview, basis: Basis, theme_name: str) -> None:
    """Both shares, the two of money, and the open prospects."""
    figures = (  # and the column of the history that the sparkline shows
        (view.official, None),
        (view.paying, "paying_share"),
        (view.money["money_received_share"], "received_share"),
        (view.money["collection_rate"], "collection_rate"),
    )
    with st.container(key="cards"):
        *columns, last = st.columns(5)
    for column, (figure, history) in zip(columns, figures, strict=True):
        with column:
            sparkline = pictures.sparkline(basis, theme_name, history) if history else ""
            show_figure_card(figure, basis, sparkline=sparkline)
    with last:
        _show_prospects(view.prospects, basis)


def _show_prospects(prospects: pd.DataFrame, basis: Basis) -> None:
    """How many prospects are open and how many of their next steps are overdue."""
    overdue = int(prospects["overdue"].sum())
    if prospects.empty:
        detail = say("kpi.no_prospects")
    else:
        detail = say("kpi.overdue", count=formats.count(overdue)) if overdue else say("kpi.none_overdue")
    illustrative = bool(prospects["illustrative"].any())
    text = CardText("prospects", say("kpi.prospects"), formats.count(len(prospects)), detail, illustrative)
    rows = readable(prospects, PROSPECT_COLUMNS)
    show_card_with_rows(text, rows, basis_line=sentences.basis_line(basis))


def show_attention(items: list[Item], not_judged: list[str]) -> None:
    """A line for each thing that needs attention, which opens its rows, and for what nobody can say."""
    section(say("overview.attention_title"))
    for item in items:
        sentence = words.attention(item)
        lazy_expander(
            sentence, partial(_show_rows, item, sentence), key=f"attention.{item.code}", type="compact"
        )
    for code in not_judged:
        st.info(inert_markdown(words.not_judged(code)), icon=":material/help:")
    if not items and not not_judged:
        st.success(say("overview.attention_none"), icon=":material/check:")


def _show_rows(item: Item, alt: str) -> None:
    show_table(readable(item.rows, columns_of(item.rows)), key=f"table.{item.code}", alt=alt)


def show_sample_notice(dataset: Dataset) -> None:
    """That invented rows are counted, and the way to load one's own; nothing where none is."""
    if not dataset.illustrative:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="sample"):
        st.caption(inert_markdown(_sample_line(dataset)), width="content")
        st.page_link(
            navigation.page("update"),
            label=say("app.load_own"),
            icon=":material/upload_file:",
            width="content",
        )


def _sample_line(dataset: Dataset) -> str:
    """That these are sample data; once somebody has uploaded some, how many invented rows are left."""
    origins = {name: dataset.table(name)["provenance"] for name in _COUNTED}
    if not any((origin == "uploaded").any() for origin in origins.values()):
        return say("app.sample_line")
    left = {name: int((origin == "illustrative").sum()) for name, origin in origins.items()}
    parts = [
        f"{formats.count(count)} {label('tables', name).lower()}" for name, count in left.items() if count
    ]
    return say("app.sample_left", rows=", ".join(parts))
