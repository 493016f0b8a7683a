"""Participation event by event and city by city: in person, online, not on the list, or no list at all."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.core.dates import has_begun
from analysis.core.frames import first_match, is_illustrative
from analysis.engagement.attendance import attendance
from data.dataset import Dataset

SEEN = ("in_person", "online_only", "came", "never", "no_record")
MODES = ("in_person", "online", "came")
_EVENT = [
    "event_id", "name", "starts_on", "place", "kind", "listed", "expects", "own_illustrative",
    "list_illustrative",
]  # fmt: skip


def held_events(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Events begun by as_of, oldest first, those without a date at the end (they count as held).

    Columns: event_id, name, starts_on, place, kind, listed (somebody is recorded as having come), expects
    (listed, and no visit to one city: only then who is not on the list was absent), own_illustrative,
    list_illustrative (the event or a row of its list is invented, and so is who was absent).
    """
    events = dataset.table("events")
    events = events[has_begun(events, as_of)]
    came = dataset.table("participation")
    listed = events["event_id"].isin(came["event_id"])
    own = is_illustrative(events)
    rows = events.assign(
        listed=listed,
        expects=listed & (events["kind"] != "visit").fillna(value=True),
        own_illustrative=own,
        list_illustrative=own | events["event_id"].isin(came.loc[is_illustrative(came), "event_id"]),
    )
    return rows.sort_values(["starts_on", "event_id"], na_position="last", ignore_index=True)[_EVENT]


