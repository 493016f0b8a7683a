"""What opens below the first screen of the Shares page: one function a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from charts.base.config import CONFIG
from text import counted, label, say
from ui.core import formats, queries, sentences
from ui.core.markdown import inert_markdown
from ui.core.selection import cities_of_event
from ui.core.tables import readable
from ui.shares import answers, pictures, tables
from ui.shares import detail_pictures as detail
from ui.shares import money_pictures as money
from ui.shares import words as shares_words
from ui.widgets import chart_panel
from ui.widgets.cards import show_figure_card, show_figure_cards
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from analysis.core.figure import Figure
    from analysis.overview.checks import Check
    from charts.base.theme import Theme

_FEW = 5  # fewer members than this are too few to speak of a rate


def definitions(basis: Basis, theme: Theme) -> None:
    """The share under every definition, in money and in inhabitants: chart beside table."""
    shown = tables.definitions(detail.definition_rows(basis))
    chart, table = st.columns([2, 3], gap="large")
    line = sentences.basis_line(basis)
    with chart:
        chart_panel.show_chart(
            detail.definitions(basis, theme.name), name="shares_by_definition", data=shown, basis_line=line
        )
    with table:
        show_table(shown, key="table.definitions", alt=say("how.shares_by_definition"))
        st.caption(inert_markdown(shares_words.apart(basis)))


def bridge(basis: Basis, theme: Theme) -> None:
    """The waterfall from last year, the names behind each bar, and who pays again."""
    made = answers.bridge(basis)
    if made is None:
        return
    moves = made.moves()
    chart, names = st.columns(2, gap="large")
    with chart:
        figure, alt = detail.bridge(basis, theme.name)
        event = st.plotly_chart(
            figure, theme=None, config=CONFIG, key="chart.bridge", alt=alt, on_select="rerun"
        )
    with names:
        steps = cities_of_event(event)
        chosen = moves[moves["move"].isin(steps)] if set(steps) & set(moves["move"]) else moves
        _names(chosen, moves, basis, alt)
    st.markdown(inert_markdown(" ".join(_bridge_words(basis))))
    _cards(["retention", "group_retention", "first_year_retention"], answers.bridge_figures(basis), basis)


def _names(chosen: pd.DataFrame, moves: pd.DataFrame, basis: Basis, alt: str) -> None:
    title = say("shares_page.bridge_names")
    if len(chosen) < len(moves):
        step = detail.step_name(chosen["move"].iloc[0], basis)
        title = say("shares_page.bridge_names_of", step=step, count=formats.count(len(chosen)))
    st.markdown(f"**{inert_markdown(title)}**")
    shown = readable(chosen, tables.MOVE_COLUMNS)
    show_table(shown, key="table.bridge", alt=alt)
    download_buttons(shown, name="bridge", lines=[say("how.bridge"), sentences.basis_line(basis)])


def _bridge_words(basis: Basis) -> list[str]:
    """Who stayed, who left after paying, and how it stood on the same day of the year before."""
    found, facts = answers.bridge_figures(basis), shares_words.bridge_facts(basis)
    words = []
    if found["retention"].numerator is not None:
        stayed = formats.count(found["retention"].numerator)
        words.append(say("shares_page.bridge_stayed", count=stayed, **facts))
    left = answers.paid_and_left(basis)
    if len(left):
        names = ", ".join(left["name"].head(12))
        words.append(counted("shares_page.bridge_left", len(left), count=len(left), names=names, **facts))
    same = answers.same_day(basis)
    rate = answers.collected(basis)["collection_rate"].value
    if shares_words.to_date(basis) and same is not None and same.rate is not None and rate is not None:
        compared = {"earlier": formats.day(same.earlier), "before_rate": formats.share(same.rate)}
        compared |= {"after": str(facts["after"]), "after_rate": formats.share(rate)}
        words.append(say("shares_page.same_day", before=formats.count(same.paying), **compared))
    return words


def _cards(names: list[str], found: dict[str, Figure], basis: Basis) -> None:
    """Figures side by side; a rate of very few members says so."""
    figures = [found[name] for name in names]
    columns = show_figure_cards(figures, basis, key=f"cards-{names[0]}")
    for column, figure in zip(columns, figures, strict=True):
        few = figure.denominator if figure.name.endswith("retention") else None
        if few is not None and few < _FEW:
            column.caption(counted("shares_page.too_few", int(few), count=formats.count(few)))


def fees_owed(basis: Basis, theme: Theme) -> None:
    """What is owed and what has arrived, by fee year, then both over all years."""
    line = sentences.basis_line(basis)
    owed, came = st.columns(2, gap="large")
    with owed:
        chart_panel.show_chart(
            money.arrears(basis, theme.name),
            name="arrears",
            data=tables.arrears(answers.arrears(basis).by_year()),
            basis_line=line,
        )
    with came:
        chart_panel.show_chart(
            pictures.money(basis, theme.name),
            name="money_by_year",
            data=tables.collection(answers.collection(basis)),
            basis_line=line,
        )
    figures = answers.arrears_figures(basis) | answers.collected(basis)
    names = ["arrears_amount", "group_arrears_amount", "arrears_count"]
    _cards([*names, "collection_rate", "collection_rate_cumulative"], figures, basis)
    years = answers.arrears(basis).by_year()
    last = years[(years["fee_year"] == basis.fee_year) & (years["unknown"] > 0)]
    if len(last):
        unknown = int(last["unknown"].iloc[0])
        st.caption(
            counted("shares_page.arrears_unknown", unknown, count=formats.count(unknown), year=basis.fee_year)
        )


def concentration(basis: Basis, theme: Theme) -> None:
    """Where the money comes from, and what would be missing without the group."""
    found = answers.concentration(basis)
    chart, figures = st.columns([3, 2], gap="large")
    with chart:
        chart_panel.show_chart(
            money.countries(basis, theme.name),
            name="countries",
            data=tables.countries(answers.countries(basis)),
            basis_line=sentences.basis_line(basis),
        )
    with figures:
        st.markdown(inert_markdown(_risk(basis)))
        for name in ("money_at_risk", "largest_share", "effective_number", "hhi"):
            show_figure_card(found[name], basis)


def _risk(basis: Basis) -> str:
    """What the group's pause would cost; '' where no money is recorded."""
    at_risk = answers.concentration(basis)["money_at_risk"].value
    received = answers.headline(basis)["money_received_share", "received"]
    if at_risk is None or not received.denominator:
        return ""
    return say(
        "shares_page.risk",
        group=label("group", basis.group),
        amount=formats.money(at_risk),
        total=formats.money(received.denominator),
        share=formats.share(1 - at_risk / received.denominator),
    )


