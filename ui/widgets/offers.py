"""What the association can offer, in words: to one city with the reasons, and each offer with its cities."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

import analysis.city.offers
from analysis.core.basis import Basis
from data.offers import reference_offers
from text import counted, label, say
from ui.core import formats, queries, sentences
from ui.core.cache import cached
from ui.core.markdown import inert_list, inert_markdown, say_inert
from ui.core.tables import readable
from ui.widgets import page_header
from ui.widgets.expanders import lazy_expander
from ui.widgets.tables import show_downloadable_table

OFFER_ROW = ["name", "name_zh", "why", "illustrative"]


@cached
def fitting_offers(basis: Basis, city_ids: tuple[str, ...]) -> pd.DataFrame:
    """One row a city and an offer that fits it: city_id, offer_id, title, kind, why (in words), asks, source,
    illustrative."""
    matches = analysis.city.offers.match_offers(queries.dataset(), basis, reference_offers(), list(city_ids))
    matches = matches.assign(why=[_reason(row) for row in matches.to_dict("records")])
    rows = matches.groupby(["city_id", "offer_id"], sort=False, as_index=False).agg(
        why=("why", "; ".join), illustrative=("illustrative", "any")
    )
    about = reference_offers()[["offer_id", "title", "kind", "asks", "source"]]
    return rows.merge(about, on="offer_id", how="left")


def lines(basis: Basis, city_id: str) -> list[str]:
    """What to offer to a city, a line an offer: what, why, and what it asks. Plain text."""
    return [_line(row) for row in fitting_offers(basis, (city_id,)).to_dict("records")]


def show_offers_to_city(basis: Basis, city_id: str) -> None:
    """The section of a city's page."""
    page_header.section(say("offers.city_title"))
    offered = lines(basis, city_id)
    if not offered:
        st.markdown(say("offers.none"))
        return
    st.markdown(inert_list(offered))
    st.caption(say("offers.source"))


def show_all_offers(basis: Basis, cities: pd.DataFrame) -> None:
    """Every offer with how many of these cities it fits; a click opens them.

    cities: city_id, name, name_zh.
    """
    page_header.section(say("offers.title"))
    st.markdown(say("offers.lead"))
    fitting = fitting_offers(basis, tuple(cities["city_id"]))
    for offer in reference_offers().to_dict("records"):
        rows = fitting[fitting["offer_id"] == offer["offer_id"]]
        count = counted("congress.cities", len(rows), count=formats.count(len(rows)))
        lazy_expander(
            say("offers.line", title=offer["title"], cities=count),
            partial(_show_offer, offer, rows, cities[["city_id", "name", "name_zh"]], basis),
            key=f"offer.{offer['offer_id']}",
            type="compact",
        )


def _show_offer(offer: dict[Hashable, Any], rows: pd.DataFrame, names: pd.DataFrame, basis: Basis) -> None:
    if pd.notna(offer["asks"]):
        st.caption(say_inert("offers.asks", what=offer["asks"]))
    st.caption(inert_markdown(say("offers.from", source=offer["source"])))
    if rows.empty:
        st.markdown(say("offers.nobody"))
        return
    show_downloadable_table(
        readable(rows.merge(names, on="city_id"), OFFER_ROW),
        name=f"offer-{offer['offer_id']}",
        key=f"table.offer.{offer['offer_id']}",
        lines=[str(offer["title"]), sentences.basis_line(basis)],
    )


def _line(row: dict[Hashable, Any]) -> str:
    line = say("offers.said", title=row["title"], why=row["why"])
    if pd.notna(row["asks"]):
        line += " " + say("offers.asks", what=row["asks"])
    return f"{line} ({say('app.illustrative').lower()})" if row["illustrative"] else line


def _reason(row: dict[Hashable, Any]) -> str:
    """Why an offer fits."""
    if row["reason"] != "topic":
        return say(f"offer_reason.{row['reason']}")
    topic = label("topic", row["topic"]).lower()
    if pd.isna(row["interest"]):
        return say("offer_reason.topic", topic=topic)
    return say("offer_reason.topic_said", topic=topic, interest=label("interest", row["interest"]))
