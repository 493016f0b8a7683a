"""What opens on the Engagement page: events, silent members, the score, and how far contacts reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.contacts.reach import by_channel, by_holder
from analysis.engagement.silence import MONTH_CHOICES, SILENT, SILENT_MONTHS
from text import label, say
from ui.core import address, formats, navigation, sentences
from ui.core.markdown import inert_markdown
from ui.engagement import answers, pictures, words
from ui.engagement import tables as rows_of
from ui.widgets import cards, chart_panel
from ui.widgets.cards import CardText

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from charts.base.theme import Theme


def choose_whom(basis: Basis) -> str:
    """Focus group, or all members and prospects."""
    key = address.bind_choice("whom", answers.WHOM[0], list(answers.WHOM))
    chosen = st.segmented_control(
        label("frame", "whom"),
        list(answers.WHOM),
        required=True,
        format_func=lambda code: words.circle(basis, code),
        key=key,
        label_visibility="collapsed",
    )
    return str(chosen or answers.WHOM[0])


def bound_months() -> int:
    """After how many months a member counts as silent, as the address has it."""
    return int(st.session_state[_bind_months()])


def _bind_months() -> str:
    return address.bind_choice("months", str(SILENT_MONTHS), [str(months) for months in MONTH_CHOICES])


def show_cards(basis: Basis, whom: str, months: int, contacts: pd.DataFrame) -> None:
    """Five key figures, each with its cities: in person, only online, never, silent, reached by WeChat."""
    members = answers.members(basis, whom, months)
    wechat = contacts.loc[contacts["channel"] == "wechat", "city_id"]
    behind = {
        "engagement_in_person": members[members["seen"] == "in_person"],
        "engagement_online": members[members["seen"] == "online_only"],
        "engagement_never": members[members["seen"] == "never"],
        "engagement_silent": members[members["silence"].isin(SILENT)],
        "engagement_wechat": members[members["city_id"].isin(wechat)],
    }
    of = say("engagement.of_members", count=formats.count(len(members)))
    shown = []
    for name, rows in behind.items():
        value, detail = formats.count(len(rows)), of
        if name == "engagement_wechat" and contacts.empty:
            value, detail = say("engagement.not_known"), say("engagement.no_contacts_yet")
        text = CardText(name, say(f"kpi.{name}"), value, detail, bool(rows["illustrative"].any()))
        shown.append((text, rows_of.seen(rows)))
    cards.show_cards_with_rows(shown, basis_line=sentences.basis_line(basis))


def show_events_picture(basis: Basis, whom: str, theme: Theme) -> None:
    """The one chart of the first screen."""
    rows = answers.events(basis, whom)
    if rows.empty:
        st.info(say("engagement.no_events"), icon=":material/info:")
        return
    picture = pictures.events(basis, whom, theme.name)
    line = sentences.basis_line(basis)
    chart_panel.show_chart(picture, name="engagement_events", data=rows_of.events(rows), basis_line=line)


def events(basis: Basis, whom: str, months: int) -> None:
    """Every event, and who came to what."""
    line = sentences.basis_line(basis)
    rows_of.show(rows_of.events(answers.events(basis, whom)), "engagement_event_list", line)
    rows_of.titled(say("engagement.came_title"))
    rows_of.show(rows_of.came(answers.came(basis, whom)), "engagement_came", line)
    rows_of.titled(say("engagement.seen_title"))
    rows_of.show(rows_of.seen(answers.seen(basis, whom, months)), "engagement_seen", line)


def silent(basis: Basis, whom: str, months: int) -> None:
    """Members that are silent, and after how many months one is."""
    st.segmented_control(
        label("frame", "months"),
        [str(each) for each in MONTH_CHOICES],
        required=True,
        format_func=lambda code: say("engagement.months", count=code),
        key=_bind_months(),
    )
    rows = answers.members(basis, whom, months)
    rows = rows[rows["silence"].isin(SILENT)]
    st.caption(inert_markdown(say("engagement.silent_note")))
    rows_of.show(rows_of.seen(rows), "engagement_silent_list", sentences.basis_line(basis))


def score(basis: Basis, whom: str, reached: answers.Reached) -> None:
    """Points of every city with their parts."""
    st.caption(inert_markdown(say("engagement.score_note")))
    shown = rows_of.scores(answers.scores(basis, whom, reached))
    rows_of.show(shown, "engagement_score", sentences.basis_line(basis))
    rows_of.titled(say("engagement.weights_title"))
    st.table(rows_of.weights().set_index(say("engagement_table.score_part")))
    st.page_link(navigation.page("method"), label=say("engagement.to_method"), icon=":material/menu_book:")


def contacts(basis: Basis, whom: str, found: pd.DataFrame) -> None:
    """Cities by channel, contacts by holder, and where one holder is a risk. No person is named."""
    ids = answers.cities(basis, whom)["city_id"]
    if found.empty:
        st.info(say("engagement.contacts_empty"), icon=":material/info:")
    else:
        for sentence in words.risk_sentences(found, ids):
            st.warning(inert_markdown(sentence), icon=":material/priority_high:")
        line = sentences.basis_line(basis)
        rows_of.show(rows_of.reach(by_channel(found, ids)), "engagement_channels", line)
        rows_of.titled(say("engagement.holders_title"))
        rows_of.show(rows_of.holders(by_holder(found, ids)), "engagement_holders", line)
        rows_of.titled(say("engagement.without_title"))
        rows = answers.seen(basis, whom, SILENT_MONTHS)
        without = rows[~rows["city_id"].isin(found["city_id"])]
        rows_of.show(rows_of.seen(without), "engagement_without_contact", line)
    st.page_link(navigation.page("contacts"), label=say("engagement.to_contacts"), icon=":material/contacts:")
