"""Which offer fits which city, and why: by a topic the city cares for, or by what it needs."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.dates import has_begun
from analysis.core.frames import is_illustrative, sort_rows
from analysis.pipeline.stages import open_stages
from data.dataset import Dataset

NEEDS = ("meet", "return", "join", "ask", "no_network")
_COLUMNS = ["city_id", "offer_id", "reason", "topic", "interest", "illustrative"]


def match_offers(dataset: Dataset, basis: Basis, offers: pd.DataFrame, city_ids: list[str]) -> pd.DataFrame:
    """One row a city, an offer and a reason, in the order of the cities and of the offers.

    offers: as data.offers.reference_offers. reason: 'topic' (then topic and interest say which, interest
    missing where it was not recorded) or one of NEEDS. illustrative: the city's interest is an invented row.
    """
    cities = pd.DataFrame({"city_id": city_ids})
    topics = dataset.table("topics")
    topics = topics.merge(cities, on="city_id").rename(columns={"level": "interest"})
    topics = topics.assign(reason="topic", illustrative=is_illustrative(topics))
    by_topic = _offered(offers, "topics", "topic").merge(topics, on="topic")
    needed = needs(dataset, basis, city_ids).assign(illustrative=False)
    by_need = _offered(offers, "needs", "reason").merge(needed, on="reason")
    rows = pd.concat([by_topic, by_need], ignore_index=True).reindex(columns=_COLUMNS)
    return sort_rows(
        rows, ["city_id", "offer_id"], {"city_id": city_ids, "offer_id": list(offers["offer_id"])}
    )


def needs(dataset: Dataset, basis: Basis, city_ids: list[str]) -> pd.DataFrame:
    """One row a city and a need (`reason`, one of NEEDS) that is on record at the date of the basis.

    meet: never met in person, though events have lists; return: met in person; join: an open prospect;
    ask: no topic is recorded; no_network: a network said no, and none said yes.
    """
    in_person, listed = _seen(dataset, basis.as_of)
    networks = dataset.table("networks")
    answered = {
        answer: set(networks.loc[networks["member"] == answer, "city_id"]) for answer in ("yes", "no")
    }
    having = {
        "meet": set(city_ids) - in_person if listed else set(),
        "return": in_person,
        "join": set(open_stages(dataset, basis.as_of)["city_id"]),
        "ask": set(city_ids) - set(dataset.table("topics")["city_id"]),
        "no_network": answered["no"] - answered["yes"],
    }
    rows = [(city, need) for city in city_ids for need in NEEDS if city in having[need]]
    return pd.DataFrame(rows, columns=["city_id", "reason"], dtype="str")


def _offered(offers: pd.DataFrame, lists: str, name: str) -> pd.DataFrame:
    """One row an offer and a code of its list: offer_id and the code under `name`."""
    return offers[["offer_id", lists]].explode(lists).dropna().rename(columns={lists: name})


def _seen(dataset: Dataset, as_of: date) -> tuple[set[str], bool]:
    """Cities met in person at what was held by as_of, visits included; whether anything has a list."""
    events, rows = dataset.table("events"), dataset.table("participation")
    rows = rows[rows["event_id"].isin(events.loc[has_begun(events, as_of), "event_id"])]
    return set(rows.loc[rows["mode"] == "in_person", "city_id"]), len(rows) > 0
