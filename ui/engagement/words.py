"""What the Engagement page says: its message, and one sentence for each finding that opens."""

from __future__ import annotations

import pandas as pd

from analysis.contacts.reach import by_channel, by_holder
from analysis.core.basis import Basis
from analysis.core.roll import is_known
from analysis.engagement.network_overlap import membership_elsewhere
from analysis.engagement.potential import QUIET_POINTS, is_open
from analysis.engagement.silence import SILENT, UNSAID
from analysis.engagement.working_groups import LEAST, TO_ASK
from text import counted, group_facts, label, say
from ui.core import formats, queries, sentences
from ui.engagement import answers

_NAMED = 4  # cities named in a sentence


def circle(basis: Basis, whom: str) -> str:
    """Whose engagement is looked at, as it stands in a sentence."""
    return group_facts(basis.group)["group_cities"] if whom == "group" else say("engagement.everybody")


def circle_label(basis: Basis, whom: str) -> str:
    """The same as a choice."""
    return label("group", basis.group) if whom == "group" else say("engagement.everybody")


def lead(basis: Basis, whom: str, months: int) -> str:
    """The message: how many members came in person, only online, never."""
    rows = answers.members(basis, whom, months)
    if rows.empty:
        return _nobody(basis, whom)
    times = rows["seen"].value_counts()
    facts = {code: formats.count(times.get(code, 0)) for code in ("in_person", "online_only", "never")}
    return say(
        "engagement.lead_not_known" if (rows["seen"] == "no_record").all() else "engagement.lead",
        members=_members(len(rows)),
        circle=circle(basis, whom),
        in_person=facts["in_person"],
        online=facts["online_only"],
        never=facts["never"],
    )


def _nobody(basis: Basis, whom: str) -> str:
    """That there is no member, or that nobody knows who was one."""
    if is_known(queries.dataset(), basis.as_of):
        return say("engagement.nobody", circle=circle(basis, whom))
    return say("engagement.no_roll", circle=circle(basis, whom), reason=sentences.reason("before_first_roll"))


def details(basis: Basis, whom: str, months: int) -> list[str]:
    """What the message leaves out: whom no list could name, how is not recorded, and prospects apart."""
    rows = answers.seen(basis, whom, months)
    members, prospects = rows[rows["kind"] == "member"], rows[rows["kind"] == "prospect"]
    lines = []
    without_mode, without_list = (int((members["seen"] == code).sum()) for code in ("came", "no_record"))
    if without_mode:
        lines.append(counted("engagement.lead_came", without_mode, count=formats.count(without_mode)))
    if without_list and without_list < len(members):
        lines.append(counted("engagement.lead_no_record", without_list, count=formats.count(without_list)))
    if len(prospects):
        some = int(prospects["seen"].isin(["in_person", "online_only", "came"]).sum())
        count = counted("map.prospects", len(prospects), count=formats.count(len(prospects)))
        lines.append(say("engagement.lead_prospects", count=formats.count(some), prospects=count))
    return lines


def events(basis: Basis, whom: str) -> str:
    """How many events are on record, and how many of them have no list or no date."""
    rows = answers.events(basis, whom)
    if rows.empty:
        return say("engagement.events_none")
    facts = {
        "count": formats.count(len(rows)),
        "listed": formats.count(rows["listed"].sum()),
        "undated": formats.count(rows["starts_on"].isna().sum()),
    }
    return counted("engagement.events", len(rows), **facts)


def silent(basis: Basis, whom: str, months: int) -> str:
    """How many members are silent, and why."""
    rows = answers.members(basis, whom, months)
    never, ago = (int((rows["silence"] == code).sum()) for code in SILENT)
    unknown = int(rows["silence"].isin(UNSAID).sum())
    facts = {"never": formats.count(never), "ago": formats.count(ago), "members": _members(len(rows))}
    if rows.empty:
        return say("engagement.silent_nobody")
    if unknown == len(rows):
        return say("engagement.silent_not_known", **facts)
    return counted(
        "engagement.silent",
        never + ago,
        count=formats.count(never + ago),
        months=str(months),
        not_known=not_known(unknown),
        **facts,
    )


def _members(count: int) -> str:
    return counted("map.members", count, count=formats.count(count))


def _cities(count: int) -> str:
    return counted("congress.cities", count, count=formats.count(count))


def not_known(count: int) -> str:
    """' (3 not known)'; '' for none."""
    return f" {say('map.not_known', count=formats.count(count))}" if count else ""


