"""A dataset of many cities with ten years of events, and engagement counted from it in plain Python."""

import random
from collections import defaultdict
from datetime import date, timedelta
from functools import cache

from tests.support.datasets import Tables, in_memory, member

AS_OF = date(2024, 6, 30)
CHANNELS = ("wechat", "email", "phone")
NETWORKS = ("C40", "UCLG", "UCLG ASPAC", "ICLEI")
TOPICS = ("transport", "logistics", "sanitation", "solid-waste", "housing", "water")
LEVELS = ("asked", "interested", "shares_practice", "leads", None)


@cache
def large(members: int = 5000):
    """The Dataset of so many members; the same each time."""
    return in_memory(tables(members), as_of=AS_OF)


@cache
def tables(members: int, seed: int = 11) -> Tables:
    """Members that joined in ten years or at an unknown date, prospects, and events with and without lists
    and dates; answers of four kinds about networks; topics."""
    lot = random.Random(seed)  # noqa: S311  nothing secret is drawn
    inside = [f"aaa-{number:05d}" for number in range(members)]
    waiting = [f"bbb-{number:05d}" for number in range(members // 20)]
    everybody = inside + waiting
    events, participation = [], []
    for number in range(60):
        event_id = f"event-{number:02d}"
        day = None if lot.random() < 0.1 else date(2014, 7, 1) + timedelta(days=lot.randrange(3800))
        kind = lot.choice(["meeting", "congress", "visit", "online", None])
        events.append({"event_id": event_id, "name": event_id, "starts_on": day, "kind": kind})
        if lot.random() < 0.8:
            for city in lot.sample(everybody, 1 if kind == "visit" else min(len(everybody) // 2, 200)):
                mode = lot.choice(["in_person", "online", "online", None])
                row = {"event_id": event_id, "city_id": city, "mode": mode}
                participation.append(row | {"delegates": lot.choice([None, 1, 3])})
    return {
        "members": [
            member(
                city,
                joined_on=lot.choice([None, "2012", date(2014, 1, 1) + timedelta(days=lot.randrange(3700))]),
                population=lot.choice([None, 200_000, 6_000_000]),
            )
            for city in inside
        ],
        "prospects": [
            {"city_id": city, "name": city, "country": "BBB", "stage": "contacted"} for city in waiting
        ],
        "events": events,
        "participation": participation,
        "networks": [
            {"city_id": city, "network": name, "member": lot.choice(["yes", "no", "unknown", None])}
            for city in everybody
            for name in NETWORKS
            if lot.random() < 0.2
        ],
        "topics": [
            {"city_id": city, "topic": name, "level": lot.choice(LEVELS)}
            for city in everybody
            for name in TOPICS
            if lot.random() < 0.02
        ],
        "focus_groups": [
            {"group": name, "city_id": city}
            for name, cities in {"china": inside[::3] + waiting, "north": inside[:7]}.items()
            for city in cities
        ],
    }


# Counted row by row, from docs/engagement.md and not from the code


def plain(rows, as_of=AS_OF):
    """Per event and per city what docs/engagement.md says. rows: table → list of dictionaries.

    Cities are members whose joining date is None or a date, and prospects.
    """
    stamp = as_of
    events = {
        each["event_id"]: each
        for each in rows["events"]
        if each["starts_on"] is None or each["starts_on"] <= stamp
    }
    lists = defaultdict(dict)
    for each in rows["participation"]:
        if each["event_id"] in events:
            lists[each["event_id"]].setdefault(each["city_id"], each["mode"] or "came")
    joined = {each["city_id"]: each["joined_on"] for each in rows["members"]}
    prospects = {each["city_id"] for each in rows["prospects"]}
    per_event, per_city = {}, {}
    for event_id, event in events.items():
        day, came = event["starts_on"], lists[event_id]
        then = {city for city, on in joined.items() if day is None or on is None or on <= day}
        counts = {
            mode: sum(came[city] == mode for city in came if city in then)
            for mode in ("in_person", "online", "came")
        }
        guests = sum(city not in then and (city in joined or city in prospects) for city in came)
        expects = bool(came) and event["kind"] != "visit"
        absent = len(then - set(came)) if expects else None
        per_event[event_id] = counts | {"guests": guests, "absent": absent, "members": len(then)}
        for city in (*joined, *prospects):
            mine = per_city.setdefault(city, defaultdict(int))
            if city in came:
                mine[came[city]] += 1
                mine[f"own_{came[city]}"] += event["kind"] != "visit"
                if day is not None:
                    mine["last"] = max(mine["last"] or date.min, day)
            if expects and (city in prospects or city in then):
                mine["lists"] += 1
                mine["absent"] += city not in came
    return per_event, per_city


def plain_seen(mine):
    """How a city was seen."""
    if mine["in_person"]:
        return "in_person"
    if mine["came"]:
        return "came"
    if mine["online"]:
        return "online_only"
    return "never" if mine["lists"] else "no_record"


def plain_points(mine, topics, contact):
    """Points of a city and the most that its known parts can give. contact: True, False or None."""
    points = possible = 0
    if mine["lists"] or mine["own_in_person"] or mine["own_online"] or mine["own_came"]:
        points += min(mine["own_in_person"] * 3, 9) + min(mine["own_online"] + mine["own_came"], 3)
        possible += 12
    if topics:
        points += min(topics * 2, 6)
        possible += 6
    if contact is not None:
        points += 2 * contact
        possible += 2
    return points, possible
