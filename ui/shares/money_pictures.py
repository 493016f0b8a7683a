"""Pictures of what is owed, of where the money comes from, and of income levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

import charts.kinds.arrears
import charts.kinds.countries
import charts.kinds.regions
from charts.base.theme import theme
from text import counted, label, say
from ui.core import formats
from ui.core.cache import cached
from ui.core.captions import caption, told
from ui.core.countries import country_name
from ui.shares import answers, words

if TYPE_CHECKING:
    from analysis.core.basis import Basis

_SHOWN = 8  # countries with a bar of their own


@cached
def arrears(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """What is still owed by fee year."""
    years = answers.arrears(basis).by_year()
    years = years.assign(to_date=(years["fee_year"] == basis.fee_year) & words.to_date(basis))
    owed, of_group = years["owed_eur"].sum(), years["group_owed_eur"].sum()
    labels = charts.kinds.arrears.Labels(
        caption=caption(
            "shares_page.arrears_title" if owed else "shares_page.arrears_title_neutral",
            "shares_page.arrears_subtitle",
            basis,
            illustrative=bool(years["illustrative"].any()),
            owed=formats.money_short(owed),
            share=formats.share(of_group / owed if owed else None),
        ),
        group=say("shares_page.arrears_group", group=label("group", basis.group)),
        others=say("shares_page.arrears_others"),
        members=say("shares_page.arrears_members", count="{count}"),
        to_date=say("kpi.to_date"),
    )
    figure = charts.kinds.arrears.figure(
        years, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    values = told(years["fee_year"], years["owed_eur"].map(formats.money))
    return figure, say("shares_page.arrears_alt", values=values)


@cached
def country_rows(basis: Basis) -> pd.DataFrame:
    """The largest countries and all others together: label, received_eur, group_eur, share."""
    rows = answers.countries(basis)
    names = rows["country"].map(country_name, na_action="ignore")
    rows = rows.assign(label=names.fillna(say("shares_page.countries_unknown")))
    rows = rows[["label", "received_eur", "group_eur", "share"]]
    if len(rows) <= _SHOWN + 1:
        return rows
    rest = rows.iloc[_SHOWN:]
    name = counted("shares_page.countries_rest", len(rest), count=len(rest))
    together = rest[["received_eur", "group_eur", "share"]].sum().to_frame().T.assign(label=name)
    return pd.concat([rows.head(_SHOWN), together], ignore_index=True)


@cached
def countries(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Money by country."""
    rows, largest = country_rows(basis), answers.concentration(basis)["largest_share"]
    facts = {"share": formats.share(largest.value), "year": basis.fee_year or ""}
    facts["country"] = country_name(largest.label) if largest.label else ""
    labels = charts.kinds.countries.Labels(
        caption=caption(
            "shares_page.countries_title" if largest.value else "shares_page.countries_title_neutral",
            "shares_page.countries_subtitle",
            basis,
            illustrative=largest.illustrative,
            **facts,
        ),
        group=say("shares_page.countries_group", group=label("group", basis.group)),
        others=say("shares_page.countries_others"),
    )
    figure = charts.kinds.countries.figure(
        rows, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    values = told(rows["label"], rows["share"].map(formats.share))
    return figure, say("shares_page.countries_alt", values=values)


@cached
def levels(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Official and paying members by income level."""
    rows = answers.levels(basis)
    names = rows["income_level"].map(lambda code: label("group", code), na_action="ignore")
    rows = rows.assign(label=names.fillna(say("shares_page.levels_unknown")))
    most = rows.sort_values("paying", ascending=False).head(1)
    paying = int(rows["paying"].sum())
    facts = {
        "level": most["label"].iloc[0].removesuffix(" income") if len(most) else "",
        "count": formats.count(most["paying"].iloc[0]) if len(most) else "",
        "paying": formats.count(paying),
    }
    labels = charts.kinds.regions.Labels(
        caption=caption(
            "shares_page.levels_title" if paying else "shares_page.levels_title_neutral",
            "shares_page.levels_subtitle",
            basis,
            illustrative=bool(rows["illustrative"].any()),
            **facts,
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