def score(rows: pd.DataFrame) -> str:
    """Who has most points, and how many have few; that none has any, or none could have, where it is so."""
    if rows.empty:
        return say("engagement.score_none")
    if not rows["points"].any():
        return say("engagement.score_zero" if rows["possible"].any() else "engagement.score_not_known")
    few = int(((rows["points"] <= QUIET_POINTS) & (rows["possible"] > 0)).sum())
    facts = {"few": formats.count(few), "cities": _cities(len(rows)), "limit": str(QUIET_POINTS)}
    first = ", ".join(rows.loc[rows["points"] > 0, "name"].head(3))
    return say("engagement.score", names=first, most=str(rows["points"].max()), **facts)


def contacts(contacts: pd.DataFrame, city_ids: pd.Series, *, by_wechat: bool) -> str:
    """How many cities are reached, by WeChat as well where that is usual, and the largest risk of one
    holder."""
    if contacts.empty:
        return say("engagement.contacts_none")
    cities = by_channel(contacts, city_ids).set_index("channel")["cities"]
    facts = {"cities": _cities(len(city_ids)), "any": formats.count(cities["any"])}
    form = "contacts" if by_wechat else "contacts_any"
    sentence = say(f"engagement.{form}", wechat=formats.count(cities["wechat"]), **facts)
    risks = risk_sentences(contacts, city_ids)
    return f"{sentence}. {risks[0]}" if risks else sentence


def risk_sentences(contacts: pd.DataFrame, city_ids: pd.Series) -> list[str]:
    """A sentence a channel in which one holder has most of the contacts. No person is in it."""
    rows = by_holder(contacts, city_ids)
    return [
        say(
            "engagement.risk",
            holder=label("owner", row["holder"]),
            share=formats.proportion(row["contacts"], row["of"]),
            channel=label("channel_contacts", row["channel"]),
        )
        for row in rows[rows["risk"]].to_dict("records")
    ]


def topics(basis: Basis, whom: str) -> str:
    """How many cities have a topic on record; the others were not asked."""
    asked, of = answers.interests(basis, whom)["city_id"].nunique(), len(answers.cities(basis, whom))
    return say(
        "engagement.topics",
        count=formats.count(asked),
        cities=_cities(of),
        rest=formats.count(of - asked),
    )


def groups(rows: pd.DataFrame) -> str:
    """How many groups there could be, and how many cities would have to be asked for them."""
    sizes = rows.groupby(["topic", "group"]).size()
    possible = int((sizes >= LEAST).sum())
    ask = int((rows["reason"] == TO_ASK).sum())
    facts = {"count": formats.count(possible), "ask": formats.count(ask), "least": str(LEAST)}
    return counted("engagement.groups_ask" if ask else "engagement.groups", possible, **facts)


def networks(basis: Basis, whom: str, months: int) -> str:
    """How many are in another network, and how many of those were never seen here."""
    found = answers.network_answers(basis, whom)
    elsewhere = (found == "yes").any(axis=1)
    unknown = int((membership_elsewhere(found) == "not_known").sum())
    if unknown == len(found):
        return say("engagement.networks_not_known")
    never = answers.seen(basis, whom, months)["seen"] == "never"
    return say(
        "engagement.networks",
        count=formats.count(elsewhere.sum()),
        cities=_cities(len(found)),
        never=formats.count((elsewhere & never).sum()),
        not_known=not_known(unknown),
    )


def potential(rows: pd.DataFrame) -> str:
    """How many large or internationally active cities do little here, and the largest of them."""
    found = rows[rows["untapped"]]
    unknown = int(is_open(rows).sum())
    if found.empty:
        if unknown:
            return say("engagement.potential_open", count=formats.count(unknown))
        return say("engagement.potential_none")
    names, count = named(found["name"], _NAMED), formats.count(len(found))
    return counted("engagement.potential", len(found), count=count, names=names, not_known=not_known(unknown))


def named(names: pd.Series, most: int) -> str:
    """The first names of a list, and how many more there are."""
    first = ", ".join(names.head(most))
    more = len(names) - most
    return first if more <= 0 else say("engagement.and_more", names=first, count=formats.count(more))


def why_in_group(row: pd.Series) -> str:
    """Why a city is in a proposed group, in words."""
    if row["reason"] == TO_ASK:
        return say("engagement.why_to_ask", event=row["last_event"], day=formats.day(row["last_on"]))
    return label("group_reason", row["reason"])
