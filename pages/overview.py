"""Overview: both shares in one sentence, five key figures, where the cities are, what needs attention."""

from functools import partial

import streamlit as st

from text import say
from ui.core import navigation, page_basis, queries, sentences
from ui.core.tables import MEMBER_COLUMNS, PLACE_COLUMNS, readable
from ui.overview import pictures, sections, words
from ui.widgets import chart_panel, page_header

basis = page_basis.current()
dataset = queries.dataset()
view = queries.overview(basis)
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)

page_header.show_page_header(
    sentences.headline(basis, view.official, view.paying),
    [words.relative_pay_rate(view.rate), sentences.certainty(view.paying)],
    line,
    illustrative=view.illustrative,
)
sections.show_sample_notice(dataset)
sections.show_cards(view, basis, theme.name)

bars, places = st.columns([1, 1], gap="large")
with bars:
    chart_panel.show_svg_chart(
        partial(pictures.share_bars, basis, theme.name),
        name="share_bars",
        data=lambda: readable(view.paying.rows, MEMBER_COLUMNS),
        how=say("how.paying_share"),
        basis_line=line,
    )
    st.page_link(navigation.page("shares"), label=say("overview.open_shares"), icon=":material/donut_small:")
    sections.show_attention(view.attention, view.not_judged)
with places:
    chart_panel.show_svg(pictures.small_map(basis, theme.name))
    chart_panel.show_chart_menu(
        name="small_map",
        data=lambda: readable(view.places[view.places["in_group"]], PLACE_COLUMNS),
        how=say("how.map"),
        basis_line=line,
        draw=partial(pictures.small_map, basis, theme.name, embedded=True),
    )
    st.page_link(navigation.page("map"), label=say("overview.open_map"), icon=":material/map:")
