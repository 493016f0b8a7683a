"""Who came to what: the last contact of each city, and who was never seen."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.dates import has_begun
from analysis.core.frames import is_illustrative
from data.dataset import Dataset


def attendance(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """One row a city that took part in an event begun by as_of, indexed by city_id.

    Columns: in_person, online (numbers of events), last_event (name), last_on (missing where the event has no
    date), last_mode, illustrative. Events without a date count as held.
    """
    events = dataset.table("events").set_index("event_id")
    rows = dataset.table("participation").join(events[["name", "starts_on"]], on="event_id")
    held = rows[has_begun(rows, as_of)].sort_values(["starts_on", "event_id"], na_position="first")
    marked = held.assign(
        in_person=held["mode"] == "in_person",
        online=held["mode"] == "online",
        illustrative=is_illustrative(held),
    )
    last = marked.drop_duplicates("city_id", keep="last").set_index("city_id")
    names = {"name": "last_event", "starts_on": "last_on", "mode": "last_mode"}
    counted = marked.groupby("city_id").agg(
        in_person=("in_person", "sum"), online=("online", "sum"), illustrative=("illustrative", "any")
    )
    return counted.join(last[list(names)].rename(columns=names))
