"""What is not known of a city: one code with its facts for each gap, the most useful to ask first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.city.status import CityStatus
from analysis.pipeline.stages import PATH

CODES = (
    "never_seen", "no_event_lists", "only_online", "seen_undated", "no_topic", "stage_undated",
    "no_next_step", "no_owner", "joined_unknown", "scheme_unknown", "payment_unknown", "fee_unknown",
    "networks_not_asked", "networks_unknown", "no_name_zh", "no_population", "population_undated",
    "population_old", "no_place", "province_unknown",
)  # fmt: skip
OLD_AFTER = 5  # years after which a number of inhabitants is called old


@dataclass(frozen=True)
class Unknown:
    """A gap. `code` (one of CODES) names its sentence in the text catalogue; facts fill it in."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Record:
    """What is on record of a city, as the other modules of analysis give it.

    city: its row of analysis.city.cities.known_cities; status: analysis.city.status; events:
    analysis.city.events.presences; networks, topics: analysis.city.relations; fees: analysis.city.fees.
    """

    city: pd.Series
    status: CityStatus
    events: pd.DataFrame
    networks: pd.DataFrame
    topics: pd.DataFrame
    fees: pd.DataFrame


def unknowns(record: Record, as_of: date) -> list[Unknown]:
    """The gaps of a city at a date, in the order of CODES."""
    gaps = [
        *_seen(record.events),
        *([] if len(record.topics) else [Unknown("no_topic")]),
        *_of_prospect(record.status),
        *_of_member(record.status, record.fees),
        *_networks(record.networks),
        *_identity(record.city, as_of),
    ]
    return sorted(gaps, key=lambda gap: CODES.index(gap.code))


def _seen(events: pd.DataFrame) -> list[Unknown]:
    """Whether and how the city was ever seen. No event to come and none without a list tells anything."""
    events_with_answer = events[events["presence"].isin(["in_person", "online", "came", "absent"])]
    came = events_with_answer[events_with_answer["presence"] != "absent"]
    if events_with_answer.empty:
        return [Unknown("no_event_lists")]
    if came.empty:
        return [Unknown("never_seen", {"count": len(events_with_answer)})]
    gaps = [Unknown("only_online", {"count": len(came)})] if (came["presence"] == "online").all() else []
    return gaps + ([Unknown("seen_undated")] if came["starts_on"].isna().all() else [])


def _of_prospect(status: CityStatus) -> list[Unknown]:
    row = status.prospect
    if status.kind != "prospect" or row is None or row["stage"] not in PATH:
        return []
    checks = {"stage_undated": "entered_on", "no_next_step": "next_step", "no_owner": "owner"}
    return [Unknown(code) for code, column in checks.items() if pd.isna(row[column])]


def _of_member(status: CityStatus, fees: pd.DataFrame) -> list[Unknown]:
    row = status.member
    if status.kind != "member" or row is None:
        return []
    checks = {"joined_unknown": "joined_on", "scheme_unknown": "scheme"}
    gaps = [Unknown(code) for code, column in checks.items() if pd.isna(row[column])]
    years = {
        "payment_unknown": fees.loc[fees["fee_state"] == "unknown", "fee_year"],
        "fee_unknown": fees.loc[fees["due_eur"].isna(), "fee_year"],
    }
    return gaps + [
        Unknown(code, {"years": [int(year) for year in which]}) for code, which in years.items() if len(which)
    ]


def _networks(networks: pd.DataFrame) -> list[Unknown]:
    kinds = {"networks_not_asked": "not_asked", "networks_unknown": "unknown"}
    named = {code: networks.loc[networks["answer"] == answer, "network"] for code, answer in kinds.items()}
    return [Unknown(code, {"names": names.tolist()}) for code, names in named.items() if len(names)]


def _identity(city: pd.Series, as_of: date) -> list[Unknown]:
    """A Chinese name and a province are expected of cities in China only."""
    gaps = []
    if city["country"] == "CHN":
        gaps += [Unknown("no_name_zh")] if pd.isna(city["name_zh"]) else []
        gaps += [Unknown("province_unknown")] if pd.isna(city["province"]) else []
    if pd.isna(city["population"]):
        gaps.append(Unknown("no_population"))
    elif pd.isna(city["population_year"]):
        gaps.append(Unknown("population_undated"))
    elif as_of.year - int(city["population_year"]) > OLD_AFTER:
        gaps.append(Unknown("population_old", {"year": int(city["population_year"])}))
    if pd.isna(city["latitude"]) or pd.isna(city["longitude"]):
        gaps.append(Unknown("no_place"))
    return gaps
