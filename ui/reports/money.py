"""Sections on money: what arrived, what is owed, on whom it depends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sharing.report import Section
from text import label, say
from ui.core import queries
from ui.reports.charts import Shown
from ui.reports.small_groups import for_the_board, of_few
from ui.reports.values import Show, figures, numbers_of, table, texts_of, untitled
from ui.shares import answers
from ui.shares import money_pictures as shares_money
from ui.shares import words as shares_words

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from sharing.report import Chart, Table
    from ui.reports.charts import Pen

_BY_YEAR = (
    Show("fee_year", "year"),
    Show("due_eur", "money_due", "eur"),
    Show("received_eur", "money_received", "eur"),
    Show("rate", "collection_rate", "share"),
    Show("rate_so_far", "collection_rate_cumulative", "share"),
)
_COUNTRIES = (
    Show("country", "country"),
    Show("members", "paying_members", "count"),
    Show("received_eur", "money_received", "eur"),
    Show("share", "share", "share"),
)
_OWED = (
    Show("name", "city"),
    Show("name_zh", "city_zh"),
    Show("fee_year", "city_fee_year"),
    Show("due_eur", "city_due", "eur"),
    Show("received_eur", "city_received", "eur"),
    Show("owed_eur", "city_arrears", "eur"),
)


def fees(basis: Basis, pen: Pen) -> Section:
    """What arrived of the fees, and what is still owed."""
    collected, owed = answers.collection_figures(basis), answers.arrears_figures(basis)
    shown = [
        answers.headline_figures(basis)["money_received_share", "received"],
        collected["collection_rate"],
        collected["collection_rate_cumulative"],
        owed["arrears_amount"],
        owed["group_arrears_amount"],
        owed["arrears_count"],
    ]
    return Section(
        "fees",
        say("report.fees"),
        sentences=(untitled(shares_words.arrears(basis)),),
        fields=(
            "arrears",
            "collection_rate",
            "money_received",
            "year",
            *of_few([owed["arrears_count"].value]),
        ),
        figures=figures(shown, basis),
        charts=(_money(basis, pen), _arrears(basis, pen)),
        tables=(_collection(basis), _owed_by_year(basis), _owed_by_member(basis)),
    )


def _money(basis: Basis, pen: Pen) -> Chart:
    years = queries.history(basis)
    others = years["received_eur"] - years["group_received_eur"]
    shown = Shown(
        "money_by_year",
        "bar",
        "eur",
        ("year", "money_due", "money_received", "group", *of_few(years["group_paying"], years["paying"])),
        texts_of(years["fee_year"]),
        (
            (
                say("shares.money_group", group=label("group", basis.group)),
                numbers_of(years["group_received_eur"]),
            ),
            (say("shares.money_others"), numbers_of(others)),
            (say("shares.money_due"), numbers_of(years["due_eur"])),
        ),
    )
    return pen.plotted(shown, partial(shares_money.money, basis))


def _arrears(basis: Basis, pen: Pen) -> Chart:
    years = answers.arrears(basis).by_year()
    shown = Shown(
        "arrears",
        "bar",
        "eur",
        ("year", "arrears", "group", *_few_owing(years)),
        texts_of(years["fee_year"]),
        (
            (
                say("shares_page.arrears_group", group=label("group", basis.group)),
                numbers_of(years["group_owed_eur"]),
            ),
            (say("shares_page.arrears_others"), numbers_of(years["owed_eur"] - years["group_owed_eur"])),
        ),
    )
    return pen.plotted(shown, partial(shares_money.arrears, basis))


def _collection(basis: Basis) -> Table:
    rows = answers.collection(basis)
    marked = bool(queries.history(basis)["illustrative"].any())
    made = table("collection", say("report.collection"), rows, _BY_YEAR, illustrative=marked)
    return for_the_board(made) if of_few(queries.history(basis)["paying"]) else made


def _owed_by_year(basis: Basis) -> Table:
    shown = (
        Show("fee_year", "year"),
        Show("owed", "arrears", "eur", say("table.owed")),
        Show("members", "arrears_count", "count", say("table.members_owing")),
        Show("group_owed", "group_arrears_amount", "eur", say("table.group_owed")),
        Show("unknown", "count", "count"),
    )
    rows = answers.arrears(basis).by_year()
    few = _few_owing(rows)
    rows = rows.rename(columns={"owed_eur": "owed", "group_owed_eur": "group_owed"})
    made = table("arrears", say("report.arrears"), rows, shown)
    return for_the_board(made) if few else made


def _few_owing(years: pd.DataFrame) -> tuple[str, ...]:
    """Whether a year tells of few that owe or of few whose payment is not known."""
    return of_few(years["members"], years["group_members"], years["unknown"])


def _owed_by_member(basis: Basis) -> Table:
    """Members of the group in arrears, year by year."""
    found = answers.arrears(basis)
    title = say("report.owing", group=label("group", basis.group))
    return table("arrears_members", title, found.rows(members=found.states.group), _OWED)


def dependence(basis: Basis, pen: Pen) -> Section:
    """From how many countries the money comes, and what would not come without the group."""
    found = answers.concentration_figures(basis)
    names = ("largest_share", "money_at_risk", "effective_number", "hhi")
    rows = shares_money.country_rows(basis)
    shown = Shown(
        "countries",
        "bar",
        "share",
        ("country", "money_received", "share"),
        texts_of(rows["label"]),
        ((say("report.share_of_money"), numbers_of(rows["share"])),),
    )
    countries = table(
        "countries",
        say("shares_page.countries_title_neutral"),
        answers.by_country(basis),
        _COUNTRIES,
        members="paying_members",
        illustrative=found["largest_share"].illustrative,
    )
    return Section(
        "dependence",
        say("report.dependence"),
        sentences=(untitled(shares_words.concentration(basis)),),
        fields=("largest_share", "country"),
        figures=figures([found[name] for name in names if name in found], basis),
        charts=(pen.plotted(shown, partial(shares_money.countries, basis)),),
        tables=(countries,),
    )
