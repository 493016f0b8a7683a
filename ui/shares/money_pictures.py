"""Charts of dues and receipts, of what is owed, and of where the money comes from."""

from __future__ import annotations

from typing import Any

import pandas as pd

import charts.kinds.arrears
import charts.kinds.countries
import charts.kinds.money_by_year
from analysis.core.basis import Basis
from text import counted, group_facts, say
from ui.core import formats, queries
from ui.core.cache import cached
from ui.core.captions import caption, chart_style, is_illustrative, name_values
from ui.core.countries import country_name
from ui.shares import answers

_COUNTRIES = 8  # with a bar of their own


@cached
def money(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Dues and receipts by fee year."""
    years = queries.history(basis)
    last = years.iloc[-1] if len(years) else None
    facts: dict[str, object] = {}
    if last is not None and pd.notna(last["collection_rate"]):
        facts = {"rate": formats.share(last["collection_rate"]), "year": last["fee_year"]}
    labels = charts.kinds.money_by_year.Labels(
        caption=caption(
            "shares.money_title" if facts else "shares.money_title_neutral",
            "shares.money_subtitle",
            basis,
            illustrative=is_illustrative(years),
            **facts,
        ),
        due=say("shares.money_due"),
        group=say("shares.money_group", **group_facts(basis.group)),
        others=say("shares.money_others"),
        to_date=say("kpi.to_date"),
    )
    figure = charts.kinds.money_by_year.figure(years, labels=labels, **chart_style(theme_name))
    values = years["received_eur"].map(formats.money) + " / " + years["due_eur"].map(formats.money)
    return figure, say("shares.money_alt", values=name_values(years["fee_year"], values))


@cached
def arrears(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """What is still owed by fee year."""
    years = answers.arrears(basis).by_year()
    years = years.assign(to_date=(years["fee_year"] == basis.fee_year) & basis.is_to_date)
    owed, by_group = years["owed_eur"].sum(), years["group_owed_eur"].sum()
    labels = charts.kinds.arrears.Labels(
        caption=caption(
            "shares_page.arrears_title" if owed else "shares_page.arrears_title_neutral",
            "shares_page.arrears_subtitle",
            basis,
            illustrative=is_illustrative(years),
            owed=formats.money_short(owed),
            share=formats.share(by_group / owed if owed else None),
        ),
        group=say("shares_page.arrears_group", **group_facts(basis.group)),
        others=say("shares_page.arrears_others"),
        members=say("shares_page.arrears_members", count="{count}"),
        to_date=say("kpi.to_date"),
    )
    figure = charts.kinds.arrears.figure(years, labels=labels, **chart_style(theme_name))
    values = name_values(years["fee_year"], years["owed_eur"].map(formats.money))
    return figure, say("shares_page.arrears_alt", values=values)


@cached
def country_rows(basis: Basis) -> pd.DataFrame:
    """The largest countries and all others together: label, received_eur, group_eur, share."""
    rows = answers.by_country(basis)
    names = rows["country"].map(country_name, na_action="ignore")
    rows = rows.assign(label=names.fillna(say("shares_page.countries_unknown")))
    rows = rows[["label", "received_eur", "group_eur", "share"]]
    if len(rows) <= _COUNTRIES + 1:
        return rows
    rest = rows.iloc[_COUNTRIES:]
    name = counted("shares_page.countries_rest", len(rest), count=len(rest))
    total = rest[["received_eur", "group_eur", "share"]].sum().to_frame().T.assign(label=name)
    return pd.concat([rows.head(_COUNTRIES), total], ignore_index=True)


@cached
def countries(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Money by country."""
    rows, largest = country_rows(basis), answers.concentration_figures(basis)["largest_share"]
    labels = charts.kinds.countries.Labels(
        caption=caption(
            "shares_page.countries_title" if largest.value else "shares_page.countries_title_neutral",
            "shares_page.countries_subtitle",
            basis,
            illustrative=largest.illustrative,
            share=formats.share(largest.value),
            year=basis.fee_year or "",
            country=country_name(largest.label) if largest.label else "",
        ),
        group=say("shares_page.countries_group", **group_facts(basis.group)),
        others=say("shares_page.countries_others"),
    )
    figure = charts.kinds.countries.figure(rows, labels=labels, **chart_style(theme_name))
    values = name_values(rows["label"], rows["share"].map(formats.share))
    return figure, say("shares_page.countries_alt", values=values)
