"""How many of a set of cities came to each event, sit in each network, care for each topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from data.dataset import Dataset


def by_event(dataset: Dataset, as_of: date, cities: Collection[str]) -> pd.DataFrame:
    """One row an event begun by the date and with a list of who came, the latest first; visits are left out.

    Columns: name, starts_on (missing where no date is recorded: counts as held), place, kind, in_person,
    online, came (numbers of the cities; came includes those of whom it is not recorded how), illustrative
    (the event or a row of its list is).
    """
    events, came = dataset.table("events"), dataset.table("participation")
    begun = ~(events["starts_on"] > pd.Timestamp(as_of)) & (events["kind"] != "visit")
    held = events[begun & events["event_id"].isin(came["event_id"])]
    lists = came.assign(
        in_person=came["mode"].eq("in_person"), online=came["mode"].eq("online"), own=came["city_id"]
    )
    mine = lists[lists["city_id"].isin(set(cities))].drop_duplicates(["event_id", "city_id"])
    counts = mine.groupby("event_id").agg(
        in_person=("in_person", "sum"), online=("online", "sum"), came=("own", "size")
    )
    marked = came[came["provenance"] == "illustrative"]["event_id"]
    rows = held.join(counts, on="event_id").fillna({"in_person": 0, "online": 0, "came": 0})
    rows = rows.astype({"in_person": "int64", "online": "int64", "came": "int64"}).assign(
        illustrative=(rows["provenance"] == "illustrative") | rows["event_id"].isin(marked)
    )
    ordered = rows.sort_values(["starts_on", "event_id"], ascending=[False, True], na_position="last")
    columns = ["name", "starts_on", "place", "kind", "in_person", "online", "came", "illustrative"]
    return ordered[columns].reset_index(drop=True)


def by_network(dataset: Dataset, cities: Collection[str]) -> pd.DataFrame:
    """One row a network: network, yes, no, unknown (numbers of the cities; one without a row is unknown),
    illustrative; the network with most of them first."""
    rows = dataset.table("networks")
    names = pd.Index(sorted(rows["network"].dropna().unique()), name="network")
    mine = rows[rows["city_id"].isin(set(cities))]
    answers = {answer: mine[mine["member"] == answer] for answer in ("yes", "no")}
    counts = pd.DataFrame(
        {
            answer: each.groupby("network")["city_id"].nunique().reindex(names, fill_value=0)
            for answer, each in answers.items()
        },
        index=names,
    )
    marked = mine.loc[mine["provenance"] == "illustrative", "network"]
    counts = counts.assign(
        unknown=len(set(cities)) - counts["yes"] - counts["no"], illustrative=names.isin(marked)
    )
    return counts.sort_values(["yes", "network"], ascending=[False, True]).reset_index()


def by_topic(dataset: Dataset, cities: Collection[str]) -> pd.DataFrame:
    """One row a topic that any of the cities has: topic, cities (their number), illustrative; most first."""
    rows = dataset.table("topics")
    mine = rows[rows["city_id"].isin(set(cities))]
    counts = mine.assign(illustrative=mine["provenance"] == "illustrative").groupby("topic", as_index=False)
    found = counts.agg(cities=("city_id", "nunique"), illustrative=("illustrative", "any"))
    return found.sort_values(["cities", "topic"], ascending=[False, True], ignore_index=True)
