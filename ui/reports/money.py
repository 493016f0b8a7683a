"""Sections on money: what arrived, what is owed, on whom it depends."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analysis.core.basis import Basis
from sharing.report import Chart, Section, Table
from text import group_facts, label, say
from ui.core import queries
from ui.reports.charts import ChartMaker, plotly
from ui.reports.small_groups import board_only_if_few
from ui.reports.values import TableColumn, figures, names_of, section, table, untitled
from ui.shares import answers
from ui.shares import money_pictures as shares_money
from ui.shares import words as shares_words

_BY_YEAR = (
    TableColumn("fee_year", "year"),
    TableColumn("due_eur", "money_due", "eur"),
    TableColumn("received_eur", "money_received", "eur"),
    TableColumn("rate", "collection_rate", "share"),
    TableColumn("rate_so_far", "collection_rate_cumulative", "share"),
)
_COUNTRIES = (
    TableColumn("country", "country"),
    TableColumn("members", "paying_members", "count"),
    TableColumn("received_eur", "money_received", "eur"),
    TableColumn("share", "share", "share"),
)
_OWED = (
    *names_of("city"),
    TableColumn("fee_year", "city_fee_year"),
    TableColumn("due_eur", "city_due", "eur"),
    TableColumn("received_eur", "city_received", "eur"),
    TableColumn("owed_eur", "city_arrears", "eur"),
)


def fees(basis: Basis, maker: ChartMaker) -> Section:
    """What arrived of the fees, and what is still owed."""
    collected, owed = answers.collection_figures(basis), answers.arrears_figures(basis)
    shown = [
        answers.headline_figures(basis)["money_received_share", "received"],
        *(collected[name] for name in ("collection_rate", "collection_rate_cumulative")),
        *(owed[name] for name in ("arrears_amount", "group_arrears_amount", "arrears_count")),
    ]
    few = board_only_if_few([owed["arrears_count"].value])
    return section(
        "fees",
        say("report.fees"),
        [untitled(shares_words.arrears(basis))],
        ("arrears", "collection_rate", "money_received", "year", *few),
        figures=figures(shown, basis),
        charts=[_money(basis, maker), _arrears(basis, maker)],
        tables=[_collection(basis), _owed_by_year(basis), _owed_by_member(basis)],
    )


def _money(basis: Basis, maker: ChartMaker) -> Chart:
    years, group = queries.history(basis), group_facts(basis.group)
    few = board_only_if_few(years["group_paying"], years["paying"])
    return maker.chart(
        "money_by_year",
        "eur",
        ("year", "money_due", "money_received", "group", *few),
        plotly(partial(shares_money.money, basis)),
        years["fee_year"],
        {
            say("shares.money_group", **group): years["group_received_eur"],
            say("shares.money_others"): years["received_eur"] - years["group_received_eur"],
            say("shares.money_due"): years["due_eur"],
        },
    )


def _arrears(basis: Basis, maker: ChartMaker) -> Chart:
    years, group = answers.arrears(basis).by_year(), group_facts(basis.group)
    return maker.chart(
        "arrears",
        "eur",
        ("year", "arrears", "group", *_few_in_arrears(years)),
        plotly(partial(shares_money.arrears, basis)),
        years["fee_year"],
        {
            say("shares_page.arrears_group", **group): years["group_owed_eur"],
            say("shares_page.arrears_others"): years["owed_eur"] - years["group_owed_eur"],
        },
    )


def _collection(basis: Basis) -> Table:
    history = queries.history(basis)
    return table(
        "collection",
        say("report.collection"),
        answers.collection(basis),
        _BY_YEAR,
        illustrative=bool(history["illustrative"].any()),
        board_only=bool(board_only_if_few(history["paying"])),
    )


def _owed_by_year(basis: Basis) -> Table:
    shown = (
        TableColumn("fee_year", "year"),
        TableColumn("owed_eur", "arrears", "eur", say("table.owed")),
        TableColumn("members", "arrears_count", "count", say("table.members_owing")),
        TableColumn("group_owed_eur", "group_arrears_amount", "eur", say("table.group_owed")),
        TableColumn("unknown", "count", "count"),
    )
    rows = answers.arrears(basis).by_year()
    few = _few_in_arrears(rows)
    return table("arrears", say("report.arrears"), rows, shown, board_only=bool(few))


def _few_in_arrears(years: pd.DataFrame) -> tuple[str, ...]:
    """Whether a year tells of few in arrears or of few whose payment is not known."""
    return board_only_if_few(years["members"], years["group_members"], years["unknown"])


def _owed_by_member(basis: Basis) -> Table:
    """Members of the group in arrears, year by year."""
    arrears = answers.arrears(basis)
    title = say("report.owing", group=label("group", basis.group))
    return table("arrears_members", title, arrears.rows(members=arrears.states.group), _OWED)


def dependence(basis: Basis, maker: ChartMaker) -> Section:
    """From how many countries the money comes, and what would not come without the group."""
    concentration, rows = answers.concentration_figures(basis), shares_money.country_rows(basis)
    names = ("largest_share", "money_at_risk", "effective_number", "hhi")
    chart = maker.chart(
        "countries",
        "share",
        ("country", "money_received", "share"),
        plotly(partial(shares_money.countries, basis)),
        rows["label"],
        {say("report.share_of_money"): rows["share"]},
    )
    countries = table(
        "countries",
        say("shares_page.countries_title_neutral"),
        answers.by_country(basis),
        _COUNTRIES,
        members="paying_members",
        illustrative=concentration["largest_share"].illustrative,
    )
    return section(
        "dependence",
        say("report.dependence"),
        [untitled(shares_words.concentration(basis))],
        ("largest_share", "country"),
        figures=figures([concentration[name] for name in names if name in concentration], basis),
        charts=[chart],
        tables=[countries],
    )
