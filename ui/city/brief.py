"""What to know before calling a city: who, what, offer, last contact, open points, what to ask. In words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.core.basis import Basis
from data.schema import SCHEMES
from text import counted, label, say
from ui.city import answers, key_figures, words
from ui.core import formats, queries
from ui.core.cache import cached
from ui.widgets import offers

_LAST = 3  # events that are named


@dataclass(frozen=True)
class Part:
    """A heading and its lines, all plain text."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Brief:
    """A brief in plain text. made: of which data and day. illustrative: it rests on an invented row."""

    name: str
    status: str
    made: str
    parts: tuple[Part, ...]
    illustrative: bool


@cached
def brief(basis: Basis, city_id: str) -> Brief:
    """The brief of a city, as known at the date of the basis."""
    city = answers.city(city_id)
    gaps = [words.unknown(gap) for gap in answers.unknowns(basis, city_id)]
    parts = {
        "who": _who(city_id, city),
        "what": _what(basis, city_id),
        "offer": _offer(basis, city_id),
        "last": _last(basis, city_id),
        "points": _points(basis, city_id),
        "ask": gaps,
    }
    return Brief(
        name=words.name_line(city),
        status=words.status(basis, city_id),
        made=say("brief.made", title=queries.dataset().title, as_of=formats.day(basis.as_of)),
        parts=tuple(
            Part(say(f"brief.{code}"), tuple(_one_line(each) for each in lines))
            for code, lines in parts.items()
            if lines
        ),
        illustrative=_invented(basis, city_id),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _who(city_id: str, city: pd.Series) -> list[str]:
    lines = [words.place(city)] if words.place(city) else []
    if pd.notna(city["population"]):
        count, detail = formats.count(city["population"]), key_figures.population_detail(city)
        lines.append(say("brief.population", count=count, detail=detail))
    networks = answers.networks(city_id)
    for key, answer in (("brief.networks", "yes"), ("brief.not_in", "no")):
        names = networks.loc[networks["answer"] == answer, "network"].tolist()
        lines += [say(key, names=", ".join(names))] if names else []
    topics = ", ".join(_topic(row) for _, row in answers.topics(city_id).iterrows())
    return lines + ([say("brief.topics", topics=topics)] if topics else [])


def _topic(row: pd.Series) -> str:
    """A topic, and what the city said of it."""
    topic = label("topic", row["topic"])
    if pd.isna(row["interest"]):
        return topic
    return say("brief.topic", topic=topic, interest=label("interest", row["interest"]))


def _what(basis: Basis, city_id: str) -> list[str]:
    """Where it stands, what it paid in other years, and what the rolls note."""
    lines = [words.status(basis, city_id)]
    fees = answers.fees(basis, city_id)
    before = fees[fees["fee_year"] != basis.fee_year].tail(_LAST)
    if len(before):
        years = [f"{row['fee_year']} {label('fee_state', row['fee_state'])}" for _, row in before.iterrows()]
        lines.append(say("brief.fees", years=", ".join(years)))
    owner = answers.owner(basis, city_id)
    if owner:
        lines.append(say("brief.owner", owner=label("owner", owner)))
    return lines + [say("brief.note", note=note) for note in answers.notes(city_id)]


def _offer(basis: Basis, city_id: str) -> list[str]:
    """What fits it and why, what is coming up, and what membership would cost who is outside."""
    lines = offers.lines(basis, city_id)
    events = answers.events(basis, city_id)
    for _, row in events[events["presence"] == "coming"].iterrows():
        days = (row["starts_on"] - pd.Timestamp(basis.as_of)).days
        on = formats.day(row["starts_on"])
        lines.append(counted("brief.event", days, event=row["name"], day=on, days=formats.count(days)))
    if not lines:
        lines = [say("brief.nothing_offer")]
    price = answers.prices(basis, city_id)
    if answers.status(basis, city_id).kind != "member" and price.keys() == set(SCHEMES):
        joint, exclusive = formats.money(price["joint"]), formats.money(price["exclusive"])
        year = basis.fee_year or basis.as_of.year
        lines.append(say("brief.price", year=year, joint=joint, exclusive=exclusive))
    return lines


def _last(basis: Basis, city_id: str) -> list[str]:
    events = answers.attended(basis, city_id).head(_LAST)
    if events.empty:
        return [say("brief.never")]
    return [
        say(
            "brief.last_seen",
            day=say("city_fact.undated") if pd.isna(row["starts_on"]) else formats.day(row["starts_on"]),
            event=row["name"],
            presence=label("presence", row["presence"]),
        )
        for _, row in events.iterrows()
    ]


def _points(basis: Basis, city_id: str) -> list[str]:
    rows = answers.steps(basis, city_id)
    rows = rows[rows["step_state"] != "done"]
    if rows.empty:
        return [say("brief.no_points")]
    lines = []
    for _, row in rows.iterrows():
        owner = say("brief.no_owner") if pd.isna(row["owner"]) else label("owner", row["owner"])
        state = "undated" if pd.isna(row["due_on"]) else row["step_state"]
        day = formats.day(row["due_on"])
        lines.append(say(f"brief.step_{state}", what=row["what"], day=day, owner=owner))
    return lines


def _invented(basis: Basis, city_id: str) -> bool:
    """Whether anything in the brief rests on an invented row."""
    rows = [
        answers.stages(basis, city_id),
        answers.events(basis, city_id),
        answers.networks(city_id),
        answers.topics(city_id),
        answers.steps(basis, city_id),
    ]
    return bool(
        any((each["provenance"] == "illustrative").any() for each in rows)
        or answers.fees(basis, city_id)["illustrative"].any()
        or answers.status(basis, city_id).illustrative
    )
