"""Key figures as cards: label, value, fraction, sparkline, and the rows behind one click away."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from charts.svg import for_markdown
from ui import numbers, sentences, tables
from ui.files import download_buttons
from ui.headline import mark
from ui.text import say

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figure import Figure
    from data.dataset import Dataset


def show_figure(figure: Figure, dataset: Dataset, *, basis_line: str, picture: str = "") -> None:
    """One figure with its fraction, bounds and rows; where it is undefined, the reason instead."""
    detail = (
        numbers.fraction(figure) if figure.value is not None else sentences.reason(figure.reason, dataset)
    )
    _card(figure.name, numbers.share(figure.value), detail, picture=picture, illustrative=figure.illustrative)
    _rows_behind(figure.rows, tables.MEMBER_COLUMNS, name=figure.name, basis_line=basis_line)


def show_prospects(prospects: pd.DataFrame, *, basis_line: str) -> None:
    """How many prospects are open and how many of their next steps are overdue."""
    overdue = int(prospects["overdue"].sum())
    detail = say("kpi.overdue", count=numbers.count(overdue)) if overdue else say("kpi.none_overdue")
    _card(
        "prospects", numbers.count(len(prospects)), detail, illustrative=bool(prospects["illustrative"].any())
    )
    _rows_behind(prospects, tables.PROSPECT_COLUMNS, name="prospects", basis_line=basis_line)


def _card(name: str, value: str, detail: str, *, picture: str = "", illustrative: bool) -> None:
    """`picture` is an SVG made by charts; all other text is escaped here."""
    st.markdown(
        f'<div class="card" data-figure="{escape(name)}">'
        f'<div class="card-title">{escape(say(f"kpi.{name}"))}</div>'
        f'<div class="card-value">{escape(value)}</div><div class="card-detail">{escape(detail)}</div>'
        f'{mark() if illustrative else ""}<div class="card-picture">{for_markdown(picture)}</div></div>',
        unsafe_allow_html=True,
    )


def _rows_behind(rows: pd.DataFrame, columns: list[str], *, name: str, basis_line: str) -> None:
    """A button that opens the rows that were counted, how, and their download. Built when opened."""
    opened = st.popover(
        say("kpi.rows"), type="tertiary", icon=":material/table_rows:", key=f"rows.{name}", on_change="rerun"
    )
    if not opened.open:
        return
    how = say(f"how.{name}")
    with opened:
        st.markdown(how)
        st.caption(basis_line)
        shown = tables.readable(rows, columns)
        tables.show(shown, key=f"table.{name}", alt=how)
        download_buttons(shown, name=name, lines=[say(f"kpi.{name}"), how, basis_line])
