"""What opens on the Engagement page: one function a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.engagement_score import PARTS
from analysis.network_overlap import by_network
from analysis.potential import VIEWS
from analysis.working_groups import LEAST, MOST, crossed, proposals
from ui import address, headline, plots, sentences, tables
from ui import contact_coverage as coverage
from ui import engagement_answers as answers
from ui.files import download_buttons
from ui.pictures import engagement as pictures
from ui.text import label, say

if TYPE_CHECKING:
    from analysis.basis import Basis
    from charts.theme import Theme

_ALL = "all"


def turnout(basis: Basis, theme: Theme) -> None:
    """Who came to which event."""
    rows = answers.events(basis)
    if rows.empty:
        st.info(say("engagement.no_events"), icon=":material/event_busy:")
        return
    data = tables.readable(rows.rename(columns={"name": "event_name"}), tables.TURNOUT_COLUMNS)
    plots.show(
        pictures.turnout(basis, theme.name), name="turnout", data=data, basis_line=sentences.basis_line(basis)
    )


def seen(basis: Basis, theme: Theme) -> None:
    """How each city was seen, silent ones first."""
    del theme
    rows = answers.presence(basis)
    order = rows["silent"].map({True: 0, False: 2}).fillna(1)
    rows = rows.assign(order=order).sort_values(["order", "last_on", "name"], na_position="first")
    _table(tables.readable(rows, tables.PRESENCE_COLUMNS), "presence", basis)


def score(basis: Basis, theme: Theme, held: answers.Contacted) -> None:
    """Points by part, each of which can be read off."""
    del theme
    st.caption(say("engagement.score_help"))
    rows = answers.scores(basis, held)
    parts = {label("score_part", name): rows[name] for name in PARTS}
    shown = pd.DataFrame(
        {
            say("table.city"): rows["name"],
            say("table.name_zh"): rows["name_zh"],
            say("engagement.points"): rows["score"],
            **parts,
            say("engagement.out_of"): rows["out_of"],
        }
    )
    _table(tables.of_cities(shown, rows["city_id"]), "score", basis)


def weights() -> pd.DataFrame:
    """The parts of the score with their points, for the Method page."""
    return pd.DataFrame(
        {
            say("engagement.part"): [label("score_part", name) for name in PARTS],
            say("engagement.points_each"): [part.points for part in PARTS.values()],
            say("engagement.most"): [part.most for part in PARTS.values()],
            say("engagement.points_most"): [part.top for part in PARTS.values()],
        }
    )


def contacts(basis: Basis, theme: Theme) -> None:
    """How far contacts reach, by channel and holder; no person is named."""
    del theme
    rows = answers.contacts()
    rows = rows[rows["city_id"].isin(answers.cities(basis)["city_id"])]
    if rows.empty:
        st.info(say("engagement.no_contacts"), icon=":material/contacts:")
        return
    coverage.show_holders(rows)
    coverage.show_cities(rows)


def topics(basis: Basis, theme: Theme) -> None:
    """Proposed groups, the table of cities by topic, and what is not known."""
    del theme
    found = answers.interest(basis)
    if found.empty:
        st.info(say("engagement.no_topics"), icon=":material/topic:")
    else:
        st.caption(say("engagement.groups_help", least=LEAST, most=MOST))
        rows = proposals(found)
        groups = rows.assign(topic=[label("topic", code) for code in rows["topic"]], group_size=rows["size"])
        _table(tables.readable(groups, tables.GROUP_COLUMNS), "working_groups", basis)
        headline.section(say("engagement.crossed"))
        st.caption(say("engagement.crossed_help"))
        _table(_crossed(found), "topics", basis)
        headline.section(say("engagement.sources"))
        listed = found.assign(topic=[label("topic", code) for code in found["topic"]])
        _table(tables.readable(listed, tables.INTEREST_COLUMNS), "interest", basis)
    headline.section(say("engagement.unasked_title"))
    _table(tables.readable(answers.unasked(basis), ["name", "name_zh"]), "unasked", basis)


def _crossed(found: pd.DataFrame) -> pd.DataFrame:
    table = crossed(found)
    names = {"name": say("table.city"), "name_zh": say("table.name_zh")}
    topics = [column for column in table if column not in {"city_id", *names}]
    shown = table[[*names, *topics]].rename(columns=names | {code: label("topic", code) for code in topics})
    for code in topics:
        shown[label("topic", code)] = table[code].map(
            lambda level: label("interest", level), na_action="ignore"
        )
    return tables.of_cities(shown, table["city_id"])


def networks(basis: Basis, theme: Theme) -> None:
    """Each network by answer, then every city."""
    del theme
    found = answers.overlap(basis)
    counts = by_network(found)
    shown = counts.rename(
        columns={"network": say("table.network")}
        | {code: label("answer", code) for code in ("yes", "no", "unknown", "not_asked")}
    )
    _table(shown, "networks", basis)
    wide = found.assign(answer=[label("answer", code) for code in found["answer"]])
    wide = wide.pivot_table("answer", ["city_id", "name"], "network", aggfunc="first").rename_axis(
        columns=None
    )
    wide = wide.reset_index()
    names = wide.drop(columns="city_id").rename(columns={"name": say("table.city")})
    _table(tables.of_cities(names, wide["city_id"]), "network_cities", basis)


def potential(basis: Basis, theme: Theme, held: answers.Contacted) -> None:
    """Size and activity, with the groups of the note as views."""
    views = [_ALL, *VIEWS]
    view = st.segmented_control(
        say("engagement.view"),
        views,
        key=address.bind_choice("view", _ALL, views),
        format_func=lambda code: say("engagement.view_all") if code == _ALL else label("group", code),
        required=True,
    )
    chosen = None if view == _ALL else str(view)
    rows = answers.potential(basis, held)
    shown = rows if chosen is None else rows[answers.in_view(basis, chosen, held)]
    if shown.empty:
        st.info(say("engagement.view_empty"), icon=":material/group_off:")
        return
    plots.show(
        pictures.potential(basis, theme.name, chosen, held),
        name="potential",
        data=tables.readable(shown, tables.POTENTIAL_COLUMNS),
        basis_line=sentences.basis_line(basis),
    )
    st.caption(say("engagement.potential_help"))
    _table(tables.readable(shown, tables.POTENTIAL_COLUMNS), "potential", basis)


def _table(shown: pd.DataFrame, name: str, basis: Basis) -> None:
    title = say(f"engagement.table_{name}")
    tables.show(shown, key=f"table.engagement.{name}", alt=title)
    download_buttons(shown, name=name, lines=[title, sentences.basis_line(basis)])
