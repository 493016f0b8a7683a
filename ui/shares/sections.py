"""What opens below the first screen of the Shares page: one function a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.core.figure import Figure
from analysis.overview.checks import Check
from charts.base.config import CONFIG
from charts.base.theme import Theme
from text import counted, say
from text.visible import visible
from ui.core import formats, queries, sentences
from ui.core.markdown import counted_inert, inert_markdown
from ui.core.tables import readable
from ui.shares import answers, money_pictures, pictures, tables, words
from ui.widgets.cards import show_figure_card, show_figure_cards
from ui.widgets.chart_panel import selected_points, show_chart
from ui.widgets.page_header import subsection
from ui.widgets.tables import show_downloadable_table, show_figure_table, show_table

_FEE_ORDER = {
    code: place
    for place, code in enumerate(("differs", "not_invoiced", "no_price", "first_year", "as_expected"))
}


def show_definitions(basis: Basis, theme: Theme) -> None:
    """The share under every definition, in money and in inhabitants: chart beside table."""
    rows = tables.definitions(pictures.definition_rows(basis))
    chart, table = st.columns([2, 3], gap="large")
    with chart:
        show_chart(
            pictures.definitions(basis, theme.name),
            name="shares_by_definition",
            data=rows,
            basis_line=sentences.basis_line(basis),
        )
    with table:
        show_table(rows, key="table.definitions", alt=say("how.shares_by_definition"))
        st.caption(inert_markdown(words.optional_members(basis)))


def show_bridge(basis: Basis, theme: Theme) -> None:
    """The waterfall from last year, the names behind each bar, and who pays again."""
    bridge = answers.bridge(basis)
    if bridge is None:
        return
    moves = bridge.moves()
    chart, names = st.columns(2, gap="large")
    with chart:
        figure, alt = pictures.bridge(basis, theme.name)
        event = st.plotly_chart(
            figure, theme=None, config=CONFIG, key="chart.bridge", alt=visible(alt), on_select="rerun"
        )
    with names:
        _show_moves(moves, selected_points(event), basis, alt)
    st.markdown(inert_markdown(words.bridge_detail(basis)))
    _show_cards(
        ("retention", "group_retention", "first_year_retention"), answers.bridge_figures(basis), basis
    )


def _show_moves(moves: pd.DataFrame, steps: list[str], basis: Basis, alt: str) -> None:
    """The members behind the selected steps, or behind all of them."""
    chosen, title = moves[moves["move"].isin(steps)], say("shares_page.bridge_names")
    if chosen.empty:
        chosen = moves
    if len(chosen) < len(moves):
        step = pictures.step_name(chosen["move"].iloc[0], basis)
        title = say("shares_page.bridge_names_of", step=step, count=formats.count(len(chosen)))
    subsection(title)
    show_downloadable_table(
        readable(chosen, tables.MOVE_COLUMNS),
        name="bridge",
        lines=[say("how.bridge"), sentences.basis_line(basis)],
        alt=alt,
    )


def _show_cards(names: tuple[str, ...], by_name: Mapping[str, Figure], basis: Basis) -> None:
    """Figures side by side; a rate of very few members says so."""
    figures = [by_name[name] for name in names]
    columns = show_figure_cards(figures, basis, key=f"cards-{names[0]}")
    for column, figure in zip(columns, figures, strict=True):
        few = figure.denominator
        if few is not None and figure.reason == "too_few":
            column.caption(counted("shares_page.too_few", int(few), count=formats.count(few)))


def _show_two_charts(basis: Basis, *charts: tuple[str, tuple[Any, str], pd.DataFrame]) -> None:
    """Two charts side by side: name, chart with its alt text, and the readable rows behind it."""
    for column, (name, chart, rows) in zip(st.columns(2, gap="large"), charts, strict=True):
        with column:
            show_chart(chart, name=name, data=rows, basis_line=sentences.basis_line(basis))


def show_fees_owed(basis: Basis, theme: Theme) -> None:
    """What is owed and what has arrived, by fee year, then both over all years."""
    years = answers.arrears(basis).by_year()
    _show_two_charts(
        basis,
        ("arrears", money_pictures.arrears(basis, theme.name), tables.arrears(years)),
        (
            "money_by_year",
            money_pictures.money(basis, theme.name),
            tables.collection(answers.collection(basis)),
        ),
    )
    _show_cards(
        (
            "arrears_amount",
            "group_arrears_amount",
            "arrears_count",
            "collection_rate",
            "collection_rate_cumulative",
        ),
        answers.arrears_figures(basis) | answers.collection_figures(basis),
        basis,
    )
    st.caption(inert_markdown(words.settlement(basis)))
    unknown = int(years.loc[years["fee_year"] == basis.fee_year, "unknown"].sum())
    if unknown:
        count = formats.count(unknown)
        st.caption(counted_inert("shares_page.arrears_unknown", unknown, count=count, year=basis.fee_year))


def show_concentration(basis: Basis, theme: Theme) -> None:
    """Where the money comes from, and what would be missing without the group."""
    by_name = answers.concentration_figures(basis)
    chart, figures = st.columns([3, 2], gap="large")
    with chart:
        show_chart(
            money_pictures.countries(basis, theme.name),
            name="countries",
            data=tables.countries(answers.by_country(basis)),
            basis_line=sentences.basis_line(basis),
        )
    with figures:
        st.markdown(inert_markdown(words.risk(basis)))
        for name in ("money_at_risk", "largest_share", "effective_number", "hhi"):
            show_figure_card(by_name[name], basis)


def show_places(basis: Basis, theme: Theme) -> None:
    """Members by world region and by income level."""
    by_region, by_level = queries.regions(basis), answers.by_income_level(basis)
    _show_two_charts(
        basis,
        ("members_by_region", pictures.regions(basis, theme.name), tables.regions(by_region)),
        ("members_by_level", pictures.levels(basis, theme.name), tables.income_levels(by_level)),
    )


def show_fee_grid(basis: Basis, _theme: Theme) -> None:
    """The fee grid against the fees in the file, member by member; differences first."""
    rows = queries.expected_fees(basis)
    _show_cards(
        ("tariff_expected", "tariff_invoiced", "tariff_not_invoiced"), answers.fee_figures(basis), basis
    )
    ordered = rows.assign(order=rows["outcome"].map(_FEE_ORDER)).sort_values(["order", "name"])
    show_figure_table(readable(ordered, tables.FEE_COLUMNS), basis, name="fees")
    assumed = int(rows["scheme_assumed"].sum())
    note = counted("shares_page.fees_note", assumed, count=formats.count(assumed)) if assumed else ""
    st.caption(inert_markdown(f"{say('how.fees')} {note}"))


def show_checks(basis: Basis, _theme: Theme) -> None:
    """Every check with its result, its numbers and, where there is something to look at, the rows."""
    results = answers.checks(basis)
    show_downloadable_table(
        tables.checks(results, basis.definition),
        name="checks",
        lines=[words.checks(basis), sentences.basis_line(basis)],
    )
    for check in results:
        if not check.ok and not check.identity:
            _show_rows_to_look_at(check)


def _show_rows_to_look_at(check: Check) -> None:
    numbers = tables.check_numbers(check)
    st.markdown(f"**{say(f'check_rows.{check.code}')}** · {inert_markdown(numbers)}")
    show_table(readable(check.rows, tables.RECEIPT_COLUMNS), key=f"table.{check.code}", alt=check.code)


def show_quality(basis: Basis, _theme: Theme) -> None:
    """How complete, how fresh and in how much agreement each field is."""
    rows = tables.field_quality(list(queries.field_quality(basis).values()))
    show_table(rows, key="table.quality", alt=words.quality(basis))
