"""Which offer fits which city, and why: by a topic the city cares for, or by what it needs."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.frames import is_illustrative, sort_rows
from analysis.engagement.attendance_by_event import by_city
from analysis.engagement.network_overlap import answers
from analysis.pipeline.stages import open_stages
from data.dataset import Dataset
from data.membership import members_at

NEEDS = ("meet", "return", "join", "ask", "no_network")
_COLUMNS = ["city_id", "offer_id", "reason", "topic", "interest", "illustrative"]


def match_offers(dataset: Dataset, basis: Basis, offers: pd.DataFrame, city_ids: list[str]) -> pd.DataFrame:
    """One row a city, an offer and a reason, in the order of the cities and of the offers.

    offers: as data.offers.reference_offers. reason: 'topic' (then topic and interest say which, interest
    missing where it was not recorded) or one of NEEDS. illustrative: the city's interest is an invented row,
    or the list that it is not on.
    """
    cities = pd.DataFrame({"city_id": city_ids})
    topics = dataset.table("topics")
    topics = topics.merge(cities, on="city_id").rename(columns={"level": "interest"})
    topics = topics.assign(reason="topic", illustrative=is_illustrative(topics))
    by_topic = _offered(offers, "topics", "topic").merge(topics, on="topic")
    needed = needs(dataset, basis, city_ids)
    by_need = _offered(offers, "needs", "reason").merge(needed, on="reason")
    rows = pd.concat([by_topic, by_need], ignore_index=True).reindex(columns=_COLUMNS)
    return sort_rows(
        rows, ["city_id", "offer_id"], {"city_id": city_ids, "offer_id": list(offers["offer_id"])}
    )


def needs(dataset: Dataset, basis: Basis, city_ids: list[str]) -> pd.DataFrame:
    """One row a city and a need (`reason`, one of NEEDS) that is on record at the date of the basis.

    meet: only online so far, or on none of the lists that could have named it; return: met in person; join:
    an open prospect; ask: no topic is recorded; no_network: every network on record said
    no. illustrative: an invented row is behind how it was seen, of a list that it is not on included.
    """
    seen = _seen(dataset, basis.as_of, city_ids)
    networks = answers(dataset, seen)
    none_other = (networks == "no").all(axis=1) & bool(networks.shape[1])
    having = {
        "meet": set(seen.index[seen["seen"].isin(["online_only", "never"])]),
        "return": set(seen.index[seen["seen"] == "in_person"]),
        "join": set(open_stages(dataset, basis.as_of)["city_id"]),
        "ask": set(city_ids) - set(dataset.table("topics")["city_id"]),
        "no_network": set(seen.index[none_other]),
    }
    rows = [(city, need) for city in city_ids for need in NEEDS if city in having[need]]
    found = pd.DataFrame(rows, columns=["city_id", "reason"], dtype="str")
    by_list = found["reason"].isin(["meet", "return"])
    return found.assign(illustrative=by_list & found["city_id"].map(seen["illustrative"]).eq(other=True))


def _offered(offers: pd.DataFrame, lists: str, name: str) -> pd.DataFrame:
    """One row an offer and a code of its list: offer_id and the code under `name`."""
    return offers[["offer_id", lists]].explode(lists).dropna().rename(columns={lists: name})


def _seen(dataset: Dataset, as_of: date, city_ids: list[str]) -> pd.DataFrame:
    """How each city was seen (analysis.engagement.attendance_by_event.by_city), indexed by city_id."""
    cities = pd.DataFrame({"city_id": list(dict.fromkeys(city_ids))})
    joined = dataset.table("members").drop_duplicates("city_id").set_index("city_id")["joined_on"]
    is_member = cities["city_id"].isin(members_at(dataset, as_of))
    cities = cities.assign(
        name=cities["city_id"],
        name_zh=None,
        kind=is_member.map({True: "member", False: "prospect"}),
        joined_on=joined.reindex(cities["city_id"]).to_numpy(),
    )
    return by_city(dataset, cities, as_of).set_index("city_id", drop=False)
