"""What opens on the Engagement page: events, silent members, the score, and how far contacts reach."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.contacts.reach import by_channel, by_holder
from analysis.core.basis import Basis
from analysis.engagement.silence import MONTH_CHOICES, SILENT, SILENT_MONTHS, UNSAID
from charts.base.theme import Theme
from text import counted, label, say
from text.format import MISSING
from ui.core import address, formats, navigation, sentences
from ui.core.markdown import inert_markdown, say_inert
from ui.engagement import answers, pictures, tables, words
from ui.widgets import cards, chart_panel, page_header
from ui.widgets.cards import CardText
from ui.widgets.tables import show_figure_table


def choose_whom(basis: Basis) -> str:
    """Focus group, or all members and prospects."""
    key = address.bind_choice("whom", answers.WHOM[0], list(answers.WHOM))
    chosen = st.segmented_control(
        label("frame", "whom"),
        list(answers.WHOM),
        required=True,
        format_func=lambda code: inert_markdown(words.circle_label(basis, code)),
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
    """Five key figures, each with its cities: in person, only online, never, silent, reached by a contact."""
    members = answers.members(basis, whom, months)
    channel = "engagement_wechat" if answers.uses_wechat(basis, whom) else "engagement_contact"
    of_channel = contacts["channel"].eq("wechat") | (channel == "engagement_contact")
    counted_rows = {
        "engagement_in_person": members[members["seen"] == "in_person"],
        "engagement_online": members[members["seen"] == "online_only"],
        "engagement_never": members[members["seen"] == "never"],
        "engagement_silent": members[members["silence"].isin(SILENT)],
        channel: members[members["city_id"].isin(contacts.loc[of_channel, "city_id"])],
    }
    no_record, silence = (members["seen"] == "no_record").sum(), members["silence"].isin(UNSAID).sum()
    not_known = dict.fromkeys(("engagement_in_person", "engagement_online", "engagement_never"), no_record)
    not_known |= {"engagement_silent": silence}
    count = formats.count(len(members))
    of = counted("engagement.of_members", len(members), count=count) if len(members) else ""
    shown = []
    for name, rows in counted_rows.items():
        value, detail = formats.count(len(rows)), of
        unsaid = not_known.get(name, 0)
        if members.empty:
            value, detail = MISSING, say("engagement.no_member")
        elif name == channel and contacts.empty:
            value, detail = say("engagement.not_known"), say("engagement.no_contacts_yet")
        elif unsaid == len(members):
            value = say("engagement.not_known")
        elif unsaid:
            detail += words.not_known(unsaid)
        text = CardText(name, say(f"kpi.{name}"), value, detail, bool(rows["illustrative"].any()))
        shown.append((text, tables.seen(rows)))
    cards.show_cards_with_rows(shown, basis_line=sentences.basis_line(basis))


def show_events_chart(basis: Basis, whom: str, theme: Theme) -> None:
    """The one chart of the first screen."""
    rows = answers.events(basis, whom)
    if rows.empty:
        st.info(say("engagement.no_events"), icon=":material/info:")
        return
    chart_panel.show_chart(
        pictures.events(basis, whom, theme.name),
        name="engagement_events",
        data=tables.events(rows),
        basis_line=sentences.basis_line(basis),
    )


def show_events(basis: Basis, whom: str, months: int) -> None:
    """Every event, and who came to what."""
    show_figure_table(tables.events(answers.events(basis, whom)), basis, name="engagement_event_list")
    came, seen = answers.attendances(basis, whom), answers.seen(basis, whom, months)
    title = say("engagement.came_title")
    show_figure_table(tables.came(came), basis, name="engagement_came", title=title)
    title = say("engagement.seen_title")
    show_figure_table(tables.seen(seen), basis, name="engagement_seen", title=title)


def show_silent(basis: Basis, whom: str, months: int) -> None:
    """Members that are silent, and after how many months one is."""
    st.segmented_control(
        label("frame", "months"),
        [str(each) for each in MONTH_CHOICES],
        required=True,
        format_func=lambda code: say_inert("engagement.months", count=code),
        key=_bind_months(),
    )
    rows = answers.members(basis, whom, months)
    st.caption(inert_markdown(say("engagement.silent_note")))
    silent = tables.seen(rows[rows["silence"].isin(SILENT)])
    show_figure_table(silent, basis, name="engagement_silent_list")


def show_scores(basis: Basis, whom: str, reached: answers.Reached) -> None:
    """Points of every city with their parts."""
    st.caption(inert_markdown(say("engagement.score_note")))
    scores = answers.scores(basis, whom, reached)
    show_figure_table(tables.scores(scores), basis, name="engagement_score")
    page_header.subsection(say("engagement.weights_title"))
    show_weights()
    st.page_link(navigation.page("method"), label=say("engagement.to_method"), icon=":material/menu_book:")


def show_weights() -> None:
    """The parts of the score with their points."""
    st.table(tables.weights().set_index(say("engagement_table.score_part")))


def show_contacts(basis: Basis, whom: str, contacts: pd.DataFrame) -> None:
    """Cities by channel, contacts by holder, and where one holder is a risk. No person is named."""
    city_ids = answers.cities(basis, whom)["city_id"]
    if contacts.empty:
        st.info(say("engagement.contacts_empty"), icon=":material/info:")
    else:
        for sentence in words.risk_sentences(contacts, city_ids):
            st.warning(inert_markdown(sentence), icon=":material/priority_high:")
        channels = tables.channels(by_channel(contacts, city_ids))
        show_figure_table(channels, basis, name="engagement_channels")
        holders, title = tables.holders(by_holder(contacts, city_ids)), say("engagement.holders_title")
        show_figure_table(holders, basis, name="engagement_holders", title=title)
        rows, title = answers.seen(basis, whom, SILENT_MONTHS), say("engagement.without_title")
        without = tables.seen(rows[~rows["city_id"].isin(contacts["city_id"])])
        show_figure_table(without, basis, name="engagement_without_contact", title=title)
    st.page_link(navigation.page("contacts"), label=say("engagement.to_contacts"), icon=":material/contacts:")