def attendances(dataset: Dataset, cities: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row a city of `cities` and a held event that it came to.

    cities: city_id, name, name_zh, kind ('member', 'prospect'), joined_on. Columns: those, the event's
    (event_id, event_name, starts_on, expects), mode ('in_person', 'online', or 'came' where how is not
    recorded), delegates, member_then (a member that had joined by the event's day), illustrative.
    """
    events = held_events(dataset, as_of).rename(columns={"name": "event_name", "kind": "event_kind"})
    rows = dataset.table("participation").drop_duplicates(["event_id", "city_id"])
    rows = rows[["event_id", "city_id", "mode", "delegates", "provenance"]]
    who = cities[["city_id", "name", "name_zh", "kind", "joined_on"]]
    attended = rows.merge(events, on="event_id").merge(who, on="city_id")
    later = (attended["joined_on"] > attended["starts_on"]).fillna(value=False)
    attended = attended.assign(
        mode=attended["mode"].fillna("came").astype("str"),
        member_then=(attended["kind"] == "member") & ~later,
        illustrative=is_illustrative(attended) | attended["own_illustrative"],
    )
    return attended.sort_values(["starts_on", "event_id", "name"], na_position="last", ignore_index=True)


def by_event(dataset: Dataset, cities: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row a held event, in the order of `held_events`, with how many of the cities came.

    Adds: in_person, online, came (members of that day), absent (members of that day that are not on the list;
    missing where the event has no list or is a visit), members (of that day), guests (cities that came and
    were no members then), delegates (missing where none is recorded), illustrative (as list_illustrative).
    """
    events = held_events(dataset, as_of)
    rows = attendances(dataset, cities, as_of)
    then = rows[rows["member_then"]]
    counts = pd.crosstab(then["event_id"], then["mode"])
    counts = counts.reindex(index=events["event_id"], columns=list(MODES), fill_value=0).reset_index(
        drop=True
    )
    members = _members_by(cities, events["starts_on"])
    seen = counts.sum(axis=1)
    grouped = rows.groupby("event_id")
    of_event = pd.DataFrame(
        {
            "guests": (~rows["member_then"]).groupby(rows["event_id"]).sum(),
            "delegates": grouped["delegates"].sum(min_count=1),
        }
    ).reindex(events["event_id"])
    return events.assign(
        **{mode: counts[mode].astype(int) for mode in MODES},
        members=members,
        absent=(members - seen).astype("Int64").where(events["expects"]),
        guests=of_event["guests"].fillna(0).astype(int).to_numpy(),
        delegates=of_event["delegates"].astype("Int64").to_numpy(),
        illustrative=events["list_illustrative"],
    )


def by_city(dataset: Dataset, cities: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The cities with how often each was seen: in_person, online, came (how is not recorded), absent.

    absent: events with a list, held while it was a member, on whose list it is not; missing for a prospect,
    which nobody had to invite. lists: events whose list could have named it. seen: one of SEEN; 'never': on
    none of the lists; 'no_record': there was no list that could have named it. visited_MODE for each of
    MODES: how many of these times were visits by us to the city. last_event, last_on (missing where no event
    it came to has a date), illustrative (a row behind it is invented, or one of a list that
    it is not on).
    """
    events = held_events(dataset, as_of)
    rows = attendances(dataset, cities, as_of)
    ids = cities["city_id"]
    times, visits = _times(rows, ids), _times(rows[rows["event_kind"] == "visit"], ids)
    last = attendance(dataset, as_of)[["last_event", "last_on"]].reindex(ids)
    expecting = events[events["expects"]]
    lists = _lists(cities, expecting)
    missed_invented = _missed(cities, expecting[expecting["list_illustrative"]], rows) > 0
    marked = rows.groupby("city_id")["illustrative"].any().reindex(ids).fillna(value=False).astype(bool)
    in_person, online, undetailed = (times[mode].to_numpy() > 0 for mode in MODES)
    cases = {
        "in_person": in_person,
        "online_only": online & ~undetailed,
        "came": online | undetailed,
        "never": lists > 0,
    }
    absent = pd.Series(_missed(cities, expecting, rows), index=cities.index, dtype="Int64")
    return cities.assign(
        **{mode: times[mode].to_numpy() for mode in MODES},
        **{f"visited_{mode}": visits[mode].to_numpy() for mode in MODES},
        absent=absent.where(cities["kind"] == "member"),
        lists=lists,
        seen=first_match(cases, "no_record", cities.index),
        last_event=last["last_event"].to_numpy(),
        last_on=last["last_on"].to_numpy(),
        illustrative=np.logical_or(marked.to_numpy(), missed_invented),
    )


def _times(rows: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    """How often each city came, by mode. rows: as `attendances`."""
    counts = pd.crosstab(rows["city_id"], rows["mode"])
    return counts.reindex(index=ids, columns=list(MODES), fill_value=0)


def _lists(cities: pd.DataFrame, events: pd.DataFrame) -> np.ndarray:
    """How many of the events could have named each city: a member from when it joined, a prospect always."""
    since = _events_since(cities["joined_on"], events["starts_on"])
    return np.where(cities["kind"] == "member", since, len(events))


def _missed(cities: pd.DataFrame, events: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """How many of these lists could have named each city and do not. rows: as `attendances`."""
    named = rows[
        rows["event_id"].isin(events["event_id"]) & (rows["member_then"] | (rows["kind"] != "member"))
    ]
    on = named.groupby("city_id").size().reindex(cities["city_id"], fill_value=0)
    return _lists(cities, events) - on.to_numpy()


def _members_by(cities: pd.DataFrame, days: pd.Series) -> np.ndarray:
    """How many members had joined by each day. A blank joining date counts always; without a day, all do."""
    joined = cities.loc[cities["kind"] == "member", "joined_on"]
    dated = np.sort(joined.dropna().to_numpy(dtype="datetime64[s]"))
    until = np.searchsorted(dated, days.to_numpy(dtype="datetime64[s]"), side="right")
    return np.where(days.isna(), len(joined), until + joined.isna().sum()).astype(int)


def _events_since(joined: pd.Series, days: pd.Series) -> np.ndarray:
    """How many events each city could have come to since it joined; all of them where that is not known."""
    dated = np.sort(days.dropna().to_numpy(dtype="datetime64[s]"))
    before = np.searchsorted(dated, joined.to_numpy(dtype="datetime64[s]"), side="left")
    return len(days) - np.where(joined.isna(), 0, before)
