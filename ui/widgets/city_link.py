"""The way from a row, a mark or a name to the page of a city: one kind of link everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from text import say
from ui.core import address, navigation
from ui.core.markdown import inert_markdown

_MOST_LINKS = 6  # links side by side


def show_city_link(city_id: str, words: str) -> None:
    """A link to a city in words of its own; it can be reached by keyboard and copied."""
    st.page_link(
        navigation.page("city"),
        label=inert_markdown(words),
        icon=":material/location_city:",
        query_params=address_of_city(city_id),
    )


def address_of_city(city_id: str) -> dict[str, str]:
    """The whole address of a city's page: a part of it would be completed and stand in the history twice."""
    return {**address.shared_values(), "city": city_id}


def show_city_links(names: dict[str, str]) -> None:
    """A link for each of the first few cities. names: city_id → name."""
    with st.container(horizontal=True, key="open_cities"):
        for city_id, name in list(names.items())[:_MOST_LINKS]:
            show_city_link(city_id, say("city.open", name=name))


def show_link_of_selection(selected: Any, city_ids: Sequence[str], names: Sequence[str]) -> None:  # noqa: ANN401
    """The link to the city of the selected cell, or how to get it.

    selected: what st.dataframe gives back, a selection of one cell; city_ids, names: one a row.
    """
    cells = selected.get("selection", {}).get("cells", [])
    row = int(cells[0][0]) if cells else -1
    if 0 <= row < len(city_ids):
        show_city_link(city_ids[row], say("city.open", name=names[row]))
    elif len(city_ids):
        st.caption(say("city.select_row"))
