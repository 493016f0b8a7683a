"""Map: where members and prospects are; select on the map or in the list, and take the selection along."""

import streamlit as st

from ui import frame, headline, map_list, map_pane, map_places, map_view, numbers, plots, selection, sentences
from ui.map_words import words
from ui.pictures.city_map import is_broad
from ui.text import say

basis = frame.basis()
theme = plots.current_theme()
line = sentences.basis_line(basis)
selected = selection.selected_cities()

top = st.container()
view = map_view.choose_view(basis, selected)
places = map_places.places_of(view)
here = places[map_places.in_sight(view)]
with top:
    headline.show(words(view, here).headline, [], line, illustrative=bool(here["illustrative"].any()))
if view.preset == "fit" and not selected:
    st.caption(say("map.fit_hint"))
if map_places.is_crowded(view):
    limit = numbers.count(map_places.MOST_ON_MAP)
    st.info(say("map.too_many", count=numbers.count(len(here)), limit=limit), icon=":material/grid_on:")
if view.until is not None:
    missing = numbers.count(map_places.undated(view))
    st.caption(say("map.until_line", year=view.until, count=missing))
with st.container(key="map_and_list"):
    broad = is_broad(view)
    drawing, listing = (st.container(), st.container()) if broad else st.columns([3, 2], gap="medium")
with drawing:
    alt = map_pane.show(view, theme.name, selected)
with listing:
    map_list.show(view, selected, alt=alt, theme_name=theme.name)
