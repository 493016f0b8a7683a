"""Map: where members and prospects are; select on the map or in the list, and take the selection along."""

import streamlit as st

from text import say
from ui.core import formats, page_basis, sentences
from ui.core.markdown import say_inert
from ui.map import answers, pane, place_list, selection
from ui.map import view as map_view
from ui.map.pictures import is_broad
from ui.map.words import view_words
from ui.widgets import chart_panel, page_header

basis = page_basis.current()
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)
selected = selection.selected_cities()

top = st.container()
view = map_view.choose_view(basis, selected)
places = answers.places_of(view)
in_sight = places[answers.in_sight(view)]
with top:
    page_header.show_page_header(
        view_words(view, in_sight).headline, [], line, illustrative=bool(in_sight["illustrative"].any())
    )
if view.preset == "fit" and not selected:
    st.caption(say("map.fit_hint"))
if answers.is_crowded(view):
    limit = formats.count(answers.MOST_ON_MAP)
    st.info(
        say_inert("map.too_many", count=formats.count(len(in_sight)), limit=limit), icon=":material/grid_on:"
    )
if view.until is not None:
    missing = formats.count(answers.count_undated(view))
    st.caption(say_inert("map.until_line", year=view.until, count=missing))
with st.container(key="map_and_list"):
    broad = is_broad(view)
    drawing, listing = (st.container(), st.container()) if broad else st.columns([3, 2], gap="medium")
with drawing:
    alt = pane.show_map(view, theme.name, selected)
with listing:
    place_list.show_place_list(view, selected, alt=alt, theme_name=theme.name)
