"""Map: where the members and prospects are; click, box or lasso to list and download a selection."""

import streamlit as st

from charts.config import MAP_CONFIG
from ui import address, frame, headline, plots, sentences, tables
from ui.files import download_buttons
from ui.pictures import basis_facts
from ui.pictures import city_map as pictures
from ui.selection import selected_cities
from ui.text import counted, say

basis = frame.basis()
theme = plots.current_theme()
line = sentences.basis_line(basis)

top = st.container()
controls = st.container(horizontal=True, vertical_alignment="bottom")
with controls:
    show = st.segmented_control(
        say("map.show"),
        ["group", "all"],
        key=address.bind_choice("show", "group", ["group", "all"]),
        format_func=lambda code: say(f"map.show_{code}"),
        required=True,
    )
    lines = st.toggle(say("map.lines"), key=address.bind_flag("lines", default=True))

places = pictures.places_on_map(basis, everyone=show == "all")
here = places[places["on_map"]]
facts = basis_facts(basis) | pictures.counts(here)
with top:
    lead = say("map.headline" if len(here) else "map.none", **facts)
    illustrative = bool(here["illustrative"].any())
    headline.show(lead, [], line, illustrative=illustrative)

drawing, listing = st.columns([3, 2], gap="medium")
with drawing:
    figure, alt = pictures.city_map(basis, theme.name, everyone=show == "all", lines=lines)
    event = st.plotly_chart(
        figure,
        theme=None,
        config=MAP_CONFIG,
        key="chart.city_map",
        alt=alt,
        on_select="rerun",
        selection_mode=("points", "box", "lasso"),
    )
with listing:
    chosen = selected_cities(event)
    rows = places[places["city_id"].isin(chosen)] if chosen else places
    st.markdown(
        counted("map.selected", len(rows), count=len(rows))
        if chosen
        else say("map.all_listed", count=len(rows))
    )
    shown = tables.readable(rows, tables.place_columns(rows))
    tables.show(shown, key="table.places", alt=alt)
    download_buttons(shown, name="places", lines=[alt, line, say("map.disclaimer")])
    if outside := len(places) - len(here):
        st.caption(counted("map.elsewhere", outside, count=outside))
