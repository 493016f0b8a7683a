"""Overview: both shares in one sentence, five key figures, where the cities are, what needs attention."""

import streamlit as st

from text import say
from ui.core import navigation, page_basis, queries, sentences
from ui.overview import pictures, sample_notice
from ui.widgets import cards, chart_panel, page_header, tables

basis = page_basis.current()
dataset = queries.dataset()
view = queries.overview(basis)
theme = chart_panel.current_theme()
line = sentences.basis_line(basis)

page_header.show(
    sentences.headline(basis, view.official, view.paying, dataset),
    [sentences.odds(view.rate), sentences.certainty(view.paying)],
    line,
    illustrative=view.illustrative,
)

sample_notice.show(dataset)
with st.container(key="cards"):
    official, paying, received, collected, waiting = st.columns(5)
with official:
    cards.show_figure(view.official, dataset, basis)
with paying:
    cards.show_figure(
        view.paying, dataset, basis, picture=pictures.sparkline(basis, theme.name, "paying_share")
    )
with received:
    figure = view.money["money_received_share"]
    cards.show_figure(figure, dataset, basis, picture=pictures.sparkline(basis, theme.name, "received_share"))
with collected:
    figure = view.money["collection_rate"]
    cards.show_figure(
        figure, dataset, basis, picture=pictures.sparkline(basis, theme.name, "collection_rate")
    )
with waiting:
    cards.show_prospects(view.prospects, basis_line=line)

bars, places = st.columns([1, 1], gap="large")
with bars:
    chart_panel.show_drawn(pictures.share_bars(basis, theme.name))
    chart_panel.menu(
        name="share_bars",
        data=lambda: tables.readable(view.paying.rows, tables.MEMBER_COLUMNS),
        how=say("how.paying_share"),
        basis_line=line,
        picture=lambda: pictures.share_bars(basis, theme.name),
    )
    st.page_link(navigation.page("shares"), label=say("overview.open_shares"), icon=":material/donut_small:")
    page_header.section(say("overview.attention_title"))
    for item in view.attention:
        opened = st.expander(
            sentences.attention(item), key=f"attention.{item.code}", on_change="rerun", type="compact"
        )
        if opened.open:
            with opened:
                tables.show(
                    tables.readable(item.rows, tables.columns_of(item.rows)),
                    key=f"table.{item.code}",
                    alt=sentences.attention(item),
                )
    if not view.attention:
        st.success(say("overview.attention_none"), icon=":material/check:")
with places:
    chart_panel.show_drawn(pictures.small_map(basis, theme.name))
    chart_panel.menu(
        name="small_map",
        data=lambda: tables.readable(view.places[view.places["in_group"]], tables.PLACE_COLUMNS),
        how=say("how.map"),
        basis_line=line,
        picture=lambda: pictures.small_map(basis, theme.name, embedded=True),
    )
    st.page_link(navigation.page("map"), label=say("overview.open_map"), icon=":material/map:")
