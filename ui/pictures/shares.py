"""Pictures of the Shares page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

import charts.money_by_year
import charts.regions
import charts.shares_over_time
from charts.theme import theme
from ui import numbers, services
from ui.pictures import basis_facts, caption, told
from ui.remembered import remembered
from ui.text import say

if TYPE_CHECKING:
    from analysis.basis import Basis


@remembered
def over_time(basis: Basis, theme_name: str) -> str:
    """Both shares by fee year."""
    years, labels = services.history(basis), over_time_labels(basis)
    return charts.shares_over_time.svg(years, labels=labels, theme=theme(theme_name), locale=numbers.locale())


def over_time_labels(basis: Basis) -> charts.shares_over_time.Labels:
    """The words of it."""
    years = services.history(basis)
    known = years[years["paying_share"].notna()]
    facts: dict[str, object] = {}
    title = "shares.over_time_title_neutral"
    if len(known) > 1:
        title = "shares.over_time_title"
        first, last = known.iloc[0], known.iloc[-1]
        facts = {
            "first": numbers.share(first["paying_share"]),
            "first_year": first["fee_year"],
            "last": numbers.share(last["paying_share"]),
            "last_year": last["fee_year"],
        }
    words = caption(
        title, "shares.over_time_subtitle", basis, illustrative=bool(years["illustrative"].any()), **facts
    )
    dated = years[years["official_share"].notna()]
    official_on = numbers.day(dated["official_on"].iloc[-1]) if len(dated) else ""
    values = told(years["fee_year"], years["paying_share"].map(numbers.share))
    official = numbers.share(dated["official_share"].iloc[-1]) if len(dated) else numbers.share(None)
    return charts.shares_over_time.Labels(
        caption=words,
        alt=say("shares.over_time_alt", values=values, official=official),
        paying=say("shares.over_time_paying"),
        official=say("shares.over_time_official", date=official_on),
        bounds=say("shares.over_time_bounds"),
        to_date=say("kpi.to_date"),
    )


@remembered
def regions(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Official and paying members by world region."""
    rows = services.regions(basis)
    rows = rows.assign(label=rows["world_region"].fillna(say("shares.regions_unknown")))
    first = rows.iloc[0] if len(rows) else None
    facts: dict[str, object] = {}
    title = "shares.regions_title_neutral"
    if first is not None and rows["paying"].sum():
        title = "shares.regions_title"
        facts = {
            "region": first["label"],
            "count": numbers.count(first["paying"]),
            "paying": numbers.count(rows["paying"].sum()),
        }
    labels = charts.regions.Labels(
        caption=caption(
            title, "shares.regions_subtitle", basis, illustrative=bool(rows["illustrative"].any()), **facts
        ),
        official=say("shares.regions_official"),
        paying=say("shares.regions_paying"),
        unknown=say("part.unknown"),
        numbers=say("shares.regions_numbers", paying="{paying}", official="{official}"),
    )
    figure = charts.regions.figure(rows, labels=labels, theme=theme(theme_name), locale=numbers.locale())
    values = told(rows["label"], rows["paying"].astype("str") + " / " + rows["official"].astype("str"))
    return figure, say("shares.regions_alt", values=values)


@remembered
def money(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Dues and receipts by fee year."""
    years = services.history(basis)
    last = years.iloc[-1] if len(years) else None
    facts: dict[str, object] = {}
    title = "shares.money_title_neutral"
    if last is not None and pd.notna(last["collection_rate"]):
        title = "shares.money_title"
        facts = {"rate": numbers.share(last["collection_rate"]), "year": last["fee_year"]}
    group = str(basis_facts(basis)["group"])
    labels = charts.money_by_year.Labels(
        caption=caption(
            title, "shares.money_subtitle", basis, illustrative=bool(years["illustrative"].any()), **facts
        ),
        due=say("shares.money_due"),
        group=say("shares.money_group", group=group),
        others=say("shares.money_others"),
        to_date=say("kpi.to_date"),
    )
    figure = charts.money_by_year.figure(
        years, labels=labels, theme=theme(theme_name), locale=numbers.locale()
    )
    received = years["received_eur"].map(numbers.money) + " / " + years["due_eur"].map(numbers.money)
    return figure, say("shares.money_alt", values=told(years["fee_year"], received))
