"""What the association can offer, in words: to one city with the reasons, and each offer with its cities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

import analysis.city.offers
from data.offers import reference_offers
from text import counted, label, say
from ui.core import formats, queries, sentences
from ui.core.cache import cached
from ui.core.markdown import inert_markdown
from ui.widgets import page_header, tables
from ui.widgets.downloads import download_buttons

if TYPE_CHECKING:
    from collections.abc import Hashable

    from analysis.core.basis import Basis

OFFER_ROW = ["name", "name_zh", "why", "illustrative"]


@cached
def fitting(basis: Basis, city_ids: tuple[str, ...]) -> pd.DataFrame:
    """One row a city and an offer that fits it: city_id, offer_id, title, kind, why (in words), asks, source,
    illustrative."""
    found = analysis.city.offers.match_offers(queries.dataset(), basis, reference_offers(), list(city_ids))
    found = found.assign(why=[_reason(row) for row in found.to_dict("records")])
    rows = found.groupby(["city_id", "offer_id"], sort=False, as_index=False).agg(
        why=("why", "; ".join), illustrative=("illustrative", "any")
    )
    about = reference_offers()[["offer_id", "title", "kind", "asks", "source"]]
    return rows.merge(about, on="offer_id", how="left")


def lines(basis: Basis, city_id: str) -> list[str]:
    """What to offer to a city, a line an offer: what, why, and what it asks. Plain text."""
    return [_line(row) for row in fitting(basis, (city_id,)).to_dict("records")]


def show_city(basis: Basis, city_id: str) -> None:
    """The section of a city's page."""
    page_header.section(say("offers.city_title"))
    rows = fitting(basis, (city_id,))
    if rows.empty:
        st.markdown(say("offers.none"))
        return
    st.markdown("\n".join(f"- {inert_markdown(_line(row))}" for row in rows.to_dict("records")))
    st.caption(say("offers.source"))


def show_all(basis: Basis, cities: pd.DataFrame) -> None:
    """Every offer with how many of these cities it fits; a click opens them.

    cities: city_id, name, name_zh.
    """
    page_header.section(say("offers.title"))
    st.markdown(say("offers.lead"))
    found = fitting(basis, tuple(cities["city_id"]))
    for offer in reference_offers().to_dict("records"):
        mine = found[found["offer_id"] == offer["offer_id"]]
        many = counted("congress.cities", len(mine), count=formats.count(len(mine)))
        opened = st.expander(
            inert_markdown(say("offers.line", title=offer["title"], cities=many)),
            key=f"offer.{offer['offer_id']}",
            on_change="rerun",
            type="compact",
        )
        if opened.open:
            with opened:
                _show_offer(offer, mine.merge(cities[["city_id", "name", "name_zh"]], on="city_id"), basis)


def _show_offer(offer: dict[Hashable, Any], rows: pd.DataFrame, basis: Basis) -> None:
    if pd.notna(offer["asks"]):
        st.caption(say("offers.asks", what=offer["asks"]))
    st.caption(inert_markdown(say("offers.from", source=offer["source"])))
    if rows.empty:
        st.markdown(say("offers.nobody"))
        return
    shown = tables.readable(rows, OFFER_ROW)
    tables.show(shown, key=f"table.offer.{offer['offer_id']}", alt=str(offer["title"]))
    lines_above = [str(offer["title"]), sentences.basis_line(basis)]
    download_buttons(shown, name=f"offer-{offer['offer_id']}", lines=lines_above)


def _line(row: dict[Hashable, Any]) -> str:
    said = say("offers.said", title=row["title"], why=row["why"])
    if pd.notna(row["asks"]):
        said += " " + say("offers.asks", what=row["asks"])
    return f"{said} ({say('app.illustrative').lower()})" if row["illustrative"] else said


def _reason(row: dict[Hashable, Any]) -> str:
    """Why an offer fits."""
    if row["reason"] != "topic":
        return say(f"offer_reason.{row['reason']}")
    topic = label("topic", row["topic"]).lower()
    if pd.isna(row["interest"]):
        return say("offer_reason.topic", topic=topic)
    return say("offer_reason.topic_said", topic=topic, interest=label("interest", row["interest"]))
