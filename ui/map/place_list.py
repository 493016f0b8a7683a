"""The list beside the map: the same places, to tick, to read without a pointer and to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from text import counted, say
from ui.core import formats, selection, session_keys
from ui.core.tables import readable
from ui.map import answers, downloads, tables
from ui.map.words import about
from ui.widgets import city_link
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_selectable_table, show_table

if TYPE_CHECKING:
    from ui.map.view import MapView


def show(view: MapView, selected: tuple[str, ...], *, alt: str, theme_name: str) -> None:
    """The list of a view, who is in sight first, its files, and what is not on the map."""
    places = answers.places_of(view)
    near = answers.in_sight(view)
    lines = about(view, places[near])
    if view.by == "province":
        _show_provinces(view, alt=alt, lines=lines)
        downloads.buttons(view, answers.provinces_of(view), theme_name, lines=lines, selected=selected)
        return
    rows = _chosen_rows(pd.concat([places[near], places[~near]]), selected)
    ids = tuple(rows["city_id"].head(answers.MOST_ON_MAP))
    key, ticked = selection.listed(ids)
    shown = readable(rows, tables.map_columns(rows, view.layer))
    with st.container(key="list_wide"):
        show_selectable_table(
            shown.head(answers.MOST_ON_MAP),
            key=key,
            alt=alt,
            ticked=ticked,
            on_select=lambda: _ticked(key, ids),
        )
    with st.container(key="list_narrow"):  # to read: on a phone the pins on the map select
        show_table(shown.head(answers.MOST_ON_MAP), key="table.places_read", alt=alt)
    download_buttons(filed(shown, rows, lines), name="places", lines=lines)
    downloads.buttons(view, rows, theme_name, lines=lines, selected=selected)
    _say_what_is_missing(view, places)


def _chosen_rows(places: pd.DataFrame, selected: tuple[str, ...]) -> pd.DataFrame:
    """A line that says how many, the buttons for a selection, and the rows to list."""
    chosen = places[places["city_id"].isin(selected)]
    if chosen.empty:
        with st.container(gap=None):
            st.markdown(counted("map.all_listed", len(places), count=formats.count(len(places))))
            for screen in ("wide", "narrow"):
                with st.container(key=f"hint_{screen}"):
                    st.caption(say(f"map.hint_{screen}"))
        return places
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(counted("map.selected", len(chosen), count=formats.count(len(chosen))))
        only = st.toggle(say("map.only"), key=session_keys.MAP_ONLY)
        st.button(say("map.clear"), key="map_clear", icon=":material/close:", on_click=selection.clear)
    city_link.show_city_links(dict(zip(chosen["city_id"], chosen["name"], strict=True)))
    return chosen if only else places


def filed(shown: pd.DataFrame, rows: pd.DataFrame | None, lines: list[str]) -> pd.DataFrame:
    """The rows shown as they go into a file: each says what it was measured on, and whether it is invented.

    A row is copied into another sheet without what stands above it, and a CSV has nothing above it.
    """
    said = {say("table.map_shows"): lines[0], say("table.measured_on"): lines[1]}
    said[say("table.source")] = " ".join(lines[-2:])
    if rows is None:
        return shown.assign(**said)
    invented = rows["illustrative"].map({True: say("table.yes"), False: ""})
    return shown.assign(**{say("table.illustrative"): invented.to_numpy()}, **said)


def _show_provinces(view: MapView, *, alt: str, lines: list[str]) -> None:
    shown = tables.provinces(answers.provinces_of(view))
    show_table(shown, key="table.provinces", alt=alt)
    download_buttons(filed(shown, None, lines), name="provinces", lines=lines)


def _ticked(key: str, ids: tuple[str, ...]) -> None:
    """What the list does not show stays selected."""
    rows = st.session_state[key]["selection"]["rows"]
    kept = [city for city in selection.current() if city not in ids]
    selection.choose([*kept, *(ids[row] for row in rows if row < len(ids))], in_list=True)


def _say_what_is_missing(view: MapView, places: pd.DataFrame) -> None:
    """How many are only in the list, and why."""
    unplaced = int((places["latitude"].isna() | places["longitude"].isna()).sum())
    outside = int((~answers.in_sight(view)).sum()) - unplaced
    if outside:
        st.caption(counted("map.elsewhere", outside, count=formats.count(outside)))
    if unplaced:
        st.caption(counted("map.unplaced", unplaced, count=formats.count(unplaced)))
