"""What opens on the Engagement page: topics, proposed working groups, other networks, untapped potential."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.engagement.potential import saved_lists
from analysis.engagement.silence import SILENT_MONTHS
from analysis.engagement.working_groups import LEAST, MOST
from text import counted, label, say
from ui.core import address, queries, sentences
from ui.core.markdown import inert_markdown
from ui.engagement import answers, pictures
from ui.engagement import tables as rows_of
from ui.widgets import chart_panel

if TYPE_CHECKING:
    from analysis.core.basis import Basis
    from charts.base.theme import Theme

_EVERY = "every"


def topics(basis: Basis, whom: str, theme: Theme) -> None:
    """Topics by cities, the matrix, and who was not asked."""
    line = sentences.basis_line(basis)
    rows, found = answers.interests(basis, whom), answers.topics(basis, whom)
    picture = pictures.topics(basis, whom, theme.name)
    chart_panel.show_chart(picture, name="engagement_topics", data=rows_of.topics(rows), basis_line=line)
    nobody = found.loc[found["cities"] == 0, "topic"]
    if len(nobody):
        names = ", ".join(label("topic", code) for code in nobody)
        st.markdown(inert_markdown(say("engagement.topic_gaps", topics=names)))
    rows_of.titled(say("engagement.matrix_title"))
    rows_of.show(rows_of.matrix(rows, found["topic"].tolist()), "engagement_matrix", line)
    rows_of.titled(say("engagement.not_asked_title"))
    seen = answers.seen(basis, whom, SILENT_MONTHS)
    rows_of.show(rows_of.seen(seen[~seen["city_id"].isin(rows["city_id"])]), "engagement_not_asked", line)


def groups(basis: Basis, whom: str, reached: answers.Reached) -> None:
    """Proposed groups and why each city is in."""
    rows = answers.groups(basis, whom, reached)
    st.caption(inert_markdown(say("engagement.groups_note", least=LEAST, most=MOST)))
    sizes = rows.groupby(["topic", "group"], sort=False)
    for (topic, number), part in sizes:
        short = LEAST - len(part)
        facts = {
            "topic": label("topic", topic),
            "number": number,
            "names": ", ".join(part["name"].head(MOST)),
        }
        said = say("engagement.group_line", **facts)
        if short > 0:
            said += " " + counted("engagement.group_short", short, count=short)
        st.markdown("- " + inert_markdown(said))
    rows_of.show(rows_of.groups(rows), "engagement_groups", sentences.basis_line(basis))


def networks(basis: Basis, whom: str, theme: Theme) -> None:
    """Overlap with other networks: yes, no, asked but not known, and not asked apart."""
    line = sentences.basis_line(basis)
    cities, found = answers.seen(basis, whom, SILENT_MONTHS), answers.network_answers(basis, whom)
    shown = rows_of.networks(cities, found)
    picture = pictures.networks(basis, whom, theme.name)
    chart_panel.show_chart(picture, name="engagement_networks", data=shown, basis_line=line)
    quiet = (found == "yes").any(axis=1) & cities["seen"].eq("never")
    rows_of.titled(say("engagement.elsewhere_title"))
    rows_of.show(rows_of.networks(cities[quiet], found[quiet]), "engagement_elsewhere_silent", line)
    rows_of.titled(say("engagement.networks_title"))
    rows_of.show(shown, "engagement_network_list", line)


def potential(basis: Basis, whom: str, reached: answers.Reached, theme: Theme) -> None:
    """Size, activity elsewhere and here, with the saved lists as views."""
    saved = saved_lists(queries.dataset(), basis.group)
    view = _choose_view(list(saved))
    ids = saved.get(view, ())
    rows = answers.potential(basis, whom, reached)
    rows = rows[rows["city_id"].isin(ids)] if ids else rows
    line = sentences.basis_line(basis)
    shown = rows_of.potential(rows)
    picture = pictures.potential(basis, whom, reached, ids, theme.name)
    chart_panel.show_chart(picture, name="engagement_potential", data=shown, basis_line=line)
    unplaced = int(rows["population"].isna().sum())
    if unplaced:
        st.caption(inert_markdown(counted("engagement.unplaced", unplaced, count=unplaced)))
    rows_of.show(shown, "engagement_potential_list", line)


def _choose_view(codes: list[str]) -> str:
    """All cities, or one of the saved lists."""
    every = [_EVERY, *codes]
    key = address.bind_choice("view", _EVERY, every)
    chosen = st.pills(
        label("frame", "view"),
        every,
        required=True,
        format_func=lambda code: say("engagement.every_city") if code == _EVERY else label("group", code),
        key=key,
    )
    return str(chosen or _EVERY)
