"""The findings of the Engagement page, one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.presence import SILENT_MONTHS
from analysis.working_groups import LEAST, MOST, proposals
from ui import engagement_answers as answers
from ui import numbers
from ui.text import counted, label, say

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis

_RISK = 0.5  # of all contacts of a channel with one holder: from here on it is said to be a risk


def lead(basis: Basis) -> str:
    """How the members of the group were seen, in one sentence."""
    rows = members(basis)
    group = label("group", basis.group)
    if rows.empty:
        return say("engagement.lead_nobody", group=group)
    if (rows["seen"] == "no_lists").all():
        return say("engagement.lead_no_lists", group=group, members=numbers.count(len(rows)))
    counts = rows["seen"].value_counts()
    return say(
        "engagement.lead",
        group=group,
        members=numbers.count(len(rows)),
        met=numbers.count(int(counts.get("in_person", 0))),
        online=numbers.count(int(counts.get("only_online", 0))),
        never=numbers.count(int(counts.get("never", 0))),
    )


def members(basis: Basis) -> pd.DataFrame:
    """How the members of the group were seen; prospects that came are none."""
    rows = answers.presence(basis)
    return rows[rows["kind"] == "member"]


def silent(basis: Basis) -> str:
    """Who is silent."""
    rows = members(basis)
    count = int(rows["silent"].fillna(value=False).sum())
    unknown = int(rows["silent"].isna().sum())
    said = counted("engagement.silent", count, count=numbers.count(count), months=SILENT_MONTHS)
    if not unknown:
        return said
    return f"{said} {counted('engagement.silent_unknown', unknown, count=numbers.count(unknown))}"


def score(basis: Basis, held: answers.Contacted) -> str:
    """Who has the most points, and how much of them is known."""
    rows = answers.scores(basis, held)
    if rows.empty:
        return say("engagement.score_nobody")
    best = rows.iloc[-1]
    return say(
        "engagement.score", city=best["name"], score=numbers.count(best["score"]), out_of=best["out_of"]
    )


def contacts(basis: Basis) -> str:
    """How many of the group's cities can be reached, and what depends on one colleague."""
    rows = answers.contacts()
    cities = answers.cities(basis)
    rows = rows[rows["city_id"].isin(cities["city_id"])]
    reached = rows["city_id"].nunique()
    said = say("engagement.contacts", reached=numbers.count(reached), cities=numbers.count(len(cities)))
    return " ".join(filter(None, [said, *risks(rows)]))


def risks(rows: pd.DataFrame) -> list[str]:
    """A sentence for each channel of which one holder has most contacts. rows: contacts with channel and
    holder; a contact of two cities is two contacts."""
    found = []
    for channel, part in rows.groupby("channel"):
        counts = part["holder"].value_counts()
        if len(counts) and counts.iloc[0] / len(part) >= _RISK:
            found.append(
                say(
                    "engagement.risk",
                    holder=label("owner", counts.index[0]),
                    share=numbers.share(counts.iloc[0] / len(part)),
                    count=numbers.count(counts.iloc[0]),
                    of=numbers.count(len(part)),
                    channel=label("contact_channel", channel),
                )
            )
    return found


def topics(basis: Basis) -> str:
    """Which working groups could begin, and of how many cities nothing is known."""
    found = proposals(answers.interest(basis))
    unasked = len(answers.unasked(basis))
    gap = counted("engagement.unasked", unasked, count=numbers.count(unasked))
    if found.empty:
        return f"{say('engagement.no_topics')} {gap}"
    ready = found[found["size"] != "small"]
    if ready.empty:
        first = found.iloc[0]
        said = say(
            "engagement.groups_small",
            topic=label("topic", first["topic"]),
            cities=first["cities"],
            least=LEAST,
        )
    else:
        names = ", ".join(label("topic", code) for code in ready["topic"])
        count = len(ready)
        said = counted(
            "engagement.groups", count, count=numbers.count(count), topics=names, least=LEAST, most=MOST
        )
    return f"{said} {gap}"


def networks(basis: Basis) -> str:
    """In which other network most of them are, and how little is asked."""
    found = answers.overlap(basis)
    if found.empty:
        return say("engagement.no_networks")
    yes = found[found["answer"] == "yes"]["network"].value_counts()
    asked = int((found["answer"] == "not_asked").sum())
    facts = {"open": numbers.count(asked), "pairs": numbers.count(len(found))}
    if yes.empty:
        return say("engagement.networks_none", **facts)
    return say("engagement.networks", network=yes.index[0], count=numbers.count(yes.iloc[0]), **facts)


def potential(basis: Basis, held: answers.Contacted) -> str:
    """Who is active elsewhere and was never met here."""
    rows = answers.potential(basis, held)
    found = rows[rows["untapped"]]
    count = len(found)
    if not count:
        return say("engagement.untapped_none")
    names = ", ".join(found["name"].head(4))
    return counted("engagement.untapped", count, count=numbers.count(count), names=names)
