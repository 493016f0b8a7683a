"""What opens on the Engagement page: topics, proposed working groups, other networks, untapped potential."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.engagement.potential import saved_lists
from analysis.engagement.silence import SILENT_MONTHS
from analysis.engagement.working_groups import LEAST, MOST
from charts.base.theme import Theme
from text import counted, label, say
from ui.core import address, queries, sentences
from ui.core.markdown import inert_markdown
from ui.engagement import answers, pictures, tables
from ui.widgets import chart_panel
from ui.widgets.tables import show_figure_table

_EVERY = "every"


def show_topics(basis: Basis, whom: str, theme: Theme) -> None:
    """Topics by cities, the matrix, and who was not asked."""
    rows, topics = answers.interests(basis, whom), answers.topics(basis, whom)
    chart = pictures.topics(basis, whom, theme.name)
    _show_chart(chart, tables.topics(rows), basis, name="engagement_topics")
    nobody = topics.loc[topics["cities"] == 0, "topic"]
    if len(nobody):
        names = ", ".join(label("topic", code) for code in nobody)
        st.markdown(inert_markdown(say("engagement.topic_gaps", topics=names)))
    matrix, title = tables.matrix(rows, topics["topic"].tolist()), say("engagement.matrix_title")
    show_figure_table(matrix, basis, name="engagement_matrix", title=title)
    seen, title = answers.seen(basis, whom, SILENT_MONTHS), say("engagement.not_asked_title")
    not_asked = tables.seen(seen[~seen["city_id"].isin(rows["city_id"])])
    show_figure_table(not_asked, basis, name="engagement_not_asked", title=title)


def show_groups(basis: Basis, whom: str, reached: answers.Reached) -> None:
    """Proposed groups and why each city is in."""
    rows = answers.groups(basis, whom, reached)
    st.caption(inert_markdown(say("engagement.groups_note", least=LEAST, most=MOST)))
    for (topic, number), cities in rows.groupby(["topic", "group"], sort=False):
        names = ", ".join(cities["name"].head(MOST))
        line = say("engagement.group_line", topic=label("topic", topic), number=number, names=names)
        missing = LEAST - len(cities)
        if missing > 0:
            line += " " + counted("engagement.group_short", missing, count=missing)
        st.markdown("- " + inert_markdown(line))
    show_figure_table(tables.groups(rows), basis, name="engagement_groups")


def show_networks(basis: Basis, whom: str, theme: Theme) -> None:
    """Overlap with other networks: yes, no, asked but not known, and not asked, each counted by itself."""
    cities, found = answers.seen(basis, whom, SILENT_MONTHS), answers.network_answers(basis, whom)
    every = tables.networks(cities, found)
    _show_chart(pictures.networks(basis, whom, theme.name), every, basis, name="engagement_networks")
    is_quiet = (found == "yes").any(axis=1) & cities["seen"].eq("never")
    quiet, title = tables.networks(cities[is_quiet], found[is_quiet]), say("engagement.elsewhere_title")
    show_figure_table(quiet, basis, name="engagement_elsewhere_silent", title=title)
    title = say("engagement.networks_title")
    show_figure_table(every, basis, name="engagement_network_list", title=title)


def show_potential(basis: Basis, whom: str, reached: answers.Reached, theme: Theme) -> None:
    """Size, activity elsewhere and here, with the saved lists as views."""
    saved = saved_lists(queries.dataset(), basis.group)
    city_ids = saved.get(_choose_view(list(saved)), ())
    rows = answers.potential(basis, whom, reached)
    rows = rows[rows["city_id"].isin(city_ids)] if city_ids else rows
    shown = tables.potential(rows)
    chart = pictures.potential(basis, whom, reached, city_ids, theme.name)
    _show_chart(chart, shown, basis, name="engagement_potential")
    unplaced = int(rows["population"].isna().sum())
    if unplaced:
        st.caption(inert_markdown(counted("engagement.unplaced", unplaced, count=unplaced)))
    show_figure_table(shown, basis, name="engagement_potential_list")


def _show_chart(chart: tuple[Any, str], rows: pd.DataFrame, basis: Basis, *, name: str) -> None:
    chart_panel.show_chart(chart, name=name, data=rows, basis_line=sentences.basis_line(basis))


def _choose_view(codes: list[str]) -> str:
    """All cities, or one of the saved lists."""
    every = [_EVERY, *codes]
    key = address.bind_choice("view", _EVERY, every)
    chosen = st.pills(
        label("frame", "view"),
        every,
        required=True,
        format_func=lambda code: inert_markdown(
            say("engagement.every_city") if code == _EVERY else label("group", code)
        ),
        key=key,
    )
    return str(chosen or _EVERY)
