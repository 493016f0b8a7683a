"""Pictures of the Shares page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

import charts.kinds.money_by_year
import charts.kinds.regions
import charts.kinds.shares_over_time
from charts.base.theme import theme
from text import say
from ui.core import formats, queries
from ui.core.cache import cached
from ui.core.captions import basis_facts, caption, told

if TYPE_CHECKING:
    from analysis.core.basis import Basis


@cached
def over_time(basis: Basis, theme_name: str) -> str:
    """Both shares by fee year."""
    years, labels = queries.history(basis), over_time_labels(basis)
    return charts.kinds.shares_over_time.svg(
        years, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )


def over_time_labels(basis: Basis) -> charts.kinds.shares_over_time.Labels:
    """The words of it."""
    years = queries.history(basis)
    known = years[years["paying_share"].notna()]
    facts: dict[str, object] = {}
    title = "shares.over_time_title_neutral"
    if len(known) > 1:
        title = "shares.over_time_title"
        first, last = known.iloc[0], known.iloc[-1]
        facts = {
            "first": formats.share(first["paying_share"]),
            "first_year": first["fee_year"],
            "last": formats.share(last["paying_share"]),
            "last_year": last["fee_year"],
        }
    words = caption(
        title, "shares.over_time_subtitle", basis, illustrative=bool(years["illustrative"].any()), **facts
    )
    dated = years[years["official_share"].notna()]
    official_on = formats.day(dated["official_on"].iloc[-1]) if len(dated) else ""
    values = told(years["fee_year"], years["paying_share"].map(formats.share))
    official = formats.share(dated["official_share"].iloc[-1]) if len(dated) else formats.share(None)
    return charts.kinds.shares_over_time.Labels(
        caption=words,
        alt=say("shares.over_time_alt", values=values, official=official),
        paying=say("shares.over_time_paying"),
        official=say("shares.over_time_official", date=official_on),
        bounds=say("shares.over_time_bounds"),
        to_date=say("kpi.to_date"),
    )


@cached
def regions(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Official and paying members by world region."""
    rows = queries.regions(basis)
    rows = rows.assign(label=rows["world_region"].fillna(say("shares.regions_unknown")))
    first = rows.iloc[0] if len(rows) else None
    facts: dict[str, object] = {}
    title = "shares.regions_title_neutral"
    if first is not None and rows["paying"].sum():
        title = "shares.regions_title"
        facts = {
            "region": first["label"],
            "count": formats.count(first["paying"]),
            "paying": formats.count(rows["paying"].sum()),
        }
    labels = charts.kinds.regions.Labels(
        caption=caption(
            title, "shares.regions_subtitle", basis, illustrative=bool(rows["illustrative"].any()), **facts
        ),
        official=say("shares.regions_official"),
        paying=say("shares.regions_paying"),
        unknown=say("part.unknown"),
        numbers=say("shares.regions_numbers", paying="{paying}", official="{official}"),
    )
    figure = charts.kinds.regions.figure(
        rows, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    values = told(rows["label"], rows["paying"].astype("str") + " / " + rows["official"].astype("str"))
    return figure, say("shares.regions_alt", values=values)


@cached
def money(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Dues and receipts by fee year."""
    years = queries.history(basis)
    last = years.iloc[-1] if len(years) else None
    facts: dict[str, object] = {}
    title = "shares.money_title_neutral"
    if last is not None and pd.notna(last["collection_rate"]):
        title = "shares.money_title"
        facts = {"rate": formats.share(last["collection_rate"]), "year": last["fee_year"]}
    group = str(basis_facts(basis)["group"])
    labels = charts.kinds.money_by_year.Labels(
        caption=caption(
            title, "shares.money_subtitle", basis, illustrative=bool(years["illustrative"].any()), **facts
        ),
        due=say("shares.money_due"),
        group=say("shares.money_group", group=group),
        others=say("shares.money_others"),
        to_date=say("kpi.to_date"),
    )
    figure = charts.kinds.money_by_year.figure(
        years, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    received = years["received_eur"].map(formats.money) + " / " + years["due_eur"].map(formats.money)
    return figure, say("shares.money_alt", values=told(years["fee_year"], received))