def places(basis: Basis, theme: Theme) -> None:
    """Members by world region and by income level."""
    line = sentences.basis_line(basis)
    regions, levels = st.columns(2, gap="large")
    with regions:
        chart_panel.show_chart(
            pictures.regions(basis, theme.name),
            name="members_by_region",
            data=tables.regions(queries.regions(basis)),
            basis_line=line,
        )
    with levels:
        chart_panel.show_chart(
            money.levels(basis, theme.name),
            name="members_by_level",
            data=tables.income_levels(answers.levels(basis)),
            basis_line=line,
        )


def fee_grid(basis: Basis, theme: Theme) -> None:
    """The fee grid against the fees in the file, member by member; differences first."""
    del theme  # no picture: the rows are the point
    rows = queries.expected_fees(basis)
    _cards(["tariff_expected", "tariff_invoiced", "tariff_not_invoiced"], answers.fee_figures(basis), basis)
    order = ["differs", "not_invoiced", "no_price", "first_year", "as_expected"]
    places_of = rows["outcome"].map({code: place for place, code in enumerate(order)})
    rows = rows.assign(order=places_of).sort_values(["order", "name"])
    shown = readable(rows, tables.FEE_COLUMNS)
    show_table(shown, key="table.fees", alt=say("how.fees"))
    download_buttons(shown, name="fees", lines=[say("how.fees"), sentences.basis_line(basis)])
    assumed = int(rows["scheme_assumed"].sum())
    note = counted("shares_page.fees_note", assumed, count=formats.count(assumed)) if assumed else ""
    st.caption(inert_markdown(f"{say('how.fees')} {note}"))


def checks(basis: Basis, theme: Theme) -> None:
    """Every check with its result, its numbers and, where there is something to look at, the rows."""
    del theme
    found = answers.checks(basis)
    shown = tables.checks(found, basis.definition)
    show_table(shown, key="table.checks", alt=shares_words.checks(basis))
    download_buttons(shown, name="checks", lines=[shares_words.checks(basis), sentences.basis_line(basis)])
    for check in found:
        if not check.ok and not check.identity:
            _to_look_at(check)


def _to_look_at(check: Check) -> None:
    st.markdown(
        f"**{say(f'check_rows.{check.code}')}** · {inert_markdown(shares_words.check_numbers(check))}"
    )
    shown = readable(check.rows, tables.RECEIPT_COLUMNS)
    show_table(shown, key=f"table.{check.code}", alt=check.code)


def quality(basis: Basis, theme: Theme) -> None:
    """How complete, how fresh and in how much agreement each field is."""
    del theme
    shown = tables.field_quality(list(queries.field_quality(basis).values()))
    show_table(shown, key="table.quality", alt=shares_words.quality(basis))
