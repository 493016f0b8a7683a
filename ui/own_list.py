"""Choosing the cities of a focus group oneself. The list lives in the address, under a name if it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.own_list import MOST_LETTERS, OwnList
from ui.text import say

if TYPE_CHECKING:
    from data.dataset import Dataset

_MOST = 60  # cities; more would not fit into an address that messengers keep whole


def cities(dataset: Dataset) -> pd.DataFrame:
    """Members and prospects to choose from: city_id, name; by name."""
    rows = [dataset.table(table)[["city_id", "name"]] for table in ("members", "prospects")]
    return pd.concat(rows).drop_duplicates("city_id").sort_values("name", ignore_index=True)


def choose(dataset: Dataset) -> None:
    """The cities, a name, and the button that makes them the focus group."""
    now = OwnList.read(str(st.session_state.get("address.group", "")))
    rows = cities(dataset)
    names = dict(zip(rows["city_id"], rows["name"], strict=True))
    chosen = st.multiselect(
        say("frame.own_list_cities"),
        list(names),
        default=[city for city in (now.cities if now else ()) if city in names],
        format_func=lambda city: names[city],
        max_selections=_MOST,
        key="own_list.cities",
    )
    name = st.text_input(
        say("frame.own_list_name"),
        value=now.name if now else "",
        max_chars=MOST_LETTERS,
        key="own_list.name",
    )
    st.button(
        say("frame.own_list_use"),
        type="primary",
        disabled=not chosen,
        on_click=_use,
        args=(chosen, name),
        key="own_list.use",
    )
    st.caption(say("frame.own_list_note"))


def _use(chosen: list[str], name: str) -> None:
    st.session_state["address.group"] = OwnList.of(chosen, name).code
