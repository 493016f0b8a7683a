"""The list beside the map: the same places, to tick, to read without a pointer and to download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from text import counted, say
from ui.core import formats, session_keys
from ui.core.tables import readable
from ui.map import answers, downloads, selection, tables
from ui.map.view import MapView
from ui.map.words import file_lines
from ui.widgets import city_link
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_selectable_table, show_table


def show_place_list(view: MapView, selected: tuple[str, ...], *, alt: str, theme_name: str) -> None:
    """The list of a view, who is in sight first, its files, and what is not on the map."""
    places, near = answers.places_of(view), answers.in_sight(view)
    lines = file_lines(view, places[near])
    if view.by == "province":
        rows = answers.provinces_of(view)
        shown = tables.provinces(rows)
        show_table(shown, key="table.provinces", alt=alt)
        download_buttons(with_sources(shown, None, lines), name="provinces", lines=lines)
    else:
        rows = _rows_to_list(pd.concat([places[near], places[~near]]), selected)
        shown = readable(rows, tables.map_columns(rows, view.layer))
        _show_lists(shown.head(answers.MOST_ON_MAP), tuple(rows["city_id"].head(answers.MOST_ON_MAP)), alt)
        download_buttons(with_sources(shown, rows, lines), name="places", lines=lines)
    downloads.show_downloads(view, rows, theme_name, lines=lines, selected=selected)
    if view.by == "city":
        _say_what_is_missing(view, places)


def _show_lists(shown: pd.DataFrame, ids: tuple[str, ...], alt: str) -> None:
    """The list to tick on a wide screen, and one to read: on a phone the pins on the map select."""
    key, ticked = selection.list_key(ids)
    with st.container(key="list_wide"):
        show_selectable_table(
            shown, key=key, alt=alt, ticked=ticked, on_select=lambda: _select_ticked(key, ids)
        )
    with st.container(key="list_narrow"):
        show_table(shown, key="table.places_read", alt=alt)


def _rows_to_list(places: pd.DataFrame, selected: tuple[str, ...]) -> pd.DataFrame:
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


def with_sources(shown: pd.DataFrame, rows: pd.DataFrame | None, lines: list[str]) -> pd.DataFrame:
    """The rows shown as they go into a file: each says what it was measured on, and whether it is invented.

    A row is copied into another sheet without what stands above it, and a CSV has nothing above it.
    """
    sources = {say("table.map_shows"): lines[0], say("table.measured_on"): lines[1]}
    sources[say("table.source")] = " ".join(lines[-2:])
    if rows is None:
        return shown.assign(**sources)
    illustrative = rows["illustrative"].map({True: say("table.yes"), False: ""})
    return shown.assign(**{say("table.illustrative"): illustrative.to_numpy()}, **sources)


def _select_ticked(key: str, ids: tuple[str, ...]) -> None:
    """What the list does not show stays selected."""
    rows = st.session_state[key]["selection"]["rows"]
    others = [city for city in selection.current() if city not in ids]
    selection.select([*others, *(ids[row] for row in rows if row < len(ids))], in_list=True)


def _say_what_is_missing(view: MapView, places: pd.DataFrame) -> None:
    """How many are only in the list, and why."""
    unplaced = int((places["latitude"].isna() | places["longitude"].isna()).sum())
    outside = int((~answers.in_sight(view)).sum()) - unplaced
    if outside:
        st.caption(counted("map.elsewhere", outside, count=formats.count(outside)))
    if unplaced:
        st.caption(counted("map.unplaced", unplaced, count=formats.count(unplaced)))
